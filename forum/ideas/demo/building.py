"""Puts the demo borough's ideas forward with the same actions people use; the same each time."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

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
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.demo import at_desk
from forum.topics.queries import topic_called

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MOVED_IN = 180
PLANS = (*DECIDED, *OPEN)
SEED = 1847  # the year of Ashmere's charter; any number gives the same town each time
NEEDS_READING = "held"


def load(diary: Diary) -> None:
    """Write down who put which idea forward, who stood behind it, and what was decided."""
    for number, name in enumerate(NEIGHBOURS):
        moment = diary.today - (MOVED_IN - number) * DAY
        diary.write(moment, partial(_add_neighbour, name))
    dice = random.Random(SEED)
    for number, plan in enumerate(PLANS):
        Proposal(plan, number, diary, dice).write()
    diary.write(diary.today, actions.rank_all)


def _add_neighbour(name: str) -> None:
    email = f"{name.replace(' ', '.').lower()}@neighbours.ashmere.example"
    add_member(name=name, email=email, verified=True)


def _judges() -> Sequence[Member]:
    rows = select(Member).where(Member.role == Role.POLICY).order_by(Member.id)
    return db.scalars(rows).all()


def _neighbour(name: str) -> Member:
    return db.scalars(select(Member).where(Member.name == name)).one()


class Proposal:
    """One plan; its idea is there once its moment has come."""

    idea: Idea

    def __init__(self, plan: Plan, number: int, diary: Diary, dice: random.Random) -> None:
        self.plan, self.diary = plan, diary
        self.began = diary.awake(diary.today - plan.days * DAY)
        self.author = NEIGHBOURS[number % len(NEIGHBOURS)]
        others = [name for name in NEIGHBOURS if name != self.author]
        lookers = min(len(others), plan.supporters + dice.randint(2, 9))
        self.lookers = dice.sample(others, lookers)
        self.parts = sorted(dice.random() ** plan.early for _ in range(plan.supporters))

    def write(self) -> None:
        self.diary.write(self.began, self._propose)
        released = at_desk(self.began)
        if self.plan.stage == NEEDS_READING or released > self.diary.today:
            return
        self.diary.write(released, self._release)
        decided = self._write_steps(released)
        latest = decided or self.diary.today
        for name, part in zip(self.lookers, self.parts, strict=False):
            moment = released + (latest - released) * part * 0.97
            moment = min(self.diary.awake(moment), latest - MINUTE)
            if moment >= released:  # or it was read, or decided, only a moment ago
                self.diary.write(moment, partial(self._support, name))
        self.diary.write(latest, self._note_viewers)

    def _write_steps(self, released: datetime) -> datetime | None:
        """The moment after which nobody can stand behind it any more, if there is one."""
        if self.plan.stage == Stage.WITHDRAWN:
            taken_back = self._part(0.5)
            return self.diary.write(self.diary.awake(taken_back), self._withdraw)
        steps, closed_at = STEPS[self.plan.stage], None
        for place, stage in enumerate(steps, start=1):
            moment = at_desk(max(released, self._part(0.4 + 0.55 * place / (len(steps) + 1))))
            is_last = place == len(steps)
            self.diary.write(moment, partial(self._step, stage, is_last=is_last))
            if stage not in (Stage.IN_REVIEW, Stage.PLANNED, Stage.IN_PROGRESS):
                closed_at = moment
        return closed_at

    def _part(self, part: float) -> datetime:
        return self.began + self.plan.days * part * DAY

    def _propose(self) -> None:
        plan, author = self.plan, _neighbour(self.author)
        topic, body = topic_called(plan.topic), write_up(plan.words)
        self.idea = actions.propose(by=author, topic=topic, title=plan.title, body=body)

    def _release(self) -> None:
        actions.release(self.idea, by=_judges()[0])

    def _support(self, name: str) -> None:
        actions.support(self.idea, by=_neighbour(name))

    def _note_viewers(self) -> None:
        ids = db.scalars(select(Member.id).where(Member.name.in_(self.lookers)))
        actions.note_viewers([(id_, self.idea.id) for id_ in ids])

    def _withdraw(self) -> None:
        actions.withdraw_idea(self.idea, by=_neighbour(self.author))

    def _step(self, stage: Stage, *, is_last: bool) -> None:
        plan, judges = self.plan, _judges()
        judge = judges[plan.topic in ("parking", "streets", "transport")]
        if stage == Stage.MERGED:
            facts = {"by_id": judge.id, "reason": plan.reason, "text": plan.summary}
            actions.move_along(self.idea, stage, **facts)  # type: ignore[arg-type]
            return
        actions.decide(
            self.idea,
            by=judge,
            stage=stage,
            reason=plan.reason if is_last else "",
            summary=plan.summary if is_last else "",
            details=write_up(plan.details) if is_last and plan.details else None,
            department=plan.department,
        )
