"""What mails about tickets say when one can answer them by mail.

Nothing that somebody typed into a mail is sent back, not even the names of files: anybody can write
a stranger's address into a mail, and we would be the ones who wrote to that stranger.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import Letter, OutgoingMail
from moderation.helpdesk import letters
from moderation.helpdesk.events import TicketMessageWritten
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import likely_answers
from moderation.mail_in.addresses import reply_address
from moderation.mail_in.models import IncomingMail
from moderation.mail_in.queries import (
    TO_OPENER,
    last_mail_of,
    mail_behind,
    opening_mail_of,
)

Make = Callable[[OutgoingMail], Letter | None]


def answerable_ones(mails: Mapping[str, Make]) -> dict[str, Make]:
    """All of them, those to the person of a ticket with an address that leads back to it."""
    return {kind: answerable(make) if kind in TO_OPENER else make for kind, make in mails.items()}


def answerable(make: Make) -> Make:
    """The same letter, with an address that leads back to its ticket."""

    @wraps(make)
    def made(mail: OutgoingMail) -> Letter | None:
        letter = make(mail)
        ticket = db.get(Ticket, mail.subject_id) if letter and mail.subject_id else None
        return _with_thread(letter, ticket) if letter and ticket else letter

    return made


def ticket_opened(mail: OutgoingMail) -> Letter | None:
    """With what others were told, after mails once an hour at most; for somebody who wrote a mail
    also whether files were left out. The room of problems adds its news and registers it.
    """
    letter = letters.ticket_opened(mail)
    if letter is None or mail.subject_id is None:
        return letter
    ticket, came = db.get_one(Ticket, mail.subject_id), opening_mail_of(mail.subject_id)
    if came is None:
        return replace(letter, below="\n\n".join(_likely_answers(ticket)))
    if not came.is_answered:
        return None
    likely = _likely_answers(ticket) if came.is_first else []
    said = [letter.text, *_left_out(came), _by_phone()]
    text, below = "\n\n".join(said), "\n\n".join(likely)
    return replace(letter, text=text, below=below, is_reply=True)


def files_left_out(mail: OutgoingMail) -> Letter | None:
    """The text of an answer is on the ticket, the files that came with it are not."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, TicketMessageWritten):
        return None
    ticket, came = db.get_one(Ticket, event.ticket_id), mail_behind(event.message_id)
    if came is None or not came.is_answered:
        return None
    parts = [_("We have your mail."), *_left_out(came)]
    subject = _("%(reference)s: we have your mail", reference=ticket.reference)
    letter = letters.to_opener(mail, ticket, subject, parts)
    return replace(letter, is_reply=True) if letter else None


def _with_thread(letter: Letter, ticket: Ticket) -> Letter:
    address = reply_address(ticket.reference)
    if address is None:
        return letter
    text = f"{letter.text.strip()}\n\n{_('You can also answer this mail.')}"
    return replace(letter, text=text, reply_to=address, answers=last_mail_of(ticket.id))


def _left_out(came: IncomingMail) -> list[str]:
    if not came.left_out:
        return []
    count = came.left_out.count("\n") + 1
    said = ngettext(
        "%(num)s file that came with your mail was not taken over. Say what it shows; if we need "
        "it, we tell you how to send it.",
        "%(num)s files that came with your mail were not taken over. Say what they show; if we "
        "need them, we tell you how to send them.",
        count,
    )
    return [said]


def _by_phone() -> str:
    return str(_("When you call us, say your reference: we find everything by it."))


def _likely_answers(ticket: Ticket) -> list[str]:
    """Articles and solved public questions like it, with their addresses."""
    likely, base = likely_answers(ticket), current_app.config["BASE_URL"]
    if not likely:
        return []
    links = "\n".join(f"{one.title}\n{base}{one.url}" for one in likely)
    return [_("Others were helped with something like this:"), links]


MAILS = {
    "files_left_out": files_left_out,
    "ticket_answered": letters.ticket_answered,
    "ticket_message": letters.ticket_message,
    "ticket_moved": letters.ticket_moved,
}
