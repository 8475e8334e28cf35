"""What the desk does with saved views, and with many tickets at once."""

from moderation.saved_views.actions.keeping import remove, save
from moderation.saved_views.actions.many import DEEDS, Order, do_one

__all__ = ["DEEDS", "Order", "do_one", "remove", "save"]
