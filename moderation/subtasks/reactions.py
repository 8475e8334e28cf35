"""Who hears of a sub-task, and what becomes of them when their ticket is over."""

from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.kernel.mail import owe
from moderation.helpdesk.events import TicketMoved
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import locked_ticket
from moderation.helpdesk.states import FINAL
from moderation.subtasks import actions
from moderation.subtasks.events import SubtaskMoved, SubtaskOpened
from moderation.subtasks.models import Subtask


def tell_department(event: SubtaskOpened) -> None:
    """Whoever was named is mailed; without a name it waits in the list of the department."""
    subtask = db.get_one(Subtask, event.subtask_id)
    if subtask.assignee_id is not None and subtask.assignee_id != event.actor_id:
        _owe("subtask_asked", event, subtask.assignee_id)


def tell_desk(event: SubtaskMoved) -> None:
    """Whoever asked, and whoever the ticket is with, hears how it ended."""
    ticket, subtask = db.get_one(Ticket, event.ticket_id), db.get_one(Subtask, event.subtask_id)
    for member_id in {subtask.asker_id, ticket.assignee_id} - {None, event.actor_id}:
        if member_id is not None and event.actor_id is not None:
            _owe("subtask_ended", event, member_id)


@serves(Origin.LIVE, Origin.DEMO)
def withdraw_with_ticket(event: TicketMoved) -> None:
    """Twice is harmless: what has ended stays ended. One that was opened again keeps its own."""
    if event.state not in FINAL:
        return
    ticket = locked_ticket(event.ticket_id)
    if ticket.state in FINAL:
        actions.withdraw_all(ticket)


def _owe(kind: str, event: SubtaskOpened | SubtaskMoved, member_id: int) -> None:
    recipient = f"member:{member_id}"
    owe(kind, event_id=event.event_id, recipient=recipient, subject_id=event.ticket_id)
