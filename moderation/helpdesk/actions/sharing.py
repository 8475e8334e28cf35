"""Work on a ticket that other departments share in: how much is open, and not waiting for it."""

from forum.accounts.models import Member
from forum.kernel.errors import Invalid
from moderation.helpdesk.actions.writing import Voice, note_down, plain
from moderation.helpdesk.models import Ticket

UNFINISHED = "Other departments still work on this. Wait for them, or say why you do not."


def count_subtask(ticket: Ticket, change: int) -> None:
    """One more or one fewer is open. The ticket is locked."""
    ticket.open_subtasks += change
    ticket.version += 1


def explain_unfinished(ticket: Ticket, *, by: Member, why: str) -> None:
    """The reason is a note between staff. Raises Invalid without one."""
    if not why:
        raise Invalid(UNFINISHED, {"unfinished": UNFINISHED})
    voice = Voice(by.id, is_from_staff=True)
    note_down(ticket, plain(why), voice=voice)
