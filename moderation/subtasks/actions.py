"""Asking another department for its part, taking that on, and saying how it ended."""

from dataclasses import dataclass

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.services.hours import due, minutes_of_days
from forum.services.models import Service
from moderation.helpdesk.actions import count_subtask, named
from moderation.helpdesk.models import Ticket
from moderation.subtasks import policy, queries
from moderation.subtasks.events import SubtaskMoved, SubtaskOpened
from moderation.subtasks.models import Subtask, SubtaskMove
from moderation.subtasks.states import MOVES, State

ONLY_DESK = "Only the desk asks other departments."
IS_CLOSED = "This ticket is closed. Open it again before you ask somebody."
NOT_THEIRS = "Choose somebody who works for that service."
OVER = "This has ended already. Ask anew if it is needed again."
NOT_YOURS = "Only the desk takes back what it asked for."
NO_LINE = "Write in a line what was done, or why it is not."
CLOSED_WITH = "The ticket has ended."


@dataclass(frozen=True)
class Asking:
    """Who is asked for what, within so many of their working days, and what the person reads."""

    service_id: int
    asked: str
    public_line: str
    days: int
    assignee_id: int | None = None


def ask_department(ticket: Ticket, asking: Asking, *, by: Member, nonce: str) -> Subtask:
    """The ticket is locked. Its own promise goes on: it is ours. Twice is once."""
    if not policy.may_ask(by):
        raise Refused(ONLY_DESK)
    known = queries.asked_with(nonce)
    if known is not None and known.ticket_id == ticket.id:
        return known
    if not ticket.is_live:
        raise Refused(IS_CLOSED)
    _check_assignee(asking.assignee_id, asking.service_id)

    subtask = _open(ticket, asking, by=by, nonce=nonce)
    count_subtask(ticket, 1)
    audit.record("department asked", by=by.id, subject_id=ticket.id, reason=str(subtask.id))
    facts = {"subtask_id": subtask.id, "service_id": subtask.service_id}
    publish(SubtaskOpened(actor_id=by.id, **named(ticket, **facts)))
    return subtask


def take(subtask: Subtask, *, by: Member) -> None:
    """Somebody of the department looks after it."""
    if subtask.state != State.OPEN:
        raise Refused(OVER)
    if subtask.assignee_id != by.id:
        subtask.assignee_id = by.id
        _record("sub-task taken", subtask, by)


def end(
    subtask: Subtask, ticket: Ticket, state: str, *, by: Member, line: str, public_line: str = ""
) -> None:
    """Done, refused or taken back, with a line. Both are locked, the ticket first."""
    if subtask.state == state:
        return
    if state not in MOVES[State(subtask.state)]:
        raise Refused(OVER)
    if state not in policy.ends_open_to(by, subtask):
        raise Refused(NOT_YOURS)
    if not line:
        raise Invalid(NO_LINE, {"line": NO_LINE})

    _close(subtask, ticket, State(state), by_id=by.id, line=line, public_line=public_line)
    _record("sub-task ended", subtask, by, reason=state)


def withdraw_all(ticket: Ticket) -> None:
    """The ticket is over, so nobody need work for it any more."""
    for subtask in queries.open_of(ticket.id):
        _close(subtask, ticket, State.WITHDRAWN, by_id=None, line=CLOSED_WITH)


def _open(ticket: Ticket, asking: Asking, *, by: Member, nonce: str) -> Subtask:
    calendar = db.get_one(Service, asking.service_id).calendar_version.calendar
    subtask = Subtask(
        ticket_id=ticket.id,
        service_id=asking.service_id,
        asker_id=by.id,
        assignee_id=asking.assignee_id,
        asked=asking.asked,
        public_line=asking.public_line,
        nonce=nonce,
        due_at=due(calendar, now(), minutes_of_days(calendar, asking.days)),
    )
    db.add(subtask)
    db.flush()
    _write_down(subtask, None, by.id)
    return subtask


def _close(
    subtask: Subtask,
    ticket: Ticket,
    state: State,
    *,
    by_id: int | None,
    line: str,
    public_line: str = "",
) -> None:
    before, subtask.state = subtask.state, state
    subtask.line, subtask.public_outcome, subtask.closed_at = line, public_line, now()
    _write_down(subtask, before, by_id)
    count_subtask(ticket, -1)
    facts = {"subtask_id": subtask.id, "before": before, "state": state}
    publish(SubtaskMoved(actor_id=by_id, **named(ticket, **facts)))


def _check_assignee(assignee_id: int | None, service_id: int) -> None:
    if assignee_id is not None and not queries.works_for(assignee_id, service_id):
        raise Invalid(NOT_THEIRS, {"assignee": NOT_THEIRS})


def _write_down(subtask: Subtask, before: str | None, by_id: int | None) -> None:
    row = {"subtask_id": subtask.id, "before": before, "state": subtask.state}
    db.add(SubtaskMove(**row, actor_id=by_id))


def _record(deed: str, subtask: Subtask, by: Member, *, reason: str = "") -> None:
    said = f"{subtask.id} {reason}".strip()
    audit.record(deed, by=by.id, subject_id=subtask.ticket_id, reason=said)
