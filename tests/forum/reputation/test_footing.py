"""Where somebody stands from one look to the next, as a table of small stories.

Each row of a story is a day, what the record says then, and what comes of it. Days are counted
from the first look; `GOOD` keeps every rung and `FADED` keeps none that can be lost.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.accounts.standing import Rung
from forum.reputation.footing import Footing, Sight, Why, settled, window_start
from forum.reputation.ladder import PUBLISHED, Record

START = datetime(2026, 1, 5, 4, tzinfo=UTC)
N, R, F, A, E = Rung.NEWCOMER, Rung.REGULAR, Rung.FOLLOWER, Rung.ADVOCATE, Rung.EMERITUS
READ = Record(days_here=1, threads_read=5, posts_read=30, minutes_read=10)
FADED = Record()
FOLLOWS = Record(people_helped=5, active_days=6)
GOOD = replace(
    FOLLOWS,
    days_as_follower=90,
    people_helped_in_a_year=20,
    share_that_helped=30,
    behaviours_shown=3,
    confirmed_by_staff=1,
)
SANCTIONED = replace(GOOD, sanctions=1)
TWICE_REPORTED = replace(GOOD, upheld_reports=2)
YES = {"agreed": True}


@dataclass(frozen=True)
class Day:
    """`then` is the rung after the look of this day, `why` what was said of it."""

    day: int
    record: Record
    then: Rung
    why: Why = Why.STAYED
    seen: dict[str, Any] | None = None


STORIES: dict[str, tuple[Rung, tuple[Day, ...]]] = {
    "a newcomer who did nothing stays one": (N, (Day(0, FADED, N), Day(400, FADED, N))),
    "reading makes a Regular": (N, (Day(1, READ, R, Why.CLIMBED),)),
    "a Regular is one for good": (R, (Day(0, FADED, R), Day(1000, FADED, R))),
    "whoever helped five people is a Follower at once": (N, (Day(0, FOLLOWS, F, Why.CLIMBED),)),
    "a Follower who fades is told, has 44 days, and goes one step": (
        F,
        (
            Day(0, FADED, F, Why.WARNED),
            Day(1, FADED, F),
            Day(30, FADED, F),
            Day(43, FADED, F),
            Day(44, FADED, R, Why.LAPSED),
            Day(45, FADED, R),
        ),
    ),
    "who helps again in the days of grace has lost nothing": (
        F,
        (
            Day(0, FADED, F, Why.WARNED),
            Day(40, FOLLOWS, F, Why.KEPT),
            Day(41, FOLLOWS, F),
            Day(60, FADED, F, Why.WARNED),
            Day(103, FADED, F),
            Day(104, FADED, R, Why.LAPSED),
        ),
    ),
    "90 of 100 is enough to stay": (
        F,
        (
            Day(0, replace(FOLLOWS, people_helped=5, active_days=6), F),
            Day(1, replace(FOLLOWS, people_helped=4), F, Why.WARNED),
        ),
    ),
    "a sanction acts at once": (F, (Day(0, replace(FOLLOWS, sanctions=1), R, Why.SANCTIONED),)),
    "so does a second report that was right": (F, (Day(0, TWICE_REPORTED, R, Why.SANCTIONED),)),
    "an Advocate falls by a sanction one step a night": (
        A,
        (
            Day(0, SANCTIONED, F, Why.SANCTIONED, YES),
            Day(1, SANCTIONED, R, Why.SANCTIONED, YES),
            Day(2, SANCTIONED, R, Why.STAYED, YES),
        ),
    ),
    "numbers alone make no Advocate": (F, (Day(0, replace(GOOD, confirmed_by_staff=0), F),)),
    "asked, and the answer is yes": (F, (Day(0, GOOD, A, Why.AGREED, YES),)),
    "a yes without the numbers changes nothing": (
        F,
        (Day(0, replace(GOOD, people_helped_in_a_year=19), F, Why.STAYED, YES),),
    ),
    "an Advocate is looked at once a year": (
        A,
        (
            Day(100, FADED, A, Why.STAYED, YES),
            Day(364, FADED, A, Why.STAYED, YES),
            Day(365, GOOD, A, Why.REVIEWED, YES),
            Day(400, FADED, A, Why.STAYED, YES),
            Day(730, FADED, A, Why.WARNED, YES),
            Day(773, FADED, A, Why.STAYED, YES),
            Day(774, FADED, E, Why.LAPSED, YES),
        ),
    ),
    "an Advocate who is told and helps again is looked at a year later": (
        A,
        (
            Day(365, FADED, A, Why.WARNED, YES),
            Day(390, GOOD, A, Why.KEPT, YES),
            Day(391, FADED, A, Why.STAYED, YES),
            Day(754, FADED, A, Why.STAYED, YES),
            Day(755, FADED, A, Why.WARNED, YES),
        ),
    ),
    "an Emeritus who helps again is an Advocate again": (
        E,
        (Day(0, FADED, E, Why.STAYED, YES), Day(30, FOLLOWS, A, Why.RETURNED, YES)),
    ),
    "one who stepped back is asked anew first": (
        A,
        (Day(10, GOOD, E, Why.STEPPED_BACK), Day(40, GOOD, E)),
    ),
    "nobody falls while their time stands still": (
        F,
        (
            Day(0, FADED, F, Why.WARNED),
            Day(20, FADED, F, Why.KEPT, {"rests": True}),
            Day(300, FADED, F, Why.STAYED, {"rests": True}),
            Day(301, FADED, F, Why.WARNED),
        ),
    ),
    "held by staff, whatever the numbers say": (
        F,
        (
            Day(0, FADED, F, Why.STAYED, {"held": F}),
            Day(900, FADED, F, Why.STAYED, {"held": F}),
            Day(901, FADED, F, Why.WARNED),
        ),
    ),
    "put up by staff": (N, (Day(0, FADED, F, Why.HELD, {"held": F}),)),
    "held down by staff": (F, (Day(0, FOLLOWS, R, Why.HELD, {"held": R}),)),
    "no hold is stronger than a sanction": (
        F,
        (Day(0, replace(FOLLOWS, sanctions=1), R, Why.SANCTIONED, {"held": F}),),
    ),
    "nobody is held on what they did not agree to": (
        F,
        (Day(0, FOLLOWS, F, Why.STAYED, {"held": A}),),
    ),
    "under 18 there is nothing above a Regular": (
        F,
        (Day(0, GOOD, R, Why.YOUNG, {"is_under_18": True}),),
    ),
    "under 18 one becomes a Regular as everybody does": (
        N,
        (Day(0, READ, R, Why.CLIMBED, {"is_under_18": True}),),
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story(name):
    rung, days = STORIES[name]
    footing = Footing(rung=rung, since=START, reviewed_at=START if rung == A else None)

    for day in days:
        at = START + timedelta(days=day.day)
        footing, why = settled(
            footing, Sight(record=day.record, at=at, rules=PUBLISHED, **(day.seen or {}))
        )
        assert (day.day, footing.rung, why) == (day.day, day.then, day.why)


records = st.builds(
    Record,
    **{name: st.integers(0, 2) for name in ("upheld_reports", "sanctions", "confirmed_by_staff")},
    **{
        name: st.integers(0, 40)
        for name in Record.__slots__
        if name not in ("upheld_reports", "sanctions", "confirmed_by_staff")
    },
)
sights = st.tuples(
    st.integers(0, 400), records, st.booleans(), st.booleans(), st.sampled_from([None, N, R, F, A])
)
UP = (N, R, F, A)


@settings(max_examples=500)
@given(st.sampled_from(list(Rung)), st.lists(sights, max_size=12))
def test_down_is_one_step_and_only_after_a_notice_or_a_sanction(rung, looks):
    footing, at = Footing(rung=rung, since=START), START
    for days, record, rests, agreed, held in looks:
        at += timedelta(days=days)
        seen = {"record": record, "at": at, "rules": PUBLISHED}
        sight = Sight(**seen, rests=rests, agreed=agreed, held=held)
        before, (footing, why) = footing, settled(footing, sight)
        if why == Why.LAPSED:
            assert not rests
            assert before.warned_at
            assert at - before.warned_at >= PUBLISHED.notice + PUBLISHED.grace
        if why == Why.SANCTIONED:
            assert UP.index(before.rung) - UP.index(footing.rung) == 1
        if footing.rung != before.rung:
            assert footing.since == at
            assert footing.warned_at is None
            assert why in set(Why) - {Why.STAYED, Why.WARNED, Why.KEPT, Why.REVIEWED}
        if footing.rung == A and before.rung != A:
            assert agreed


@given(st.sampled_from(list(Rung)), records, st.booleans())
def test_a_second_look_at_the_same_moment_changes_nothing(rung, record, agreed):
    sight = Sight(record=record, at=START, rules=PUBLISHED, agreed=agreed)
    first = Footing(rung=rung, since=START - timedelta(days=500))
    once, why = settled(first, sight)
    if why in (Why.SANCTIONED, Why.STEPPED_BACK):
        return
    twice, _ = settled(once, sight)
    third, last = settled(twice, sight)

    assert (third, last) == (twice, Why.STAYED)


PAUSES = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=5)


@given(st.integers(1, 200), PAUSES)
def test_a_window_has_as_many_days_that_count_as_it_is_long(length, drawn):
    end, pauses, last = START, [], 0
    for gap, long in drawn:
        until = last - gap
        pauses.append((until - long, until))
        last = until - long
    day = timedelta(days=1)

    start = window_start(
        end, length * day, [(START + began * day, START + ended * day) for began, ended in pauses]
    )

    days = range((start - START) // day, 0)
    assert sum(not any(b <= d < e for b, e in pauses) for d in days) == length
