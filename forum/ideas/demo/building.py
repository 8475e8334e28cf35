"""Puts the demo borough's ideas forward with the same actions people use; the same each time."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from forum.accounts.actions import add_member
from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.ideas import actions
from forum.ideas.demo.decided import DECIDED
from forum.ideas.demo.open import OPEN
from forum.ideas.demo.plans import NEIGHBOURS, STEPS, Plan
from forum.ideas.models import Idea
from forum.ideas.states import Stage
from forum.kernel.clock import at, now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.topics.models import Topic

MOVED_IN = timedelta(days=59)
PLANS = (*DECIDED, *OPEN)
SEED = 1847  # the year of Ashmere's charter; any number gives the same town each time


def load() -> None:
    """Needs the topics and the people of the demo town; does nothing without them, or twice."""
    if db.scalar(select(Idea.id).limit(1)) or not _has_town():
        return
    with writing(), at(now() - MOVED_IN):
        for name in NEIGHBOURS:
            _add_neighbour(name)
    dice, today = random.Random(SEED), now()
    for number, plan in enumerate(PLANS):
        with writing():
            _carry_out(plan, number, dice, today)
    with writing():
        actions.rank_all()


def _has_town() -> bool:
    topics = set(db.scalars(select(Topic.slug)))
    return {plan.topic for plan in PLANS} <= topics and _judge() is not None


def _judge() -> Member | None:
    return db.scalar(select(Member).where(Member.role == Role.POLICY).order_by(Member.id))


def _citizens() -> Sequence[Member]:
    rows = select(Member).where(Member.role == Role.CITIZEN, Member.suspended_until.is_(None))
    return db.scalars(rows.order_by(Member.id)).all()


def _add_neighbour(name: str) -> None:
    email = f"{name.replace(' ', '.').lower()}@neighbours.ashmere.example"
    add_member(name=name, email=email, verified=True)


def _carry_out(plan: Plan, number: int, dice: random.Random, today: datetime) -> None:
    """Put forward by one, supported by others over the days, and decided as far as it is."""
    people, judge = _citizens(), _judge()
    author, began = people[number % len(people)], today - timedelta(days=plan.days)
    if judge is None:
        return
    with at(began):
        idea = _propose(plan, author)
    if plan.stage == "held":
        return
    if idea.state == "held":
        with at(began + timedelta(hours=3)):
            actions.release(idea, by=judge)
    _gather(idea, plan, [one for one in people if one is not author], dice, today)
    _decide(idea, plan, author, judge, today)


def _propose(plan: Plan, author: Member) -> Idea:
    topic = db.scalars(select(Topic).where(Topic.slug == plan.topic)).one()
    return actions.propose(by=author, topic=topic, title=plan.title, body=write_up(plan.words))


def _gather(
    idea: Idea, plan: Plan, others: Sequence[Member], dice: random.Random, today: datetime
) -> None:
    """Some look, fewer support, most of them in the first days."""
    lookers = dice.sample(list(others), min(len(others), plan.supporters + dice.randint(2, 9)))
    share = sorted(dice.random() ** plan.early for _ in range(plan.supporters))
    for one, part in zip(lookers, share, strict=False):
        with at(today - timedelta(days=plan.days * (1 - part) * 0.9)):
            actions.support(idea, by=one)
    actions.note_viewers([(one.id, idea.id) for one in lookers])


def _decide(idea: Idea, plan: Plan, author: Member, judge: Member, today: datetime) -> None:
    if plan.stage == Stage.WITHDRAWN:
        with at(today - timedelta(days=plan.days / 2)):
            actions.withdraw_idea(idea, by=author)
        return
    steps = STEPS[plan.stage]
    for place, stage in enumerate(steps, start=1):
        is_last = place == len(steps)
        with at(today - timedelta(days=plan.days * 0.6 * (1 - place / (len(steps) + 1)))):
            _step(idea, plan, stage, judge, is_last=is_last)


def _step(idea: Idea, plan: Plan, stage: Stage, judge: Member, *, is_last: bool) -> None:
    if stage == Stage.MERGED:
        by_id, text = judge.id, plan.summary
        actions.move_along(idea, stage, by_id=by_id, reason=plan.reason, text=text)
        return
    actions.decide(
        idea,
        by=judge,
        stage=stage,
        reason=plan.reason if is_last else "",
        summary=plan.summary if is_last else "",
        details=write_up(plan.details) if is_last and plan.details else None,
        department=plan.department,
    )
