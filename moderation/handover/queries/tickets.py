"""What a ticket's pages show of its hand-overs."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.services.models import Service
from moderation.handover.models import (
    HandOver,
    HandOverConsent,
    HandOverUpdate,
    OutsideComment,
    OutsideDesk,
    ServiceDesk,
)
from moderation.handover.states import DJANGO_HELPDESK, EMAIL, INTERNAL, WEBHOOK, ZAMMAD, Handing
from moderation.helpdesk.models import Message, Ticket

TAKE_WORDS = (ZAMMAD, DJANGO_HELPDESK, WEBHOOK, EMAIL)
MOST = 50
ASKS = (OutsideDesk.sends_name | OutsideDesk.sends_email) & (OutsideDesk.kind != INTERNAL)


@dataclass(frozen=True)
class Handed:
    """A hand-over with what waits on it."""

    hand_over: HandOver
    comments: Sequence[OutsideComment]
    words_waiting: int

    @property
    def takes_words(self) -> bool:
        return self.hand_over.desk.kind in TAKE_WORDS


def handed_of(ticket_id: int) -> list[Handed]:
    """All hand-overs of a ticket, the first one first."""
    is_waiting = HandOverUpdate.state != Handing.HANDED
    words = select(func.count()).where(HandOverUpdate.hand_over_id == HandOver.id, is_waiting)
    rows = select(HandOver, words.scalar_subquery()).where(HandOver.ticket_id == ticket_id)
    rows = rows.options(joinedload(HandOver.desk)).order_by(HandOver.id)
    found = [(one, count) for one, count in db.execute(rows)]
    if not found:
        return []
    said = select(OutsideComment).where(
        OutsideComment.hand_over_id.in_([one.id for one, _ in found])
    )
    comments = db.scalars(said.order_by(OutsideComment.id.desc()).limit(MOST)).all()[::-1]
    return [
        Handed(one, [c for c in comments if c.hand_over_id == one.id], count)
        for one, count in found
    ]


def desks_to_offer(ticket: Ticket) -> list[OutsideDesk]:
    """Where it can be handed over: the desk of its service first."""
    never_sent = func.coalesce(HandOver.fault, "") == "ended"
    taken = select(HandOver.desk_id).where(HandOver.ticket_id == ticket.id, ~never_sent)
    mine = and_(ServiceDesk.desk_id == OutsideDesk.id, ServiceDesk.service_id == ticket.service_id)
    rows = select(OutsideDesk, ServiceDesk.service_id).outerjoin(ServiceDesk, mine)
    free = (OutsideDesk.is_retired.is_(False), OutsideDesk.id.not_in(taken))
    found = db.execute(rows.where(*free).order_by(OutsideDesk.name)).all()
    return [row[0] for row in sorted(found, key=lambda row: row[1] is None)]


def asked_of_services() -> list[tuple[OutsideDesk, str]]:
    """Desks that services hand over to and that would be told name or e-mail, by service."""
    rows = select(OutsideDesk, Service.name).select_from(ServiceDesk)
    rows = rows.join(OutsideDesk, OutsideDesk.id == ServiceDesk.desk_id)
    rows = rows.join(Service, Service.id == ServiceDesk.service_id)
    rows = rows.where(ASKS, OutsideDesk.is_retired.is_(False), OutsideDesk.notice != "")
    found = db.execute(rows.order_by(Service.name).limit(MOST)).all()
    return [(desk, service) for desk, service in found]


def offered_consent(ticket: Ticket) -> list[tuple[OutsideDesk, HandOverConsent | None]]:
    """Desks that would be told name or e-mail, each with the person's yes to the words of today.

    Those it is handed over to, and the one of its service while the ticket is at work; but not
    where a yes would change nothing any more.
    """
    was_sent = func.coalesce(HandOver.fault, "") != "ended"
    at = and_(HandOver.desk_id == OutsideDesk.id, HandOver.ticket_id == ticket.id, was_sent)
    serves = and_(
        ServiceDesk.desk_id == OutsideDesk.id, ServiceDesk.service_id == ticket.service_id
    )
    said = and_(
        HandOverConsent.desk_id == OutsideDesk.id,
        HandOverConsent.ticket_id == ticket.id,
        HandOverConsent.notice == OutsideDesk.notice,
    )
    rows = select(OutsideDesk, HandOverConsent, HandOver, ServiceDesk.service_id)
    rows = rows.outerjoin(HandOver, at).outerjoin(ServiceDesk, serves)
    rows = rows.outerjoin(HandOverConsent, said).where(ASKS)
    return [
        (desk, consent)
        for desk, consent, handed, served in db.execute(rows.order_by(OutsideDesk.id))
        if consent or _may_still_hear(desk, handed)
        if handed or (served and ticket.is_live and not desk.is_retired)
    ]


def _may_still_hear(desk: OutsideDesk, handed: HandOver | None) -> bool:
    """Nothing was sent yet, or it was sent without the person and they take later words."""
    if handed is None or not handed.is_handed:
        return True
    return desk.kind in TAKE_WORDS and not handed.went_with_person


def comment_numbered(comment_id: int, *, lock: bool = False) -> OutsideComment:
    """Raises Missing."""
    rows = select(OutsideComment).where(OutsideComment.id == min(comment_id, LARGEST))
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    if comment := db.scalar(rows):
        return comment
    raise Missing("We cannot find this message of the other desk.")


def to_pass_on(hand_over: HandOver) -> Sequence[Message]:
    """Messages that can still be told to the other desk, the newest first."""
    told = select(HandOverUpdate.message_id).where(
        HandOverUpdate.hand_over_id == hand_over.id, HandOverUpdate.message_id.is_not(None)
    )
    rows = select(Message).where(
        Message.ticket_id == hand_over.ticket_id,
        Message.written_at >= hand_over.asked_at,
        Message.id.not_in(told),
    )
    newest = rows.order_by(Message.id.desc()).limit(MOST)
    return db.scalars(newest.options(joinedload(Message.author))).all()
