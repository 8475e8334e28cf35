"""Which mails, handled long ago, are not needed any more, and which have to be kept."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.holding import Held
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import is_free
from moderation.mail_in.models import ASIDE, IncomingMail


def handled_before(moment: datetime) -> list[int]:
    """Those whose bytes are not needed any more, and what nobody has taken up; never what has to
    be kept.
    """
    rows = _old(moment).where(*_is_free()).order_by(IncomingMail.id)
    return list(db.scalars(rows.limit(500)))


def number_kept(moment: datetime) -> Select[int]:
    """How many have been left, because a hold covers them."""
    return select(func.count()).select_from(_old(moment).subquery())


def _old(moment: datetime) -> Select[int]:
    is_old = IncomingMail.handled_at < moment
    is_left = or_(IncomingMail.raw.is_not(None), IncomingMail.state == ASIDE)
    return select(IncomingMail.id).where(is_old, is_left)


def _is_free() -> tuple[ColumnElement[bool], ...]:
    """Neither their ticket nor their sender is covered by a hold."""
    kept = select(Ticket.id).where(~is_free())
    of_people = select(Member.email_key).join(Held, Held.member_id == Member.id)
    of_people = of_people.where(Member.email_key.is_not(None))
    tickets = (IncomingMail.ticket_id, IncomingMail.about_id)
    none = [one.is_(None) | one.not_in(kept) for one in tickets]
    sender = func.lower(IncomingMail.sender)
    return (*none, IncomingMail.sender.is_(None) | sender.not_in(of_people))
