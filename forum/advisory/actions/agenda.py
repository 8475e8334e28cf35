"""Items of an agenda: proposed, decided about, and put to a ballot."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.advisory import policy, queries
from forum.advisory.actions.joining import ITEM
from forum.advisory.events import AgendaItemMoved, AgendaItemProposed
from forum.advisory.models import AgendaItem, Meeting
from forum.advisory.states import MOVES, State
from forum.ballots import actions as ballots
from forum.ballots.models import Ballot
from forum.ballots.queries import ballot_about, ballots_about
from forum.kernel import audit, limits
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.limits import Limit
from forum.kernel.subjects import new_subject
from forum.kernel.written import Written

ONLY_ADVISERS = "Only people who are in the group can do this. Join it first."
ONLY_LEADERS = "Only the policy team says what is on it."
TOO_LATE = "This meeting has begun. Propose it for the next one."
NO_SUCH_MOVE = "This cannot be done with the item as it is now. Open the page again."
NO_REASON = "Say why it is not taken. The group reads that."
STILL_OPEN = "Its ballot is still open. Wait until it is counted."
NOT_ON_AGENDA = "Put it on the agenda first."
A_FEW = Limit(
    "agenda proposed",
    3,
    timedelta(days=30),
    "You have proposed three things already. Others want to be heard, too.",
)


@dataclass(frozen=True)
class Proposal:
    title: str
    body: Written


def propose_item(meeting: Meeting, proposal: Proposal, *, by: Member) -> AgendaItem:
    """Somebody of the group proposes it; sent twice it is one."""
    if not queries.is_adviser(by):
        raise Refused(ONLY_ADVISERS)
    if known := _known(meeting, proposal, by):
        return known
    if not meeting.is_past:
        limits.spend(A_FEW, (by.id, meeting.id))
    return _add(meeting, proposal, State.PROPOSED, by=by)


def add_item(meeting: Meeting, proposal: Proposal, *, by: Member) -> AgendaItem:
    """Staff put something on the agenda themselves."""
    _require(by)
    if known := _known(meeting, proposal, by):
        return known
    item = _add(meeting, proposal, State.ON_AGENDA, by=by)
    audit.record("agenda item added", by=by.id, subject_id=item.id)
    return item


def move_item(item: AgendaItem, state: State, *, reason: str = "", by: Member) -> None:
    """On the agenda, dealt with, or not taken with a reason. Twice is harmless."""
    _require(by)
    before = State(item.state)
    if before == state:
        return
    if state not in MOVES[before]:
        raise Refused(NO_SUCH_MOVE)
    if state == State.NOT_TAKEN and not reason.strip():
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    if (ballot := ballots_about([item.id]).get(item.id)) and ballot.counted_at is None:
        raise Refused(STILL_OPEN)

    item.state, item.decided_at = state, now()
    item.reason = reason if state == State.NOT_TAKEN else None
    audit.record("agenda item moved", by=by.id, subject_id=item.id, reason=state)
    facts: dict[str, Any] = {"item_id": item.id, "before": before, "state": state}
    publish(AgendaItemMoved(actor_id=by.id, meeting_id=item.meeting_id, **facts))


def open_ballot(
    item: AgendaItem, question: str, options: Sequence[str], *, closes_at: datetime, by: Member
) -> Ballot:
    """The group votes on it until then."""
    _require(by)
    if item.state != State.ON_AGENDA:
        raise Refused(NOT_ON_AGENDA)
    return ballots.open_ballot(item.id, question, options, closes_at=closes_at, by=by)


def cast_paper(item: AgendaItem, chosen: Collection[int], *, by: Member) -> None:
    """Hand in a paper, or another one in its place."""
    if not queries.is_adviser(by):
        raise Refused(ONLY_ADVISERS)
    ballots.cast_paper(ballot_about(item.id, lock=True), chosen, by=by)


def _require(by: Member) -> None:
    if not policy.may_lead(by):
        raise Refused(ONLY_LEADERS)


def _add(meeting: Meeting, proposal: Proposal, state: State, *, by: Member) -> AgendaItem:
    if meeting.is_past:
        raise Refused(TOO_LATE)
    said = {"title": proposal.title, "body": proposal.body.source, "html": proposal.body.html}
    whose = {"meeting_id": meeting.id, "proposer_id": by.id, "renderer": proposal.body.renderer}
    at = {"proposed_at": now(), "decided_at": None if state == State.PROPOSED else now()}
    insert_once(AgendaItem, id=new_subject(ITEM), state=state, **said, **whose, **at)
    item = _known(meeting, proposal, by)
    assert item is not None
    publish(AgendaItemProposed(actor_id=by.id, meeting_id=meeting.id, item_id=item.id))
    return item


def _known(meeting: Meeting, proposal: Proposal, by: Member) -> AgendaItem | None:
    mine = AgendaItem.proposer_id == by.id, AgendaItem.title == proposal.title
    return db.scalar(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, *mine))
