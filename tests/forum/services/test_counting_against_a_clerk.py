"""The count is the same as that of a clerk who looks at the clock on the wall every minute."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.services.hours import Calendar, Incident, Interval, Pause, due, elapsed, explain

CASES = int(os.environ.get("FOLKMOOT_HYPOTHESIS", "300"))
MINUTE = timedelta(minutes=1)


def clerk_counts(calendar: Calendar, moment: datetime, pauses: Sequence[Pause]) -> bool:
    """Whether the minute beginning at that moment counts, by looking at the clock on the wall."""
    if any(start <= moment < end for start, end in pauses):
        return False
    local = moment.astimezone(ZoneInfo(calendar.zone))
    frames = () if local.date() in calendar.closed else calendar.frames.get(local.weekday(), ())
    return any(opens <= local.hour * 60 + local.minute < closes for opens, closes in frames)


ZONES = ("Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Africa/Cairo", "UTC")
STARTS = (
    datetime(2026, 3, 27, 12, tzinfo=UTC),
    datetime(2026, 10, 23, 12, tzinfo=UTC),
    datetime(2026, 4, 3, 12, tzinfo=UTC),
    datetime(2026, 4, 23, 12, tzinfo=UTC),
    datetime(2026, 12, 24, 12, tzinfo=UTC),
)


@st.composite
def frames_of_a_day(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    edges = sorted(draw(st.sets(st.integers(0, 48), max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    return tuple((edges[i] * 30, edges[i + 1] * 30) for i in range(0, len(edges), 2))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    frames = {day: draw(frames_of_a_day()) for day in range(7)}
    shut = draw(st.sets(st.integers(0, 6), max_size=2))
    first = draw(st.sampled_from(STARTS)).date()
    closed = {first + timedelta(days=days): "Closed" for days in shut}
    return Calendar(draw(st.sampled_from(ZONES)), frames, closed)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[datetime, datetime, list[Pause]]:
    start = draw(st.sampled_from(STARTS)) + MINUTE * draw(st.integers(0, 3000))
    end = start + MINUTE * draw(st.integers(0, 4000))
    minute = st.integers(-500, 4500)
    edges = draw(st.lists(st.tuples(minute, minute), max_size=4))
    pauses = [(start + MINUTE * min(edge), start + MINUTE * max(edge)) for edge in edges]
    return start, end, pauses


@st.composite
def problems(draw: st.DrawFn) -> list[tuple[int, int, bool]]:
    """Minutes after the start between which each lasted, and whether its time counts."""
    minute = st.integers(-500, 4500)
    found = draw(st.lists(st.tuples(minute, minute, st.booleans()), max_size=4))
    return [(min(begins, ends), max(begins, ends), counts) for begins, ends, counts in found]


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(calendar=calendars(), stretch=stretches())
def test_the_count_agrees_with_a_clerk_who_looks_every_minute(
    calendar: Calendar, stretch: tuple[datetime, datetime, list[Pause]]
) -> None:
    start, end, pauses = stretch
    minutes = [start + MINUTE * i for i in range((end - start) // MINUTE)]
    counting = [minute for minute in minutes if clerk_counts(calendar, minute, pauses)]

    pieces = explain(calendar, start, end, pauses)

    assert elapsed(calendar, start, end, pauses) == len(counting)
    assert all(earlier.end == later.start for earlier, later in pairwise(pieces))
    assert all(piece.start < piece.end for piece in pieces)
    assert sum((piece.end - piece.start for piece in pieces), timedelta()) == end - start
    if counting:
        assert due(calendar, start, len(counting), pauses) == counting[-1] + MINUTE


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(calendar=calendars(), stretch=stretches(), lasting=problems())
def test_the_count_agrees_with_the_clerk_while_there_are_known_problems(
    calendar: Calendar,
    stretch: tuple[datetime, datetime, list[Pause]],
    lasting: list[tuple[int, int, bool]],
) -> None:
    start, end, pauses = stretch
    incidents = [
        Incident(start + MINUTE * begins, start + MINUTE * ends, f"Problem {number}", counts)
        for number, (begins, ends, counts) in enumerate(lasting)
    ]
    minutes = [start + MINUTE * i for i in range((end - start) // MINUTE)]
    at_work = [minute for minute in minutes if clerk_counts(calendar, minute, pauses)]
    lasting_at = {one: [p for p in incidents if p.start <= one < p.end] for one in at_work}
    under = {minute for minute, found in lasting_at.items() if found}
    counting = {minute for minute in at_work if all(p.counts for p in lasting_at[minute])}

    pieces = explain(calendar, start, end, pauses, incidents)
    shown = [piece for piece in pieces if piece.incident]

    assert elapsed(calendar, start, end, pauses, incidents) == len(counting)
    assert minutes_in([piece for piece in pieces if piece.kind == "counted"]) == counting
    assert minutes_in(shown) == under
    assert all(covers(piece, incidents) for piece in shown)
    assert all(earlier.end == later.start for earlier, later in pairwise(pieces))
    assert sum((piece.end - piece.start for piece in pieces), timedelta()) == end - start
    if counting:
        used_up = max(counting) + MINUTE
        assert due(calendar, start, len(counting), pauses, incidents) == used_up


def minutes_in(pieces: Sequence[Interval]) -> set[datetime]:
    return {
        piece.start + MINUTE * i
        for piece in pieces
        for i in range((piece.end - piece.start) // MINUTE)
    }


def covers(piece: Interval, incidents: Sequence[Incident]) -> bool:
    """The problem that a piece names lasted all the while, and was one that counts as it says."""
    named = next(one for one in incidents if one.title == piece.incident)
    is_right = named.counts == (piece.kind == "counted")
    return is_right and named.start <= piece.start and piece.end <= named.end
