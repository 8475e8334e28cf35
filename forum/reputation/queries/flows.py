"""How many people stand where, how they moved, and whom staff may want to look at next.

People brought along from elsewhere did not climb here: they are counted apart, and in no list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, null, or_, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Advocacy, Member, Standing
from forum.accounts.standing import MODERATING_ROLES, Role, Rung
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.paging import Page, moment, page_of, position
from forum.reputation.footing import Why
from forum.reputation.ladder import Requirement
from forum.reputation.models import RungCare, RungHold, RungMove, WindowPause
from forum.reputation.policy import CONFIRMED
from forum.reputation.queries.circumstances import circumstances_of
from forum.reputation.queries.records import record_of
from forum.reputation.queries.versions import rules_at

SIZE = 20
WITH_TOOLS = (Rung.FOLLOWER, Rung.ADVOCATE, Rung.EMERITUS)
LATELY = timedelta(days=180)
HEIGHT = (Rung.NEWCOMER, Rung.REGULAR, Rung.FOLLOWER, Rung.EMERITUS, Rung.ADVOCATE)


@dataclass(frozen=True, slots=True)
class Flow:
    """How many went from one rung to another in a month; `month` counts those asked for from 0."""

    month: int
    before: str
    rung: str
    people: int

    @property
    def is_up(self) -> bool:
        return HEIGHT.index(Rung(self.rung)) > HEIGHT.index(Rung(self.before))


def people_on_rungs() -> dict[Rung, tuple[int, int]]:
    """Of each rung: those who climbed here, and those who were brought along; never staff."""
    rung = func.coalesce(Standing.rung, Rung.NEWCOMER.value).label("stands_on")
    rows = select(rung, Member.is_imported, func.count()).select_from(Member)
    rows = rows.outerjoin(Standing, Standing.member_id == Member.id)
    rows = rows.where(Member.erased_at.is_(None), Member.role == Role.CITIZEN)
    found = {
        (name, is_imported): count
        for name, is_imported, count in db.execute(rows.group_by("stands_on", Member.is_imported))
    }
    return {rung: (found.get((rung, False), 0), found.get((rung, True), 0)) for rung in Rung}


def flows(starts: Sequence[datetime]) -> list[Flow]:
    """Steps since the first of these moments, each counted in the month that began last."""
    since = [(RungMove.moved_at >= start, at) for at, start in enumerate(starts)]
    month = case(*since[::-1]).label("month_number")
    rows = select(month, RungMove.from_rung, RungMove.to_rung, func.count())
    rows = rows.join(Member, Member.id == RungMove.member_id)
    rows = rows.where(RungMove.moved_at >= starts[0], Member.is_imported.is_(False))
    rows = rows.group_by("month_number", RungMove.from_rung, RungMove.to_rung)
    return [Flow(*row) for row in db.execute(rows.order_by("month_number", RungMove.from_rung))]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person in a list; `until` is the end of what put them there, where it has one."""

    member_id: int
    name: str
    rung: str
    since: datetime
    until: datetime | None


def asked(at: datetime) -> Select[Any]:
    """Whom staff asked to be an Advocate, and who has not answered."""
    waits = Advocacy.ended_at.is_(None), Advocacy.agreed_at.is_(None)
    return _people(Advocacy.asked_at).join(Advocacy, Advocacy.member_id == Member.id).where(*waits)


def warned(at: datetime) -> Select[Any]:
    """Who was told that a step down is near."""
    return _people(Standing.warned_at).where(Standing.warned_at.is_not(None))


def held(at: datetime) -> Select[Any]:
    """Whom staff hold on a rung."""
    holds = RungHold.ended_at.is_(None), or_(RungHold.ends_at.is_(None), RungHold.ends_at > at)
    found = _people(RungHold.held_at, RungHold.ends_at)
    return found.join(RungHold, RungHold.member_id == Member.id).where(*holds)


def resting(at: datetime) -> Select[Any]:
    """Whose time stands still."""
    runs = WindowPause.began_at <= at, WindowPause.ends_at > at
    found = _people(WindowPause.began_at, WindowPause.ends_at)
    return found.join(WindowPause, WindowPause.member_id == Member.id).where(*runs)


def long_following(at: datetime) -> Select[Any]:
    """Followers for as long as an Advocate has to be, whom nobody has asked."""
    rules = rules_at(at).rungs[Rung.ADVOCATE]
    days = next((rule.of for rule in rules if rule.name == "days_as_follower"), 0)
    is_asked = select(Advocacy.id).where(
        Advocacy.member_id == Member.id, Advocacy.ended_at.is_(None)
    )
    is_here = Member.role == Role.CITIZEN, Member.verified_at.is_not(None)
    follows = Standing.rung == Rung.FOLLOWER, Standing.since <= at - timedelta(days=days)
    grown_up = Member.is_under_18.is_(False)
    return _people(Standing.since).where(*is_here, *follows, grown_up, ~is_asked.exists())


def lapsed(at: datetime) -> Select[Any]:
    """Whose tools came to rest lately, and who has not come back."""
    later = aliased(RungMove)
    went_on = select(later.id).where(later.member_id == Member.id, later.id > RungMove.id)
    step = ~went_on.exists(), RungMove.why == Why.LAPSED
    found = _people(RungMove.moved_at).join(RungMove, RungMove.member_id == Member.id)
    return found.where(*step, RungMove.moved_at > at - LATELY)


def looked_after(at: datetime) -> Select[Any]:
    """Whose way one of the staff looks after."""
    found = _people(RungCare.began_at).join(RungCare, RungCare.member_id == Member.id)
    return found.where(RungCare.ended_at.is_(None))


def people_with_tools(*, after: int, most: int) -> Sequence[int]:
    """The ids of those who have extra tools or had them, in their order."""
    rows = select(Standing.member_id).where(Standing.rung.in_(WITH_TOOLS))
    return db.scalars(
        rows.where(Standing.member_id > after).order_by(Standing.member_id).limit(most)
    ).all()


def owners_of(member_ids: Sequence[int]) -> dict[int, str]:
    """The name of whoever looks after each of them, while they may."""
    rows = select(RungCare.member_id, Member.name).join(Member, Member.id == RungCare.owner_id)
    rows = rows.where(RungCare.member_id.in_(member_ids), RungCare.ended_at.is_(None))
    rows = rows.where(Member.role.in_(MODERATING_ROLES), Member.erased_at.is_(None))
    return {member_id: name for member_id, name in db.execute(rows)}


LISTS = {
    "followers": long_following,
    "asked": asked,
    "warned": warned,
    "lapsed": lapsed,
    "held": held,
    "resting": resting,
    "cared": looked_after,
}


def how_many() -> dict[str, int]:
    """The number of people in each list, by one query."""
    at = now()
    counts = {
        name: select(func.count()).select_from(rows(at).subquery()).scalar_subquery()
        for name, rows in LISTS.items()
    }
    row = db.execute(select(*(count.label(name) for name, count in counts.items()))).one()
    return dict(zip(counts, row, strict=True))


def listed(name: str, *, cursor: str | None = None) -> Page[Waiting]:
    """A page of one list, whoever is in it longest first. KeyError for a list there is not."""
    rows = LISTS[name](now())
    since = rows.selected_columns.since
    if after := position(cursor, str, int):
        rows = rows.where(_behind(since, moment(after[0]), after[1]))
    found = db.execute(rows.order_by(since, Member.id).limit(SIZE + 1)).all()
    people = [Waiting(*row) for row in found]
    return page_of(people, SIZE, lambda one: [one.since.isoformat(), one.member_id])


def still_missing(member_ids: Sequence[int]) -> dict[int, tuple[Requirement, ...]]:
    """What each of a page of Followers lacks to be asked; nothing for whoever can be."""
    at = now()
    around = circumstances_of(member_ids, at=at)
    people = db.scalars(select(Member).where(Member.id.in_(member_ids))).all()
    rules = rules_at(at)
    records = {
        one.id: record_of(one, as_of=at, rules=rules, around=around[one.id]) for one in people
    }
    return {
        id_: tuple(
            one
            for one in rules.asked_for(Rung.ADVOCATE, record)
            if not one.is_met and one.name != CONFIRMED
        )
        for id_, record in records.items()
    }


def steps_of(member_id: int, most: int = 50) -> Sequence[Any]:
    """The newest steps of somebody: rungs, `why`, `moved_at`, and `by`, who decided it."""
    by = Member.name.label("by")
    columns = (RungMove.from_rung, RungMove.to_rung, RungMove.why, RungMove.moved_at, by)
    rows = select(*columns).outerjoin(Member, Member.id == RungMove.by_id)
    rows = rows.where(RungMove.member_id == member_id).order_by(RungMove.id.desc())
    return db.execute(rows.limit(most)).all()


def _people(since: Any, until: Any = None) -> Select[Any]:
    ends = null() if until is None else until
    columns = (Member.id, Member.name, func.coalesce(Standing.rung, Rung.NEWCOMER.value))
    rows = select(*columns, since.label("since"), ends.label("until")).select_from(Member)
    rows = rows.outerjoin(Standing, Standing.member_id == Member.id)
    return rows.where(Member.erased_at.is_(None), Member.is_imported.is_(False))


def _behind(since: Any, at: datetime, member_id: int) -> ColumnElement[bool]:
    return or_(since > at, and_(since == at, Member.id > member_id))
