"""What is done with a mail that came in."""

from moderation.mail_in.actions.keeping import forget_files_of_erased, forget_old, keep, take_again
from moderation.mail_in.actions.placing import put_away

__all__ = ["forget_files_of_erased", "forget_old", "keep", "put_away", "take_again"]
