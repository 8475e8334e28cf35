"""Putting a mail where it belongs: on its ticket, on a new one, or aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from forum.accounts.emails import email_key
from forum.kernel import limits
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Missing, TooMany
from forum.kernel.limits import Limit
from forum.kernel.mail.ids import mail_named
from forum.kernel.text import LONGEST
from forum.kernel.written import Written, typed
from forum.services.models import Service
from forum.services.queries import service_called
from moderation.helpdesk import queries as tickets
from moderation.helpdesk.actions import note_from_outside, open_contact, write_message
from moderation.helpdesk.limits import CHECKS_OF_REFERENCE, CODES_OF_REFERENCE
from moderation.helpdesk.models import InternalNote, Message, Ticket
from moderation.mail_in import addresses, queries
from moderation.mail_in.limits import ANSWERS_TO_ADDRESS, MAILS_OF_ADDRESS
from moderation.mail_in.models import (
    ASIDE,
    COPY,
    DONE,
    WAITING,
    IncomingMail,
    KnownMail,
    MailFile,
    Mention,
)
from moderation.mail_in.queries import Place
from moderation.mail_in.reading import Letter

LONGEST_TITLE = 150
LONGEST_NAMES = 1_000
ROOM_FOR_NOTES = 2_000


@dataclass(frozen=True)
class Ready:
    """A mail that was read, with the texts made from it before anything is locked."""

    letter: Letter
    whole: Written
    answer: Written


def ready(letter: Letter) -> Ready:
    return Ready(letter, typed(_body(letter, letter.text)), typed(_body(letter, letter.answer)))


def put_away(mail_id: int, sent: Ready | None) -> None:
    """Once, however often it is tried. `sent` is None for a mail that cannot be read."""
    mail = db.get_one(IncomingMail, mail_id, with_for_update=True, populate_existing=True)
    if mail.state != WAITING:
        return
    mail.handled_at = now()
    if sent is None:
        mail.state, mail.why = ASIDE, "tangled"
        return

    _note(mail, sent.letter)
    copies = queries.copies_of(mail)
    if known := next((one for one in copies if one.state == DONE), None):
        mail.state, mail.ticket_id = COPY, known.ticket_id
    elif why := _why_aside(mail, sent.letter):
        mail.state, mail.why, mail.text = ASIDE, why, sent.letter.text
        mail.about_id = queries.ticket_about(sent.letter, [one.mailbox for one in copies])
    else:
        _place(mail, sent, [one.mailbox for one in copies])


def _note(mail: IncomingMail, letter: Letter) -> None:
    mail.message_id, mail.subject = letter.message_id or None, letter.subject
    mail.sender, mail.name = letter.sender or None, letter.name or None
    mail.left_out = "\n".join(letter.left_out)[:LONGEST_NAMES] or None


def _why_aside(mail: IncomingMail, letter: Letter) -> str:
    """A code, or nothing for what a person wrote to us. Staff who want it know better."""
    if not letter.sender:
        return "nobody"
    is_ours = mail_named(letter.message_id) is not None
    if is_ours or email_key(letter.sender) == email_key(addresses.desk_address()):
        return "own"
    if mail.is_wanted:
        return ""
    if not mail.return_path or letter.by_machine == "bounce":
        return "bounce"
    if letter.by_machine:
        return letter.by_machine
    return "" if _has_left(MAILS_OF_ADDRESS, letter.sender) else "many"


def _place(mail: IncomingMail, sent: Ready, mailboxes: Sequence[str]) -> None:
    place = queries.place_of(sent.letter, mailboxes, _resumed(sent.letter))
    is_known = place.ticket_id is not None
    written = _add(mail, sent, place) if is_known else _open(sent, place, mailboxes)
    mail.state, mail.ticket_id, mail.written_id = DONE, written.ticket_id, written.id
    for number, one in enumerate(sent.letter.files):
        kept = {"name": one.name, "media": one.media, "body": one.body, "size": len(one.body)}
        db.add(MailFile(mail_id=mail.id, message_id=written.id, number=number, **kept))
    _note_answer(mail, sent.letter, place)
    if place.is_theirs:
        for known in (sent.letter.message_id, *sent.letter.cites):
            if known and mail_named(known) is None:
                insert_once(KnownMail, message_id=known, ticket_id=written.ticket_id)


def _resumed(letter: Letter) -> Ticket | None:
    """The ticket whose code stands in the subject; every try counts, as on the page."""
    coded = queries.coded_in(letter.subject)
    if coded is None:
        return None
    tried = ((CHECKS_OF_REFERENCE, coded[0]), (CODES_OF_REFERENCE, coded[0]))
    is_allowed = all([_has_left(limit, key) for limit, key in tried])
    return tickets.ticket_resumed(*coded) if is_allowed else None


def _add(mail: IncomingMail, sent: Ready, place: Place) -> Message | InternalNote:
    ticket = _at_work(tickets.locked_ticket(place.ticket_id or 0))
    if sent.letter.answer != sent.letter.text:
        mail.text = sent.letter.text
    if place.is_outside:
        return note_from_outside(ticket, sent.answer, sender=sent.letter.sender)
    sender = None if place.is_theirs else sent.letter.sender
    by_what = place.is_by_reference
    return write_message(ticket, by=None, body=sent.answer, sender=sender, is_by_reference=by_what)


def _open(sent: Ready, place: Place, mailboxes: Sequence[str]) -> Message:
    """The address is what somebody wrote into a mail: it gives no account a ticket."""
    letter = sent.letter
    ticket = open_contact(
        title=letter.subject[:LONGEST_TITLE] or _("A mail without a subject"),
        body=sent.whole,
        email=letter.sender,
        name=letter.name,
        service=_service(mailboxes),
    )
    for named in place.mentions:
        insert_once(Mention, ticket_id=ticket.id, mentioned_id=named)
    return queries.first_message(ticket.id)


def _at_work(ticket: Ticket) -> Ticket:
    """Where the same question has a newer ticket, that one."""
    if ticket.is_live or ticket.source_id is None:
        return ticket
    live = tickets.live_ticket_of(ticket.source_id)
    return tickets.locked_ticket(live.id) if live else ticket


def _note_answer(mail: IncomingMail, letter: Letter, place: Place) -> None:
    """Whoever sent something new is told, and once an hour that we do not take files; nobody else,
    and no machine.
    """
    is_new = place.ticket_id is None
    may_be = place.is_theirs and not letter.by_machine and bool(mail.return_path)
    if may_be and (is_new or letter.left_out):
        mail.is_first = _has_left(ANSWERS_TO_ADDRESS, letter.sender)
        mail.is_answered = is_new or mail.is_first


def _has_left(limit: Limit, address: str) -> bool:
    try:
        limits.spend(limit, email_key(address))
    except TooMany:
        return False
    return True


def _service(mailboxes: Sequence[str]) -> Service | None:
    """The one that the address names; without one, the front desk sorts it out."""
    for slug in filter(None, map(addresses.service_named, mailboxes)):
        try:
            return service_called(slug)
        except Missing:
            continue
    return None


def _body(letter: Letter, text: str) -> str:
    """As it stands in the conversation: what was too long or left out is said in it."""
    most = LONGEST - ROOM_FOR_NOTES
    parts = [text[:most] or _("(The mail holds no text.)")]
    if len(text) > most:
        parts.append(_("(The mail goes on. This is its beginning.)"))
    if letter.left_out:
        count = len(letter.left_out)
        said = ngettext(
            "%(num)s file was not taken over", "%(num)s files were not taken over", count
        )
        parts.append(f"({said}: {', '.join(letter.left_out)[:LONGEST_NAMES]})")
    return "\n\n".join(parts)
