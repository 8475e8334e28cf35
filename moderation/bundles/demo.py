"""Husband and wife wrote to the desk of the demo borough about the same permit."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select

from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.services.demo import at_desk
from moderation.bundles import actions
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import locked_ticket

HIS, HERS = "Same question as my wife’s", "One sign of our number plate is wrong on the permit"
BY = "Dev Patel"


def load(diary: Diary) -> None:
    """His is joined with hers a few hours after he wrote, while both are open."""
    written_at = diary.when("16 16:40")
    diary.write(at_desk(written_at + timedelta(hours=7)), partial(_join, HIS, HERS))


def _join(title: str, other: str) -> None:
    rows = select(Ticket.id, Ticket.title).where(Ticket.title.in_((title, other)))
    ids = {row.title: row.id for row in db.execute(rows)}
    actions.merge(locked_ticket(ids[title]), locked_ticket(ids[other]), by=member_called(BY))
