"""The mails about a ticket that is passed on, or that nobody had; only the desk gets them."""

from collections.abc import Callable

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail import Letter, OutgoingMail
from moderation.helpdesk.events import PromiseBroken
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.policy import may_see, works_at_desk
from moderation.owners.events import TransferEvent
from moderation.owners.models import TicketTransfer
from moderation.owners.queries import answer_for
from moderation.owners.wording import FORCED, OPEN, REFUSED

LATE = {
    "first_response": "Nobody has answered it, and the promised time is over.",
    "next_response": "Nobody has replied, and the promised time is over.",
    "resolution": "It is not solved, and the promised time is over.",
}
UNHELD = (
    "Nobody at the desk is responsible for it. You get this because you answer for the service: "
    "give it to somebody, or take it yourself."
)


def transfer_proposed(mail: OutgoingMail) -> Letter | None:
    """The note, and the page to say yes on; nothing when it was answered meanwhile."""
    transfer, member = _about(mail)
    if transfer is None or member is None or transfer.state != OPEN:
        return None
    told = _("%(name)s passes this ticket on to you:", name=transfer.giver.name)
    ask = _(
        "Say yes or no on the page below. Until then it stays with %(name)s.", name=_giver(transfer)
    )
    subject = _("%(reference)s: will you take it on?", reference=transfer.ticket.reference)
    return _letter(transfer, member, subject, [told, transfer.note, ask])


def transfer_ended(mail: OutgoingMail) -> Letter | None:
    """It stays with whoever gave it, or was given over by a manager."""
    transfer, member = _about(mail)
    if transfer is None or member is None:
        return None
    subject, words = _ENDED.get(transfer.state, _RETURNED)(transfer)
    return _letter(transfer, member, subject, [words, transfer.reason])


def promise_unheld(mail: OutgoingMail) -> Letter | None:
    """For whoever answers for the service; nothing once it is with somebody, or was met late."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, PromiseBroken):
        return None
    ticket = db.get_one(Ticket, event.ticket_id)
    member = _still_at_desk(mail, ticket)
    promise = db.get_one(TicketPromise, (ticket.id, event.clock, event.turn))
    if member is None or not member.email or promise.met_at or not answer_for(ticket):
        return None
    said = [f"{ticket.service.name}: {ticket.title}", say(LATE[event.clock]), say(UNHELD)]
    subject = _("%(reference)s is late, and nobody has it", reference=ticket.reference)
    return Letter(member.email, subject, "\n\n".join(said), f"/desk/tickets/{ticket.reference}")


def _refused(transfer: TicketTransfer) -> tuple[str, str]:
    words = _("%(name)s does not take it on, so it stays with you:", name=transfer.next.name)
    return _("%(reference)s stays with you", reference=transfer.ticket.reference), words


def _returned(transfer: TicketTransfer) -> tuple[str, str]:
    words = _(
        "%(name)s did not say yes in time, so it stays with you. Pass it on to somebody else, or "
        "ask them.",
        name=transfer.next.name,
    )
    return _("%(reference)s stays with you", reference=transfer.ticket.reference), words


def _forced(transfer: TicketTransfer) -> tuple[str, str]:
    words = _(
        "%(name)s is away, and a manager has given this ticket over to you:", name=_giver(transfer)
    )
    return _("%(reference)s is yours now", reference=transfer.ticket.reference), words


_RETURNED = _returned
_ENDED: dict[str, Callable[[TicketTransfer], tuple[str, str]]] = {
    REFUSED: _refused,
    FORCED: _forced,
}


def _giver(transfer: TicketTransfer) -> str:
    return transfer.giver.name


def _about(mail: OutgoingMail) -> tuple[TicketTransfer | None, Member | None]:
    """The transfer, and the person as they are now: at the desk still, and allowed to see it."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, TransferEvent):
        return None, None
    transfer = db.get_one(TicketTransfer, event.transfer_id)
    return transfer, _still_at_desk(mail, transfer.ticket)


def _still_at_desk(mail: OutgoingMail, ticket: Ticket) -> Member | None:
    member = db.get_one(Member, int(mail.recipient.partition(":")[2]))
    fits = member.is_active and works_at_desk(member) and may_see(member, ticket)
    return member if fits else None


def _letter(
    transfer: TicketTransfer, member: Member, subject: str, parts: list[str]
) -> Letter | None:
    if not member.email:
        return None
    text = "\n\n".join(part for part in parts if part)
    return Letter(member.email, subject, text, f"/desk/tickets/{transfer.ticket.reference}")


MAILS = {
    "promise_unheld": promise_unheld,
    "transfer_ended": transfer_ended,
    "transfer_proposed": transfer_proposed,
}
