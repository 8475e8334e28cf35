"""What the desk does with saved views, and with many tickets at once."""

from moderation.shelves.actions.keeping import remove, save
from moderation.shelves.actions.many import DEEDS, Order, do_one

__all__ = ["DEEDS", "Order", "do_one", "remove", "save"]
