"""What must always be true of sub-tasks; `folkmoot doctor` asks."""

from collections.abc import Iterator

from sqlalchemy import func, select

from forum.kernel.db import db
from forum.kernel.house import Finding
from moderation.helpdesk.models import Ticket
from moderation.subtasks.models import Subtask
from moderation.subtasks.states import State

NAME = "tickets know how many sub-tasks are open"


def counted_as_they_are() -> Iterator[Finding]:
    open_ones = select(func.count()).where(
        Subtask.ticket_id == Ticket.id, Subtask.state == State.OPEN
    )
    rows = select(Ticket.id).where(Ticket.open_subtasks != open_ones.scalar_subquery())
    for ticket_id in db.scalars(rows):
        yield Finding(NAME, "It counts another number of open sub-tasks than there are.", ticket_id)


CHECKS = {NAME: counted_as_they_are}
