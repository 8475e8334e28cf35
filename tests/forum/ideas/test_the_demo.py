"""Whenever a demo town is first started, its ideas take supporters only while they may."""

import random
from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import example, given
from hypothesis import strategies as st

from forum.ideas.demo.building import PLANS, Proposal
from forum.ideas.states import Stage
from forum.kernel.diary import Diary

WEEK = 7 * 24 * 60
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
GOES_ON = (Stage.IN_REVIEW, Stage.PLANNED, Stage.IN_PROGRESS)


def lived_through(plan, today):
    """The deeds of one idea that lie before `today`, in the order in which they are done."""
    diary = Diary(today)
    Proposal(plan, PLANS.index(plan), diary, random.Random(7)).write()
    entries = sorted(diary._entries, key=lambda entry: entry[0])
    return [
        deed if isinstance(deed, partial) else partial(deed)
        for moment, deed in entries
        if moment <= today
    ]


def shows_after(shows, deed):
    """Whether the idea takes supporters once that is done."""
    if deed.func.__name__ == "_release":
        return True
    ends = deed.func.__name__ == "_withdraw"
    ends = ends or (deed.func.__name__ == "_step" and deed.args[0] not in GOES_ON)
    return shows and not ends


@given(minutes=st.integers(0, 2 * WEEK))
@example(minutes=8 * 60 + 47)
def test_nobody_stands_behind_an_idea_that_does_not_show(minutes):
    for plan in PLANS:
        shows = False
        for deed in lived_through(plan, MONDAY + timedelta(minutes=minutes)):
            assert shows or deed.func.__name__ != "_support", plan.title
            shows = shows_after(shows, deed)


def test_most_ideas_have_supporters():
    behind = [
        sum(deed.func.__name__ == "_support" for deed in lived_through(plan, MONDAY))
        for plan in PLANS
    ]

    assert sum(number > 0 for number in behind) > len(PLANS) / 2
