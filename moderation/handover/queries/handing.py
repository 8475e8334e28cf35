"""What is due to be handed over or said later, and what exactly is sent."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.languages import say
from forum.kernel.paging import LARGEST
from forum.kernel.text import publish_text
from forum.threads.models import Thread
from moderation.handover.adapters import Line, Parcel, Word
from moderation.handover.models import (
    DeskContact,
    HandOver,
    HandOverConsent,
    HandOverUpdate,
    OutsideDesk,
)
from moderation.handover.queries.desks import secret_out
from moderation.handover.states import DJANGO_HELPDESK, EMAIL, OPEN311, ZAMMAD, Handing
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.states import CITIZEN_LABELS, FINAL, State

AT_ONCE = 100
MOST_LOOKED_AT = 1_000
LOOKED_AT = (ZAMMAD, DJANGO_HELPDESK, OPEN311)
STILL_OF_INTEREST = timedelta(days=60)
KEY_IN_SUBJECT = re.compile(r"\[FM-[0-9A-Z]{8} ([0-9a-f]{8})\]")
KEY_AS_ID = re.compile(r"<[0-9a-f]{32}@")
AT_MOST_NAMED = 3
NOT_FOUND = "We cannot find this hand-over."


def due() -> list[int]:
    """Hand-overs whose moment has come, at desks that are not left alone."""
    rows = select(HandOver.id).where(is_due(HandOver), ~is_resting(HandOver.desk_id))
    return list(db.scalars(rows.order_by(HandOver.due_at, HandOver.id).limit(AT_ONCE)))


def due_updates() -> list[int]:
    """Of each hand-over only the oldest that is not said yet: a later one waits for it."""
    return list(db.scalars(next_update().order_by(HandOverUpdate.id).limit(AT_ONCE)))


def next_update() -> Any:
    earlier = aliased(HandOverUpdate)
    is_first = ~exists().where(
        earlier.hand_over_id == HandOverUpdate.hand_over_id,
        earlier.id < HandOverUpdate.id,
        earlier.state != Handing.HANDED,
    )
    at_desk = HandOver.id == HandOverUpdate.hand_over_id
    rows = select(HandOverUpdate.id).join(HandOver, at_desk)
    return rows.where(
        is_due(HandOverUpdate),
        is_first,
        HandOver.state == Handing.HANDED,
        HandOver.remote_id.is_not(None),
        ~is_resting(HandOver.desk_id),
    )


def to_look_at() -> list[int]:
    """What a call of theirs said has changed."""
    rows = select(HandOver.id).where(HandOver.look_at <= now(), ~is_resting(HandOver.desk_id))
    return list(db.scalars(rows.order_by(HandOver.look_at, HandOver.id).limit(AT_ONCE)))


def known_at(desk_id: int, *, all_of_them: bool = False) -> dict[str, int]:
    """Their ids and ours of what is handed over and still moves; at night of all, those first that
    were not looked at for longest.
    """
    rows = select(HandOver.remote_id, HandOver.id).join(Ticket, Ticket.id == HandOver.ticket_id)
    rows = rows.where(HandOver.desk_id == desk_id, HandOver.state == Handing.HANDED)
    rows = rows.where(HandOver.remote_id.is_not(None))
    if not all_of_them:
        recent = HandOver.seen_at > now() - STILL_OF_INTEREST
        rows = rows.where(or_(Ticket.is_live, recent))
    in_turn = rows.order_by(HandOver.seen_at, HandOver.id).limit(MOST_LOOKED_AT)
    return {str(row.remote_id): row.id for row in db.execute(in_turn)}


def is_due(table: Any) -> ColumnElement[bool]:
    """It waits and its time has come, or whoever was sending it is gone."""
    waits = and_(table.state == Handing.WAITING, table.due_at <= now())
    lost = and_(table.state == Handing.SENDING, table.lease_until < now())
    return or_(waits, lost)


def is_resting(desk_id: Any) -> ColumnElement[bool]:
    return exists().where(DeskContact.desk_id == desk_id, DeskContact.rests_until > now())


def hand_over_numbered(hand_over_id: int, *, lock: bool = False) -> HandOver:
    """Raises Missing."""
    row = select(HandOver).where(HandOver.id == min(hand_over_id, LARGEST))
    row = row.options(joinedload(HandOver.desk))
    if lock:
        row = row.with_for_update(of=HandOver).execution_options(populate_existing=True)
    if hand_over := db.scalar(row):
        return hand_over
    raise Missing(NOT_FOUND)


def locked_hand_over(hand_over_id: int) -> HandOver:
    """For timers, which nobody needs to be admitted to."""
    return hand_over_numbered(hand_over_id, lock=True)


def hand_over_with(desk_id: int, *, remote_id: str = "", key: str = "") -> HandOver | None:
    """The one of this desk that carries their id, or our key."""
    mine = HandOver.key == key if key else HandOver.remote_id == remote_id
    return db.scalar(select(HandOver).where(HandOver.desk_id == desk_id, mine))


def ticket_of_reader(sender: str, subject: str, answers: Sequence[str]) -> int | None:
    """What a desk that reads mail writes about: it has our mail, whose subject or Message-ID it
    sends back, and it writes from the address we have written to.
    """
    named = KEY_IN_SUBJECT.findall(subject)[:AT_MOST_NAMED]
    known = [one[1:33] for one in answers if KEY_AS_ID.match(one)]
    if not sender or not (named or known):
        return None
    rows = select(HandOver).join(HandOver.desk)
    rows = rows.where(OutsideDesk.kind == EMAIL, func.lower(OutsideDesk.address) == sender.lower())
    begins = [HandOver.key.startswith(key) for key in named]
    found = db.scalars(rows.where(or_(HandOver.key.in_(known), *begins)).limit(2)).all()
    return found[0].ticket_id if len(found) == 1 else None


def line_to(desk: OutsideDesk) -> Line:
    config = current_app.config["FOLKMOOT"]
    return Line(
        desk.kind,
        desk.address,
        secret_out(desk.id),
        desk.target,
        desk.key_field,
        desk.ends_with,
        sender=config.MAIL_FROM,
    )


def parcel_of(hand_over: HandOver) -> Parcel:
    """As it is now: name and e-mail only while the person says yes."""
    ticket, desk = hand_over.ticket, hand_over.desk
    name, email = person_of(ticket, desk)
    return Parcel(
        key=hand_over.key,
        reference=ticket.reference,
        title=ticket.title,
        text=_text(ticket),
        url=f"{current_app.config['BASE_URL']}/desk/tickets/{ticket.reference}",
        place=ticket.service.place or ticket.service.name,
        asked_at=hand_over.asked_at,
        name=name,
        email=email,
        token=hand_over.token or "",
    )


def word_of(update: HandOverUpdate) -> Word:
    """What is said later: a message, whom to turn to, or how our ticket ended."""
    ticket, key = update.hand_over.ticket, update.key
    if update.message_id is not None:
        message = db.get_one(Message, update.message_id)
        text, is_citizens = publish_text(message.body), not message.is_from_staff
        return Word(key, text, update.asked_at, is_citizens=is_citizens)
    if update.is_contact:
        said = ", ".join(part for part in person_of(ticket, update.hand_over.desk) if part)
        return Word(key, said or _("The person wants to be named to nobody."), update.asked_at)
    state = State(ticket.state)
    told = _("%(reference)s here: %(state)s", reference=ticket.reference, state=_label(state))
    return Word(key, told, update.asked_at, ends=state in FINAL)


def _label(state: State) -> str:
    return say(CITIZEN_LABELS[state])


def person_of(ticket: Ticket, desk: OutsideDesk) -> tuple[str, str]:
    """Name and e-mail as far as they may leave now: after a yes to the words of today."""
    said = db.get(HandOverConsent, (ticket.id, desk.id))
    if said is None or said.notice != desk.notice:
        return "", ""
    opener = ticket.opener
    name = opener.name if opener else ticket.contact_name
    email = (opener.email if opener else None) or ticket.contact_email
    return (name or "") if desk.sends_name else "", (email or "") if desk.sends_email else ""


def _text(ticket: Ticket) -> str:
    """What was asked: the question, or the first thing the person wrote themselves."""
    if ticket.source_kind == "thread" and ticket.source_id is not None:
        return db.get_one(Thread, ticket.source_id).body
    said = select(Message.body).where(Message.ticket_id == ticket.id, ~Message.is_from_staff)
    said = said.where(Message.via_id.is_(None), Message.sender.is_(None))
    return publish_text(db.scalar(said.order_by(Message.id).limit(1)) or ticket.title)
