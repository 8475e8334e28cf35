"""The gifts of a window, added up by the database: pairs and how many, never one row a gift."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, select, union

from forum.integrity.flow import Cast, Flow
from forum.integrity.grounds import BURSTS
from forum.kernel.db import db
from forum.reputation.ledger import TAKEN_BACK
from forum.reputation.models import Award
from forum.reputation.rules import GIFTS, VOTES
from forum.threads.models import Answer, Thanks, Thread

FROM_OTHERS = GIFTS - {"accepting"}
UPVOTES = VOTES & GIFTS
ONE_GIFT = (Award.giver_id, Award.member_id, Award.subject_id, Award.granted_at)
"""All rows of one chain share these."""


def flow_of(*, since: datetime, until: datetime) -> Flow:
    """Of all gifts that were not withdrawn: each giver and post counts once."""
    ledger = _given(FROM_OTHERS, since, until).subquery()
    thanked = select(
        Thanks.member_id.label("giver"),
        Answer.author_id.label("receiver"),
        Thanks.answer_id.label("post"),
    )
    thanked = thanked.join(Answer, Answer.id == Thanks.answer_id)
    thanked = thanked.where(Thanks.counts, Thanks.member_id != Answer.author_id)
    thanked = thanked.where(Thanks.thanked_at > since, Thanks.thanked_at <= until)
    each = union(select(ledger.c.giver, ledger.c.receiver, ledger.c.post), thanked).subquery()
    return _added_up(each)


def votes_of(*, since: datetime, until: datetime) -> Flow:
    """Of votes in other people's questions, and for their ideas."""
    ledger = _given(UPVOTES, since, until).subquery()
    each = select(ledger.c.giver, ledger.c.receiver, ledger.c.post)
    each = each.outerjoin(Answer, Answer.id == ledger.c.post)
    each = each.outerjoin(Thread, Thread.id == func.coalesce(Answer.thread_id, ledger.c.post))
    foreign = or_(Thread.id.is_(None), Thread.author_id != ledger.c.giver)
    return _added_up(each.where(foreign).subquery())


def casts_of(*, since: datetime, until: datetime) -> list[Cast]:
    """The votes of all pairs with enough of them for a burst."""
    given = _given(UPVOTES, since, until).subquery()
    many = select(given.c.giver, given.c.receiver).group_by(given.c.giver, given.c.receiver)
    pairs = many.having(func.count() >= BURSTS.votes).subquery()
    rows = select(given).join(
        pairs, (pairs.c.giver == given.c.giver) & (pairs.c.receiver == given.c.receiver)
    )
    return [Cast(row.giver, row.receiver, row.post, row.at) for row in db.execute(rows)]


def receivers_since(*, since: datetime, until: datetime) -> set[int]:
    """Whoever got something lately: only they can have come into a ring."""
    awarded = select(Award.member_id).where(Award.kind.in_(FROM_OTHERS))
    awarded = awarded.where(Award.granted_at > since, Award.granted_at <= until)
    thanked = select(Answer.author_id).join(Thanks, Thanks.answer_id == Answer.id)
    thanked = thanked.where(Thanks.thanked_at > since, Thanks.thanked_at <= until)
    return set(db.scalars(union(awarded, thanked)))


def _given(kinds: Collection[str], since: datetime, until: datetime) -> Any:
    """Every gift of these kinds that is not taken back for good."""
    giver, receiver, post, at = ONE_GIFT
    rows = select(
        giver.label("giver"), receiver.label("receiver"), post.label("post"), at.label("at")
    )
    rows = rows.where(Award.kind.in_([*kinds, TAKEN_BACK]), giver.is_not(None), giver != receiver)
    rows = rows.where(at > since, at <= until, post.is_not(None)).group_by(*ONE_GIFT)
    is_gone = func.max(case((Award.kind == TAKEN_BACK, 1), else_=0))
    return rows.having(is_gone == 0)


def _added_up(each: Any) -> Flow:
    pairs = select(each.c.giver, each.c.receiver, func.count(each.c.post.distinct()))
    rows = db.execute(pairs.group_by(each.c.giver, each.c.receiver)).yield_per(5000)
    return Flow.of((giver, receiver, many) for giver, receiver, many in rows)
