"""Where a mail belongs, which mails wait for staff, and which stand behind a ticket."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, cast, func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.types import Text

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from forum.kernel.mail.ids import mail_named
from forum.kernel.paging import Page, page_of, position
from forum.kernel.tasks import Work
from forum.services.models import Service
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.queries import read_by
from moderation.helpdesk.references import read_code, read_reference
from moderation.helpdesk.states import FINAL, State
from moderation.mail_in import addresses
from moderation.mail_in.models import ASIDE, DONE, WAITING, IncomingMail, KnownMail, Mention
from moderation.mail_in.policy import is_participant
from moderation.mail_in.reading import Letter

HANDLING = "mail_in.handle"
SIZE = 30
REFERENCE = re.compile(r"\bFM-?[0-9A-Z]{8}\b", re.IGNORECASE)
MOST_NAMED = 5
CODED = re.compile(
    r"\b(FM-?[0-9A-Z]{8})\b\W{1,3}([0-9A-Z]{4}[- ]?[0-9A-Z]{4})\b", re.IGNORECASE | re.ASCII
)
# Mails of ours that only the person a ticket is for gets; others name it to staff and bystanders.
TO_OPENER = frozenset(
    "ticket_opened ticket_answered ticket_message ticket_moved files_left_out "
    "ticket_joined joined_outcome grievance_received grievance_decided survey_reminder".split()
)


@dataclass(frozen=True)
class Place:
    """The ticket a mail goes on, and whether its sender is the one it is for; or None for a new
    one, with the tickets the mail names. `is_by_reference`: nothing else has led there;
    `is_outside`: it comes from a desk outside this house.
    """

    ticket_id: int | None = None
    is_theirs: bool = True
    mentions: Sequence[int] = ()
    is_by_reference: bool = False
    is_outside: bool = False


Way = Callable[[Letter, Sequence[str]], Sequence[Ticket]]


def place_of(letter: Letter, mailboxes: Sequence[str], resumed: Ticket | None = None) -> Place:
    """By the first way that leads to a ticket and proves enough. `resumed` is the one whose
    reference and code stand in the subject, looked up by whoever counted the try.
    """
    named: dict[int, Ticket] = {}
    for way, is_proof in _ways(resumed).items():
        for ticket in way(letter, mailboxes):
            named[ticket.id] = ticket
            is_theirs = is_participant(ticket, letter.sender)
            is_answer = way is _by_address or not letter.is_forward
            if is_answer and (is_proof or is_theirs) and _takes_mail(ticket, way):
                is_outside = way is _by_correspondent
                return Place(ticket.id, is_theirs, (), way is _by_subject, is_outside)
    return Place(mentions=tuple(named)[:MOST_NAMED])


def coded_in(subject: str) -> tuple[str, str] | None:
    """The first reference with a code behind it, as somebody wrote them into a subject."""
    found = CODED.search(subject)
    reference, code = (read_reference(found[1]), read_code(found[2])) if found else (None, None)
    return (reference, code) if reference and code else None


def ticket_about(letter: Letter, mailboxes: Sequence[str]) -> int | None:
    """One that a mail set aside has to do with, first of all one that only managers read."""
    named = [ticket for way in _WAYS for ticket in way(letter, mailboxes)]
    named += _by_subject(replace(letter, subject=letter.text), mailboxes)
    named.sort(key=lambda ticket: not ticket.is_for_managers)
    return next((ticket.id for ticket in named), None)


def _takes_mail(ticket: Ticket, way: Way) -> bool:
    """What is written on a joined ticket goes along, unless nobody knows where to. A reference and
    the name of a sender are too little to open what is closed.
    """
    if way is _by_subject and ticket.state in FINAL:
        return False
    return ticket.state != State.MERGED or ticket.merged_into_id is not None


def mail_to_handle(mail_id: int) -> bytes | None:
    """What was sent, while it waits; of a mail for many addresses it is kept once."""
    waits = (IncomingMail.id == mail_id, IncomingMail.state == WAITING)
    mine = select(IncomingMail.identity).where(*waits).scalar_subquery()
    raw: bytes | None = db.scalar(_bytes_of(mine))
    return raw


def has_bytes_of(identity: str) -> bool:
    return db.scalar(_bytes_of(identity, IncomingMail.id)) is not None


def _bytes_of(identity: Any, column: Any = IncomingMail.raw) -> Select[Any]:
    rows = select(column).where(IncomingMail.identity == identity, IncomingMail.raw.is_not(None))
    return rows.order_by(IncomingMail.id).limit(1)


def copies_of(mail: IncomingMail) -> Sequence[IncomingMail]:
    """The same mail at whatever of our addresses, the first one first, itself among them."""
    rows = select(IncomingMail).where(IncomingMail.identity == mail.identity)
    return db.scalars(rows.order_by(IncomingMail.id)).all()


def first_message(ticket_id: int) -> Message:
    rows = select(Message).where(Message.ticket_id == ticket_id).order_by(Message.id)
    return db.scalars(rows.limit(1)).one()


def last_mail_of(ticket_id: int) -> str | None:
    """The Message-ID of the newest mail that its person sent, for the thread in their mailbox."""
    rows = select(IncomingMail.message_id).join(Message, Message.id == IncomingMail.written_id)
    theirs = (IncomingMail.ticket_id == ticket_id, Message.sender.is_(None))
    rows = rows.where(*theirs, IncomingMail.state == DONE).order_by(IncomingMail.id.desc())
    return db.scalar(rows.limit(1))


def opening_mail_of(ticket_id: int) -> IncomingMail | None:
    """The mail a ticket began with, when it began with one: what has a source did not."""
    began = select(func.min(Message.id)).join(Ticket, Ticket.id == Message.ticket_id)
    began = began.where(Ticket.id == ticket_id, Ticket.source_id.is_(None))
    rows = select(IncomingMail).where(IncomingMail.written_id == began.scalar_subquery())
    return db.scalar(rows)


def mail_behind(message_id: int) -> IncomingMail | None:
    return db.scalar(select(IncomingMail).where(IncomingMail.written_id == message_id))


@dataclass(frozen=True)
class Behind:
    """What staff can see of the mails of one ticket: the whole text by message, where an answer was
    cut out of it; and the tickets that its first mail named.
    """

    whole: dict[int, str]
    named: Sequence[tuple[str, str]]


def behind(ticket_id: int) -> Behind:
    """Two queries."""
    texts = select(IncomingMail.written_id, IncomingMail.text)
    texts = texts.where(IncomingMail.ticket_id == ticket_id, IncomingMail.text.is_not(None))
    texts = texts.where(IncomingMail.written_id.is_not(None))
    named = select(Ticket.reference, Ticket.title).join(Mention, Mention.mentioned_id == Ticket.id)
    rows = db.execute(named.where(Mention.ticket_id == ticket_id, ~Ticket.is_for_managers))
    whole = {row.written_id: row.text for row in db.execute(texts)}
    return Behind(whole, [(row.reference, row.title) for row in rows])


def ours_among(mailboxes: Sequence[str]) -> list[str]:
    """Each once: those of services and tickets that there are, and the desk's for all others."""
    called = {addresses.service_named(one): one for one in mailboxes}
    known = set(db.scalars(select(Service.slug).where(Service.slug.in_(called))))
    desk = addresses.desk_address()
    kept = {
        one: addresses.ticket_answered(one) or addresses.service_named(one) in known
        for one in mailboxes
    }
    return list(dict.fromkeys(one if is_known else desk for one, is_known in kept.items()))


def left_for_staff(*, to: Member, cursor: str | None = None) -> Page[IncomingMail]:
    """Mails that could not be handled, and those set aside; the newest first. What has to do with a
    ticket for managers is for them only.
    """
    failing = select(Work.slot).where(Work.name == HANDLING, Work.error.is_not(None))
    failing = failing.where(Work.done_at.is_(None))
    is_stuck = (IncomingMail.state == WAITING) & cast(IncomingMail.id, Text).in_(failing)
    rows = select(IncomingMail).where(or_(IncomingMail.state == ASIDE, is_stuck))
    rows = rows.outerjoin(Ticket, Ticket.id == IncomingMail.about_id)
    rows = rows.where(or_(IncomingMail.about_id.is_(None), read_by(to)))
    if after := position(cursor, int):
        rows = rows.where(IncomingMail.id < after[0])
    found = db.scalars(rows.order_by(IncomingMail.id.desc()).limit(SIZE + 1)).all()
    return page_of(found, SIZE, lambda mail: [mail.id])


def _by_address(_letter: Letter, mailboxes: Sequence[str]) -> Sequence[Ticket]:
    answered = [addresses.ticket_answered(mailbox) for mailbox in mailboxes]
    return _tickets(Ticket.reference.in_([one for one in answered if one]))


def _by_our_mail(letter: Letter, _mailboxes: Sequence[str]) -> Sequence[Ticket]:
    """It answers a mail of ours: the signed Message-ID says which."""
    numbers = [number for one in letter.cites if (number := mail_named(one)) is not None]
    rows = select(OutgoingMail.subject_id).where(OutgoingMail.id.in_(numbers))
    found = db.scalars(rows.where(OutgoingMail.kind.in_(TO_OPENER)))
    return _tickets(Ticket.id.in_([one for one in found if one]))


def _by_their_mail(letter: Letter, _mailboxes: Sequence[str]) -> Sequence[Ticket]:
    """It answers a mail that a ticket knows, or one that such a mail answered as well."""
    rows = select(KnownMail.ticket_id).where(KnownMail.message_id.in_(letter.cites))
    return _tickets(Ticket.id.in_(list(db.scalars(rows.distinct().limit(MOST_NAMED)))))


def _by_subject(letter: Letter, _mailboxes: Sequence[str]) -> Sequence[Ticket]:
    found = [read_reference(one) for one in REFERENCE.findall(letter.subject)[:MOST_NAMED]]
    return _tickets(Ticket.reference.in_([one for one in found if one]))


def _tickets(which: object) -> Sequence[Ticket]:
    rows = select(Ticket).options(joinedload(Ticket.opener)).where(which)  # type: ignore[arg-type]
    return db.scalars(rows.order_by(Ticket.id.desc())).all()


def _by_correspondent(letter: Letter, _mailboxes: Sequence[str]) -> Sequence[Ticket]:
    """Somebody we have written to about it, like a desk outside this house."""
    told = (letter.sender, letter.subject, letter.cites)
    found = [ticket_id for known in house().correspondents if (ticket_id := known(*told))]
    return _tickets(Ticket.id.in_(found)) if found else ()


_WAYS: dict[Way, bool] = {
    _by_address: True,
    _by_our_mail: True,
    _by_correspondent: True,
    _by_their_mail: False,
    _by_subject: False,
}
"""In this order; whether it is proof enough that its sender got a mail of ours."""


def _ways(resumed: Ticket | None) -> dict[Way, bool]:
    """A code comes after what only our own mails hold, and before what anybody can write."""
    if resumed is None:
        return _WAYS
    coded: dict[Way, bool] = {lambda _letter, _mailboxes: [resumed]: True}
    sure = {way: is_proof for way, is_proof in _WAYS.items() if is_proof}
    return sure | coded | _WAYS
