"""Moving a ticket from state to state: one table says where to, one log says when."""

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.languages import say
from forum.kernel.written import Written
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.keeping import keep_what_it_covers
from moderation.helpdesk.actions.promising import promise_a_reply, renew_promises, settle_promises
from moderation.helpdesk.actions.refusing import refuse_unread
from moderation.helpdesk.actions.sharing import UNFINISHED
from moderation.helpdesk.actions.stepping import ENDS, refuse_while_steps_open
from moderation.helpdesk.actions.writing import Voice, named, put_down, refresh_source
from moderation.helpdesk.events import (
    EmergencyCalled,
    EmergencyEnded,
    TicketMoved,
    TicketWeighed,
)
from moderation.helpdesk.models import StateMove, Ticket
from moderation.helpdesk.states import (
    CITIZEN_LABELS,
    DENIED,
    FINAL,
    LEVELS,
    MOVES,
    NEEDS_REASON,
    NOT_OURS,
    REASONS,
    SAY_WHOSE,
    State,
)

HEARD = DENIED | {"citizen_wrote"}
"""With these the person is heard again, and waits for our next reply."""


def move(
    ticket: Ticket,
    state: str,
    *,
    by: Member,
    reason: str = "",
    text: Written | None = None,
    is_referred: bool = False,
) -> None:
    """Move by hand. `text` is what the citizen reads about it; `reason` a code of REASONS.
    `is_referred`: who answers for it is said with it, without which nothing ends as not ours.
    """
    wanted = _state(state)
    if ticket.state == wanted:
        return
    _check(ticket, wanted, by=by, reason=reason)
    if wanted in FINAL and reason == NOT_OURS and not is_referred:
        raise Invalid(SAY_WHOSE, {"reason": _(SAY_WHOSE)})
    if policy.works_at_desk(by):
        _refuse_too_early(ticket, wanted, by)

    voice = Voice(by.id, is_from_staff=policy.works_at_desk(by))
    message_id = put_down(ticket, text, voice=voice).id if text and text.source else None
    move_along(ticket, wanted, by_id=by.id, reason=reason or "by_hand", message_id=message_id)


def withdraw(ticket: Ticket, *, by: Member | None, reason: str = "not_needed") -> None:
    """The person who opened it does not need it any more; None is somebody with its key."""
    if ticket.state == State.WITHDRAWN:
        return
    if by is not None and State.WITHDRAWN not in policy.moves_open_to(by, ticket):
        raise Refused("Only the person this ticket is for, or the desk, can take it back.")

    move_along(ticket, State.WITHDRAWN, by_id=by.id if by else None, reason=reason)


def say_outcome(ticket: Ticket, *, by: Member | None, is_solved: bool) -> None:
    """The person says whether our answer solved it; None is somebody with the ticket's key."""
    wanted = State.RESOLVED if is_solved else State.OPEN
    if ticket.state == wanted:
        return
    is_theirs = by is None or policy.is_opener(by, ticket)
    if not is_theirs or (by is not None and wanted not in policy.moves_open_to(by, ticket)):
        raise Refused("Only the person this ticket is for can say whether it is solved.")

    move_along(ticket, wanted, by_id=by.id if by else None, reason="citizen_said")


def move_along(
    ticket: Ticket,
    state: State,
    *,
    by_id: int | None,
    reason: str,
    message_id: int | None = None,
) -> None:
    """Write the move down and work out the promises anew. The caller has judged who may."""
    before = State(ticket.state)
    _check_allowed(ticket, state)
    ticket.state, ticket.is_live = state, state not in FINAL
    ticket.closed_at = None if ticket.is_live else now()
    ticket.lease_until = ticket.lease_until if ticket.is_live else None
    ticket.version += 1
    moved = {"before": before, "state": state, "reason": reason}
    db.add(StateMove(ticket_id=ticket.id, actor_id=by_id, **moved))
    if reason in HEARD:
        promise_a_reply(ticket)
    settle_promises(ticket, by_id=by_id)
    keep_what_it_covers(ticket)
    publish(TicketMoved(actor_id=by_id, **named(ticket, **moved, message_id=message_id)))
    refresh_source(ticket)


def weigh(ticket: Ticket, *, by: Member, impact: str, urgency: str) -> None:
    """Say how much it touches and how much it hurries."""
    if not policy.may_weigh(by):
        raise Refused("Only staff can set impact and urgency.")
    if impact not in LEVELS or urgency not in LEVELS:
        raise Invalid("Impact and urgency are low, medium or high.")
    if (ticket.impact, ticket.urgency) == (impact, urgency):
        return

    ticket.impact, ticket.urgency = impact, urgency
    ticket.version += 1
    if ticket.service.by_priority:
        renew_promises(ticket, why="priority")
    publish(TicketWeighed(actor_id=by.id, **named(ticket, impact=impact, urgency=urgency)))


def call_emergency(ticket: Ticket, *, by: Member, is_one: bool = True) -> None:
    """Somebody is in danger, or not any more. No promise changes, only where the ticket stands."""
    if not policy.may_weigh(by):
        raise Refused("Only staff can say that it is an emergency.")
    if ticket.is_emergency == is_one:
        return

    ticket.is_emergency = is_one
    ticket.version += 1
    event = EmergencyCalled if is_one else EmergencyEnded
    publish(event(actor_id=by.id, **named(ticket)))


def _state(name: str) -> State:
    try:
        return State(name)
    except ValueError as error:
        raise Invalid("That is not a state a ticket can be in.") from error


def _check(ticket: Ticket, state: State, *, by: Member, reason: str) -> None:
    _check_allowed(ticket, state)
    if state not in policy.moves_open_to(by, ticket):
        raise Refused("You cannot move this ticket there. Write a message and the desk will look.")
    if state == State.ANSWERED and ticket.open_subtasks:
        raise Refused(UNFINISHED)
    if state in NEEDS_REASON and reason not in REASONS:
        raise Invalid("Choose the reason why this ends here.", {"reason": _("Choose a reason.")})
    if reason and reason not in REASONS:
        raise Invalid("We do not know this reason.", {"reason": _("Choose one of the reasons.")})


def _refuse_too_early(ticket: Ticket, state: State, by: Member) -> None:
    """What is done by hand needs the same as an answer."""
    if state == State.ANSWERED:
        refuse_unread(by)
    if state in ENDS:
        refuse_while_steps_open(ticket)


def _check_allowed(ticket: Ticket, state: State) -> None:
    before = State(ticket.state)
    if state not in MOVES[before] or ticket.merged_into_id is not None:
        said = {"now": say(CITIZEN_LABELS[before]), "then": say(CITIZEN_LABELS[state])}
        raise Refused(_("A ticket that says “%(now)s” cannot be changed to “%(then)s”.", **said))
    if before in FINAL and ticket.source_id and queries.live_ticket_of(ticket.source_id):
        raise Refused("There is a newer ticket about the same thing. Go on with that one.")
