"""One deed for many tickets: each on its own, so that one refusal spoils nothing for the others."""

from collections.abc import Callable
from dataclasses import dataclass

from forum.accounts.models import Member
from forum.kernel.errors import Refused
from forum.kernel.written import Written
from moderation.helpdesk import actions as desk
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk
from moderation.helpdesk.states import State
from moderation.macros.actions import run
from moderation.macros.models import Macro

READ_ALREADY = "Somebody has read this ticket already."


@dataclass(frozen=True)
class Order:
    """What is to be done; only the parts of its deed matter. `to` of None is nobody."""

    deed: str
    to: Member | None = None
    impact: str = ""
    urgency: str = ""
    macro: Macro | None = None
    text: Written | None = None
    nonce: str | None = None


def do_one(order: Order, ticket: Ticket, *, by: Member) -> None:
    """On one locked ticket. Raises Refused with the sentence to show beside it."""
    if not works_at_desk(by):
        raise Refused("Only the desk works on tickets.")
    DEEDS[order.deed](order, ticket, by)


def _give(order: Order, ticket: Ticket, by: Member) -> None:
    desk.assign(ticket, by=by, to=order.to)


def _triage(_order: Order, ticket: Ticket, by: Member) -> None:
    if ticket.state == State.TRIAGED:
        return
    if ticket.state != State.NEW:
        raise Refused(READ_ALREADY)
    desk.move_along(ticket, State.TRIAGED, by_id=by.id, reason="by_hand")


def _weigh(order: Order, ticket: Ticket, by: Member) -> None:
    impact, urgency = order.impact or ticket.impact, order.urgency or ticket.urgency
    desk.weigh(ticket, by=by, impact=impact, urgency=urgency)


def _run(order: Order, ticket: Ticket, by: Member) -> None:
    if order.macro is None:
        raise Refused("Choose a macro.")
    run(order.macro, ticket, by=by, text=order.text, nonce=order.nonce)


DEEDS: dict[str, Callable[[Order, Ticket, Member], None]] = {
    "give": _give,
    "triage": _triage,
    "weigh": _weigh,
    "macro": _run,
}
