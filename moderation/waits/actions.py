"""Reckoning how long answers take, noting what was said, and judging it afterwards."""

from sqlalchemy import delete

from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.services.models import UsualWait
from forum.services.queries import usual_wait
from moderation.helpdesk.models import Ticket
from moderation.waits import queries
from moderation.waits.models import SaidWait
from moderation.waits.queries import Judged
from moderation.waits.reckoning import estimate


def reckon(service_id: int) -> None:
    """What is said of a service from now on; nothing of a kind with too few cases."""
    calendar, took = queries.answered_lately(service_id)
    found = {kind: estimate(minutes, calendar) for kind, minutes in took.items()}
    db.execute(delete(UsualWait).where(UsualWait.service_id == service_id))
    db.add_all(
        UsualWait(service_id=service_id, kind=kind, reckoned_at=now(), **told._asdict())
        for kind, told in found.items()
        if told is not None
    )


def note_said(ticket: Ticket) -> None:
    """What its person reads now; once."""
    if found := usual_wait(ticket.service_id, ticket.kind):
        wait, _hours = found
        told = {"half_minutes": wait.half_minutes, "nine_minutes": wait.nine_minutes}
        insert_once(SaidWait, ticket_id=ticket.id, said_at=ticket.opened_at, **told)


def judge(judged: Judged) -> None:
    """Once: what was found stays, whatever becomes of the ticket later."""
    said = db.get_one(SaidWait, judged.ticket_id, with_for_update=True, populate_existing=True)
    if said.judged_at is not None:
        return

    said.judged_at = now()
    if judged.found is not None:
        said.within_half, said.within_nine = judged.found
