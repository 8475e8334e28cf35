"""What follows for tickets from what happens on threads, and who is told about tickets."""

from flask_babel import gettext as _

from forum.alerts.events import AlertChanged, AlertEnded, AlertPublished, AlertReopened
from forum.alerts.models import Alert
from forum.ideas.actions import reply as reply_to_idea
from forum.ideas.events import IdeaSupported, SupportWithdrawn
from forum.ideas.models import Idea
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.kernel.languages import say
from forum.kernel.mail import owe
from forum.kernel.tasks import plan
from forum.threads.events import (
    AnswerAccepted,
    AnswerRejected,
    AnswerUnaccepted,
    SharedProblem,
    SharedProblemWithdrawn,
    ThreadAnswered,
)
from forum.threads.models import Answer, Thread
from moderation.helpdesk import actions, queries
from moderation.helpdesk.actions import leave, move_along, note_affected
from moderation.helpdesk.events import (
    PromiseBroken,
    PromiseWarned,
    TicketAnswered,
    TicketEvent,
    TicketMessageWritten,
    TicketMoved,
    TicketOpened,
)
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.states import REASONS, State

OUTCOMES = {
    State.RESOLVED: "This was a fault, and the help desk has solved it.",
    State.CLOSED_UNRESOLVED: "The help desk has looked at this and closed it without a solution.",
}
TOLD_OF = (State.WAITING_CITIZEN, State.CLOSED_UNRESOLVED)


def acknowledge(event: TicketOpened) -> None:
    """The person is sent the reference and the promise."""
    _owe_to_opener("ticket_opened", event)


def send_answer(event: TicketAnswered) -> None:
    """A private answer is mailed to whoever opened it. Of a public one the asker hears from
    notifications, like of every answer; here everybody with the same problem is told.
    """
    if event.answer_id is None:
        _owe_to_opener("ticket_answered", event)
        return
    for member_id in queries.affected_ids(event.ticket_id):
        _owe("ticket_answered_affected", event, to=f"member:{member_id}")


def send_message(event: TicketMessageWritten) -> None:
    """What staff write to the citizen is mailed; a note between staff is no message."""
    message = db.get(Message, event.message_id)
    if message and message.is_from_staff and message.visibility == "private":
        _owe_to_opener("ticket_message", event)


def send_move(event: TicketMoved) -> None:
    """When it is the citizen's turn, or over without a solution, they hear of it."""
    if event.state in TOLD_OF and event.actor_id != _opener_id(event.ticket_id):
        _owe_to_opener("ticket_moved", event)


def tell_who_holds_it(event: PromiseWarned | PromiseBroken) -> None:
    """A promise is near its end, or broken: whoever has the ticket, and whoever looks after it."""
    ticket = db.get_one(Ticket, event.ticket_id)
    for member_id in sorted(queries.responsible_for(ticket)):
        _owe("promise_at_risk", event, to=f"member:{member_id}")


@serves(Origin.LIVE, Origin.DEMO)
def take_over_answer(event: ThreadAnswered) -> None:
    """Somebody at the desk answered on the thread's own page: that is the ticket's answer too."""
    ticket = queries.last_ticket_of(event.thread_id, lock=True) if event.is_official else None
    if ticket is None or not ticket.is_live or queries.gave_answer(ticket.id, event.answer_id):
        return
    actions.take_over_answer(ticket, db.get_one(Answer, event.answer_id))


@serves(Origin.LIVE, Origin.DEMO)
def resolve_ticket(event: AnswerAccepted) -> None:
    """The official answer was accepted. A peer's only makes the thread offer a withdrawal, and
    while a step of its kind is open the desk is not done.
    """
    ticket = queries.last_ticket_of(event.thread_id, lock=True)
    thread = db.get_one(Thread, event.thread_id)
    is_official = db.get_one(Answer, event.answer_id).is_official
    if ticket is None or not ticket.is_live or not is_official:
        return
    if thread.solution_id != event.answer_id or queries.open_steps(ticket):
        return

    if ticket.state != State.ANSWERED:
        move_along(ticket, State.ANSWERED, by_id=event.actor_id, reason="accepted")
    move_along(ticket, State.RESOLVED, by_id=event.actor_id, reason="accepted")


@serves(Origin.LIVE, Origin.DEMO)
def reopen_rejected(event: AnswerRejected) -> None:
    """The official answer did not solve it."""
    ticket = queries.last_ticket_of(event.thread_id, lock=True)
    if ticket and ticket.state in (State.ANSWERED, State.RESOLVED):
        move_along(ticket, State.OPEN, by_id=event.actor_id, reason="rejected")


@serves(Origin.LIVE, Origin.DEMO)
def reopen_unaccepted(event: AnswerUnaccepted) -> None:
    """The solution was taken back, and no other one took its place."""
    ticket = queries.last_ticket_of(event.thread_id, lock=True)
    if ticket is None or ticket.state != State.RESOLVED:
        return
    is_official = db.get_one(Answer, event.answer_id).is_official
    if not is_official or db.get_one(Thread, event.thread_id).is_solved:
        return

    move_along(ticket, State.OPEN, by_id=event.actor_id, reason="unaccepted")


def heed_incident(event: AlertPublished | AlertChanged | AlertEnded | AlertReopened) -> None:
    """A known problem was declared, ended or corrected: the clocks it stops are worked out anew,
    now and at the moment it begins.
    """
    alert = db.get_one(Alert, event.alert_id)
    if alert.state == "draft":
        return
    moments = {"now": now()} | ({"begin": alert.begins_at} if alert.begins_at > now() else {})
    for name, moment in moments.items():
        slot = f"{event.event_id}:{name}"
        plan("helpdesk.heed_incident", slot, at=moment, alert_id=alert.id)


@serves(Origin.LIVE, Origin.DEMO)
def join_ticket(event: SharedProblem) -> None:
    if event.actor_id and (ticket := _ticket_about(event.thread_id)):
        note_affected(ticket, event.actor_id)


@serves(Origin.LIVE, Origin.DEMO)
def leave_ticket(event: SharedProblemWithdrawn) -> None:
    if event.actor_id and (ticket := _ticket_about(event.thread_id)):
        leave(ticket, member_id=event.actor_id)


@serves(Origin.LIVE, Origin.DEMO)
def join_ticket_of_idea(event: IdeaSupported) -> None:
    if event.actor_id and (ticket := queries.live_ticket_of(event.idea_id)):
        note_affected(ticket, event.actor_id)


@serves(Origin.LIVE, Origin.DEMO)
def leave_ticket_of_idea(event: SupportWithdrawn) -> None:
    if event.actor_id and (ticket := queries.live_ticket_of(event.idea_id)):
        leave(ticket, member_id=event.actor_id)


@serves(Origin.LIVE, Origin.DEMO)
def bring_outcome_to_idea(event: TicketMoved) -> None:
    """The idea says how it ended. What was written on the ticket stays private: these are fixed
    words and the reason from the list, in the language of the place.
    """
    ticket = db.get_one(Ticket, event.ticket_id)
    if ticket.source_kind != "idea" or event.state not in OUTCOMES:
        return
    idea = db.get_one(Idea, ticket.source_id)
    staff = ticket.assignee if ticket.assignee and ticket.assignee.is_staff else None
    said = [say(OUTCOMES[State(event.state)])]
    said += [f"{say(REASONS[event.reason])}."] if event.reason in REASONS else []
    said.append(_("The ticket is %(reference)s.", reference=ticket.reference))
    reply_to_idea(idea, by=staff, summary=" ".join(said), department=ticket.service.name)


def _ticket_about(thread_id: int) -> Ticket | None:
    """Its own live ticket, or the one it is the same as."""
    return queries.live_ticket_of(thread_id) or queries.ticket_it_repeats(thread_id)


def _owe_to_opener(kind: str, event: TicketEvent) -> None:
    if to := queries.mailed_as(db.get_one(Ticket, event.ticket_id)):
        _owe(kind, event, to=to)


def _owe(kind: str, event: TicketEvent, *, to: str) -> None:
    owe(kind, event_id=event.event_id, recipient=to, subject_id=event.ticket_id)


def _opener_id(ticket_id: int) -> int | None:
    return db.get_one(Ticket, ticket_id).opener_id
