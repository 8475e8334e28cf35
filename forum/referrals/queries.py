"""Whose link it is, who came by it, and what was said about the answers to somebody's questions."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import func, select

from forum.accounts.events import PasswordChanged
from forum.accounts.models import Member
from forum.accounts.policy import people_to_name
from forum.kernel.clock import now
from forum.kernel.db import db, only_looked_at
from forum.kernel.events import Event, PublishedEvent
from forum.kernel.paging import Page, moment, page_of, position
from forum.referrals import policy
from forum.referrals.events import ReferralAccepted, ReferralCounted
from forum.referrals.models import JoinLink, MemberReferral
from forum.referrals.rules import WITHIN, Said
from forum.reputation.queries import answers_that_helped
from forum.threads.events import AnswerAccepted, AnswerUnaccepted
from forum.threads.models import Answer, Thread

SIZE = 50
SHAPE = re.compile(r"[a-z2-9]{16}", re.ASCII)
SOLVING = {AnswerAccepted.kind, AnswerUnaccepted.kind}


@dataclass(frozen=True, slots=True)
class Figures:
    """How many came and said so, and of how many of them a question is solved."""

    came: int
    counted: int


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who came; nothing says which of them asked, or what."""

    id: int
    name: str
    at: datetime


def link_of(member_id: int, *, lock: bool = False) -> JoinLink | None:
    return db.get(JoinLink, member_id, with_for_update=lock, populate_existing=lock)


def inviter_with(code: str) -> Member | None:
    """Whose link it is. None for one that was never made, was replaced, or does not count now."""
    if not SHAPE.fullmatch(code):
        return None
    rows = select(Member).join(JoinLink, JoinLink.member_id == Member.id)
    member = db.scalar(rows.where(JoinLink.code == code))
    return member if member and policy.may_have_link(member) else None


def may_invite(member: Member) -> bool:
    """Whether a link is offered: not before the first answer that helped."""
    return policy.may_have_link(member) and answers_that_helped(member.id) > 0


def figures_of(member_id: int) -> Figures:
    counts = select(func.count(MemberReferral.accepted_at), func.count(MemberReferral.counted_at))
    return Figures(*db.execute(counts.where(MemberReferral.inviter_id == member_id)).one())


def shown_to(member: Member) -> tuple[Figures, bool] | None:
    """Who came, and whether more can be invited; None for whoever has nothing to do with it."""
    figures, can_invite = figures_of(member.id), may_invite(member)
    return (figures, can_invite) if can_invite or figures.came else None


def guests_of(member_id: int, *, cursor: str | None = None, size: int = SIZE) -> Page[Guest]:
    """Those who still have a name that others see, the newest first."""
    at = MemberReferral.accepted_at
    rows = select(MemberReferral.id, Member.name, at).join(
        Member, Member.id == MemberReferral.invited_id
    )
    rows = rows.where(MemberReferral.inviter_id == member_id, at.is_not(None), people_to_name())
    if place := position(cursor, str, int):
        came, id_ = moment(place[0]), place[1]
        rows = rows.where((at < came) | ((at == came) & (MemberReferral.id < id_)))
    found = db.execute(rows.order_by(at.desc(), MemberReferral.id.desc()).limit(size + 1))
    return page_of(
        [Guest(id_, name, cast(datetime, came)) for id_, name, came in found],
        size,
        lambda one: (one.at, one.id),
    )


def referral_of(invited_id: int) -> MemberReferral | None:
    return db.scalar(select(MemberReferral).where(MemberReferral.invited_id == invited_id))


def is_unsure(referral: MemberReferral) -> bool:
    """Whether somebody else may have ticked the box: whoever proved the address did not know the
    password that was chosen with it.
    """
    if referral.accepted_at is not None:
        return False
    theirs = _told(PasswordChanged, since=referral.said_at)
    theirs = theirs.where(PublishedEvent.actor_id == referral.invited_id)
    return db.scalar(theirs.limit(1)) is not None


def accepted_lately(inviter_id: int) -> int:
    """How many in the last 30 days, from the ledger: whoever takes it back makes no room."""
    rows = _told(ReferralAccepted, since=now() - WITHIN)
    rows = rows.where(PublishedEvent.stream == f"member:{inviter_id}")
    return db.scalar(select(func.count()).select_from(rows.subquery())) or 0


def was_ever_counted(inviter_id: int) -> bool:
    rows = _told(ReferralCounted).where(PublishedEvent.stream == f"member:{inviter_id}")
    return db.scalar(rows.limit(1)) is not None


def solutions_for(asker_id: int) -> list[Said]:
    """What they said about answers that can be seen, to questions of theirs that can be seen."""
    event = PublishedEvent
    answer = Answer.id.label("answer_id"), Answer.thread_id, Answer.author_id.label("helper_id")
    rows = select(event.id, event.kind, event.happened_at).add_columns(*answer)
    rows = rows.join(Answer, Answer.id == event.subject_id)
    rows = rows.join(Thread, Thread.id == Answer.thread_id).where(Thread.author_id == asker_id)
    rows = rows.where(Answer.state == "visible", Thread.state == "visible")
    return [
        Said(
            event_id=row.id,
            at=row.happened_at,
            thread_id=row.thread_id,
            answer_id=row.answer_id,
            helper_id=row.helper_id,
            is_accepted=row.kind == AnswerAccepted.kind,
        )
        for row in db.execute(rows.where(only_looked_at(event.kind, SOLVING)))
    ]


def _told(kind: type[Event], *, since: datetime | None = None) -> Any:
    rows = select(PublishedEvent.id).where(PublishedEvent.kind == kind.kind)
    return rows.where(PublishedEvent.happened_at >= since) if since else rows
