"""The steps of a ticket's kind, which of them are done, and what was done and taken back."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from moderation.helpdesk.models import Ticket, TicketStep
from moderation.helpdesk.queries.kinds import kind_of


class Step(NamedTuple):
    """`done` is the row that says so, None while it is open."""

    sentence: str
    done: TicketStep | None


def steps_of(ticket: Ticket) -> list[Step]:
    """In the order of the kind, in one query; of kinds without steps in none."""
    sentences = kind_of(ticket.kind).steps
    done = {row.step: row for row in _done_on(ticket)} if sentences else {}
    return [Step(sentence, done.get(sentence)) for sentence in sentences]


def open_steps(ticket: Ticket) -> list[str]:
    return [step.sentence for step in steps_of(ticket) if step.done is None]


def done_step(ticket: Ticket, sentence: str) -> TicketStep | None:
    return next((row for row in _done_on(ticket) if row.step == sentence), None)


def _done_on(ticket: Ticket) -> Sequence[TicketStep]:
    rows = select(TicketStep).where(TicketStep.ticket_id == ticket.id)
    rows = rows.where(TicketStep.undone_at.is_(None)).order_by(TicketStep.id)
    return db.scalars(rows.options(joinedload(TicketStep.member).lazyload("*"))).all()
