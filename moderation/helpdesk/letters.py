"""The mails about tickets, made when they are sent: rights are looked at again then.

A mail repeats what the desk wrote, never what somebody else typed into a form: the private door
is open to all, and must not be a way of mailing strangers.
"""

from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.design.words import moment_words
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Event, PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail import Letter, OutgoingMail
from forum.kernel.site import site
from forum.kernel.text import publish_text
from forum.notifications.queries import needs_no_mail
from forum.threads.briefs import around
from forum.threads.queries import SUBJECTS
from moderation.helpdesk import policy, queries
from moderation.helpdesk.events import (
    PromiseBroken,
    PromiseWarned,
    TicketAnswered,
    TicketMessageWritten,
    TicketMoved,
    TicketOpened,
)
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Affected, Message, Ticket, TicketPromise
from moderation.helpdesk.promises import FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION
from moderation.helpdesk.showing import looked_after, meanwhile
from moderation.helpdesk.states import REASONS, State
from moderation.helpdesk.wording import why_words

OPENED = {
    "direct": "We have your message.",
    "author": "Your question is with the council now.",
    "timer": (
        "Nobody has solved your question yet, so the council looks at it now. "
        "You do not need to do anything."
    ),
    "staff": "A member of staff has brought your question to the council’s desk.",
    "split": "You wrote to us about more than one thing. This one has a reference of its own now.",
    "marked": (
        "What you wrote in public is a request that the council has to answer. We took it up for "
        "you, so you do not need to do anything. What you write on it is read by the desk only."
    ),
    "advocate": "Somebody who helps here a lot has brought your question to the council’s desk.",
}
NOTHING_TO_DO = "You do not need to do anything."
OPENED_FROM_IDEA = (
    "Your idea looks like something that has to be mended, so the help desk has it now. "
    "The idea says how it ends."
)
PROMISED = {
    FIRST_RESPONSE: "We promise a first answer by %(when)s",
    NEXT_RESPONSE: "We promise our next reply by %(when)s",
    RESOLUTION: "We promise to solve this by %(when)s",
}
BROKEN = {
    FIRST_RESPONSE: "We should have answered by %(when)s",
    NEXT_RESPONSE: "We should have replied by %(when)s",
    RESOLUTION: "We should have solved this by %(when)s",
}
ASK = "If this does not solve it, answer on the page below. Then the ticket is open again."
AFFECTED_SUBJECT = "An official answer to a problem you have too"
AFFECTED = """\
You said that you have the same problem. The council has answered it now.

To hear no more about it, take your “Me too” back on the page below.
"""
MOVED = {
    State.WAITING_CITIZEN: "We need something from you before we can go on. Until we hear from "
    "you, the clock of our promise stands still.",
    State.CLOSED_UNRESOLVED: "We have closed this without a solution. If that is wrong, write to "
    "us on the page below and it is open again.",
}


def ticket_opened(mail: OutgoingMail) -> Letter | None:
    """The reference, the promise, and what happens next."""
    event = _event(mail)
    if not isinstance(event, TicketOpened):
        return None
    ticket = db.get_one(Ticket, event.ticket_id)
    parts = [
        _opening(ticket, event),
        _("Your reference is %(reference)s.", reference=ticket.reference),
        *_promises(ticket),
        *meanwhile(ticket),
        _("The page below shows where it stands, and how we count the time."),
    ]
    return to_opener(
        mail, ticket, _("%(reference)s: we have it", reference=ticket.reference), parts
    )


def ticket_answered(mail: OutgoingMail) -> Letter | None:
    """The answer to the person only: it stands in the mail."""
    event = _event(mail)
    if not isinstance(event, TicketAnswered) or event.answer_id is not None:
        return None
    ticket = db.get_one(Ticket, event.ticket_id)
    message = db.get_one(Message, event.message_id)
    parts = [_("We have answered:"), *_answer(message), say(ASK), *_closing(ticket)]
    subject = _("%(reference)s: the council has answered", reference=ticket.reference)
    return to_opener(mail, ticket, subject, parts)


def ticket_answered_affected(mail: OutgoingMail) -> Letter | None:
    """For people with the same problem who have not taken that back, nor turned mails off."""
    event, member = _event(mail), _recipient(mail)
    if not isinstance(event, TicketAnswered) or event.answer_id is None or member is None:
        return None
    shares = db.get(Affected, (event.ticket_id, member.id)) is not None
    if not shares or not member.email or needs_no_mail(member.id, event.source_id):
        return None
    if queries.has_joined(member.id, event.ticket_id):
        return None
    if event.answer_id not in SUBJECTS["answer"].visible_to([event.answer_id], member):
        return None
    page = SUBJECTS["answer"].urls([event.answer_id])[event.answer_id]
    return Letter(member.email, _(AFFECTED_SUBJECT), say(AFFECTED), page)


def ticket_message(mail: OutgoingMail) -> Letter | None:
    """What staff wrote to the person; a note between staff is no message."""
    event = _event(mail)
    if not isinstance(event, TicketMessageWritten):
        return None
    message = db.get(Message, event.message_id)
    if message is None or message.visibility != "private" or not message.is_from_staff:
        return None
    ticket = db.get_one(Ticket, event.ticket_id)
    parts = [_("We have written to you:"), message.body, _("You can answer on the page below.")]
    subject = _("%(reference)s: a message from the council", reference=ticket.reference)
    return to_opener(mail, ticket, subject, parts)


def ticket_moved(mail: OutgoingMail) -> Letter | None:
    """It is the citizen's turn, or it is closed without a solution."""
    event = _event(mail)
    if not isinstance(event, TicketMoved) or State(event.state) not in MOVED:
        return None
    ticket = db.get_one(Ticket, event.ticket_id)
    parts = [say(MOVED[State(event.state)])]
    if event.reason in REASONS:
        parts.append(f"{say(REASONS[event.reason])}.")
    if event.message_id is not None:
        parts.append(db.get_one(Message, event.message_id).body)
    if event.state == State.CLOSED_UNRESOLVED:
        parts.extend(_closing(ticket))
    subject = _("%(reference)s: news from the council", reference=ticket.reference)
    return to_opener(mail, ticket, subject, parts)


def promise_at_risk(mail: OutgoingMail) -> Letter | None:
    """For who has the ticket or looks after it, as long as that is so and the promise is open."""
    event, member = _event(mail), _recipient(mail)
    if not isinstance(event, PromiseWarned | PromiseBroken) or member is None or not member.email:
        return None
    ticket = db.get_one(Ticket, event.ticket_id)
    promise = db.get_one(TicketPromise, (ticket.id, event.clock, event.turn))
    is_theirs = member.id in queries.responsible_for(ticket) and policy.may_see(member, ticket)
    if promise.met_at or not is_theirs:
        return None

    due_at = promise.due_at or promise.broken_at
    is_broken = isinstance(event, PromiseBroken)
    said = BROKEN[event.clock] if is_broken else PROMISED[event.clock]
    when = moment_words(due_at, zone=ZoneInfo(site().zone), now=now()) if due_at else ""
    subject = _("%(reference)s is late") if is_broken else _("%(reference)s is due soon")
    page = f"/desk/tickets/{ticket.reference}"
    told = f"{_(said, when=when)}."
    return Letter(member.email, subject % {"reference": ticket.reference}, told, page)


def to_opener(
    mail: OutgoingMail, ticket: Ticket, subject: str, parts: list[str], *, path: str = ""
) -> Letter | None:
    """To the opener: a member as they are now, or the address the ticket was opened with. `path`
    is the page to look at, unless it is that of the ticket.
    """
    member = _recipient(mail)
    if member is not None:
        to = member.email if member.id == ticket.opener_id else None
    else:
        to = ticket.contact_email if mail.recipient == f"ticket:{ticket.id}" else None
    if not to:
        return None
    if owner := queries.owner_of(ticket):
        parts = [*parts, *looked_after(owner)]
    page = _page(path or f"/tickets/{ticket.reference}", ticket, member)
    return Letter(to, subject, "\n\n".join(parts), page)


def _answer(message: Message) -> list[str]:
    in_short, html = publish_text(message.in_short or ""), publish_text(message.html)
    before, after = around(in_short, html, message.checked_on, message.true_until)
    return [*before, message.body, *after]


def _page(path: str, ticket: Ticket, member: Member | None) -> str:
    """Without an account the link carries a key."""
    return path if member else f"{path}?key={key_to(ticket.id, purpose='mail')}"


def _opening(ticket: Ticket, event: TicketOpened) -> str:
    if ticket.source_kind == "idea" and event.trigger in ("author", "staff", "advocate"):
        return say(OPENED_FROM_IDEA)
    if event.trigger in OPENED and not event.rule_threshold:
        return say(OPENED[event.trigger])
    calendar = queries.clocks_of(ticket.id)[0].promised.calendar
    why = why_words(event.trigger, event.rule_threshold, calendar)
    return f"{why} {say(NOTHING_TO_DO)}".strip()


def _promises(ticket: Ticket) -> list[str]:
    zone = ZoneInfo(site().zone)
    due = {clock.name: clock.due_at for clock in queries.clocks_of(ticket.id) if clock.due_at}
    said = {name: moment_words(at, zone=zone, now=now()) for name, at in due.items()}
    promised = [_(words, when=said[name]) for name, words in PROMISED.items() if name in said]
    return [f"{sentence}." for sentence in promised]


def _closing(ticket: Ticket) -> list[str]:
    """Whom to turn to, where the kind of ticket says so."""
    kind = queries.kind_of(ticket.kind)
    if not kind.closing:
        return []
    body = f" {say(kind.turn_to)}" if kind.turn_to else ""
    link = f": {kind.link}" if kind.link else "."
    return [f"{say(kind.closing)}{body}{link}"]


def _event(mail: OutgoingMail) -> Event | None:
    return db.get_one(PublishedEvent, mail.event_id).event


def _recipient(mail: OutgoingMail) -> Member | None:
    """The member it goes to; None for somebody without an account, or without one any more."""
    kind, _, number = mail.recipient.partition(":")
    member = db.get(Member, int(number)) if kind == "member" else None
    return member if member and member.is_active and member.is_verified else None
