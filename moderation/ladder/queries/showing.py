"""What the pages about the ladder show: months, lists of people, and one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from sqlalchemy import select

from forum.accounts.models import Advocacy, Member
from forum.accounts.queries import member_with_id
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.languages import language
from forum.kernel.paging import LARGEST
from forum.kernel.site import site
from forum.reputation import policy
from forum.reputation.models import RungHold
from forum.reputation.queries import Place, where_am_i
from forum.reputation.queries.circumstances import live_advocacy, live_hold
from forum.reputation.queries.flows import Flow, flows, owners_of, steps_of

MONTHS = 12
NOBODY = "We cannot find this person."


@dataclass(frozen=True, slots=True)
class Year:
    """Steps of the last twelve months, the oldest first; `flows` count the months from 0."""

    months: Sequence[str]
    flows: Sequence[Flow]

    def steps(self, *, up: bool) -> list[tuple[str, int]]:
        """Each month with how many went up, or down."""
        counts = [0] * len(self.months)
        for flow in self.flows:
            counts[flow.month] += flow.people if flow.is_up is up else 0
        return list(zip(self.months, counts, strict=True))

    def by_way(self) -> list[tuple[str, str, list[int]]]:
        """From which rung to which, and how many in each month."""
        found: dict[tuple[str, str], list[int]] = {}
        for flow in self.flows:
            counts = found.setdefault((flow.before, flow.rung), [0] * len(self.months))
            counts[flow.month] = flow.people
        return [(*way, counts) for way, counts in sorted(found.items())]


def last_year() -> Year:
    """Months begin where the place is."""
    starts = month_starts(now())
    locale = language().locale
    return Year([format_date(one, "MMM", locale=locale) for one in starts], flows(starts))


def month_starts(at: datetime) -> list[datetime]:
    """The first moments of this month and the eleven before it, the oldest first."""
    local = at.astimezone(ZoneInfo(site().zone))
    number = local.year * 12 + local.month - 1
    numbers = range(number - MONTHS + 1, number + 1)
    return [datetime(one // 12, one % 12 + 1, 1, tzinfo=local.tzinfo) for one in numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One person as moderators see them; `by` are the names of the staff who decided."""

    member: Member
    place: Place
    steps: Sequence[Any]
    offer: Advocacy | None
    hold: RungHold | None
    by: dict[int, str]
    owner: str | None
    is_owner: bool
    has_rungs: bool
    may_decide: bool
    may_be_asked: bool


def shown_to(by: Member, member: Member) -> Shown:
    place = where_am_i(member.id)
    offer, hold = live_advocacy(member.id), live_hold(member.id, at=now())
    deciders = {offer.confirmed_by_id if offer else None, hold.held_by_id if hold else None}
    names = select(Member.id, Member.name).where(Member.id.in_(deciders - {None}))
    return Shown(
        member=member,
        place=place,
        steps=steps_of(member.id),
        offer=offer,
        hold=hold,
        by={id_: name for id_, name in db.execute(names)} if offer or hold else {},
        owner=(owner := owners_of([member.id]).get(member.id)),
        is_owner=owner == by.name,
        has_rungs=policy.has_rungs(member),
        may_decide=policy.may_decide(by, member),
        may_be_asked=offer is None and policy.may_be_asked(member, place.record, place.rules),
    )


def member_on_ladder(member_id: int) -> Member:
    """Raises Missing, also for whoever has left."""
    member = member_with_id(min(member_id, LARGEST))
    if member is None or member.erased_at is not None:
        raise Missing(NOBODY)
    return member
