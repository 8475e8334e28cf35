"""Joining the group, leaving it, and what becomes of somebody’s rows when their account goes."""

from sqlalchemy import delete, update

from forum.accounts.models import Member
from forum.advisory import policy
from forum.advisory.events import AdvisoryJoined, AdvisoryLeft
from forum.advisory.models import Adviser, AgendaItem
from forum.advisory.states import State
from forum.ballots import actions as ballots
from forum.kernel import holding
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish

ONLY_ADVOCATES = (
    "The group is for Advocates: people who have helped many others here. "
    "You can read what it says, and put forward ideas of your own."
)
ITEM = "agenda_item"


def join(*, by: Member) -> None:
    """Say yes to being in the group. Twice is once."""
    if not policy.may_advise(by):
        raise Refused(ONLY_ADVOCATES)
    if insert_once(Adviser, member_id=by.id, joined_at=now()):
        publish(AdvisoryJoined(actor_id=by.id, member_id=by.id))


def leave(*, by: Member) -> None:
    """At any time, without a reason."""
    end_membership(by.id)


def end_membership(member_id: int) -> None:
    """Papers in ballots that are open go along, those in closed ones count. Twice is harmless."""
    live = update(Adviser).where(Adviser.member_id == member_id, Adviser.ended_at.is_(None))
    ended = db.execute(live.values(ended_at=now()), execution_options=SILENT)
    if not ended.rowcount:  # type: ignore[attr-defined]
        return
    ballots.take_back_papers(member_id, kind=ITEM)
    publish(AdvisoryLeft(actor_id=member_id, member_id=member_id))


def forget_member(member_id: int) -> None:
    """That they were in it, and what of theirs was never public; counts stay as they are."""
    holding.refuse_if_held(members=[member_id])
    end_membership(member_id)
    db.execute(delete(Adviser).where(Adviser.member_id == member_id), execution_options=SILENT)
    unread = AgendaItem.state.in_((State.PROPOSED, State.NOT_TAKEN))
    theirs = delete(AgendaItem).where(AgendaItem.proposer_id == member_id, unread)
    db.execute(theirs, execution_options=SILENT)
