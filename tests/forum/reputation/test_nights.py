"""The night looks only at whoever can have moved, and misses nobody."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from forum.accounts.models import Member, SignIn, Standing
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid
from forum.reputation import actions
from forum.reputation.actions.climbing import due_among
from forum.reputation.actions.nights import EVERYBODY_EACH, last_night
from forum.reputation.models import LadderNight
from tests.cast import make_person

DAY = timedelta(days=1)


@pytest.fixture
def night(deliver):
    """All that is due is done, the nightly look too; what the last one counted."""

    def look():
        deliver()
        with fresh_reading():
            last = last_night()
            assert last
            return last.since is None, last.looked, last.moved

    return look


@pytest.fixture
def town(app):
    """Forty neighbours who came long ago."""
    people = [make_person(app, f"Reader{n} Wood") for n in range(40)]
    with writing():
        long_ago = now() - timedelta(days=100)
        db.execute(update(Member).values(joined_at=long_ago, verified_at=long_ago))
    return people


def test_the_first_night_looks_at_everybody_and_the_next_at_nobody(town, night):
    first = night()
    with time_machine.travel(now() + DAY):
        second = night()

    assert first == (True, 40, 0)
    assert second == (False, 0, 0)


def test_whoever_did_something_or_was_thanked_is_looked_at(town, night, asks, answers):
    night()
    asker, helper, *_ = town
    with time_machine.travel(now() + DAY):
        with writing():
            db.execute(update(SignIn).values(ends_at=now() + DAY))
        answers(helper, asks(asker, "Where do I park?"))
        assert night()[:2] == (False, 2)


def test_whoever_has_read_enough_is_looked_at_and_climbs(town, night):
    night()
    with time_machine.travel(now() + DAY):
        with writing():
            mine = db.get_one(Standing, town[7].member_id)
            mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 30, 600
        told = night()

    assert told == (False, 1, 1)
    with fresh_reading():
        assert town[7].member.rung == Rung.REGULAR


def helps(helper, askers, asks, answers, *, on):
    """A question on each of these days, answered by the helper and solved by it."""
    start = now()
    for day, asker in zip(on, askers, strict=True):
        with time_machine.travel(start + timedelta(days=day)):
            with writing():
                db.execute(update(SignIn).values(ends_at=now() + DAY))
            thread_id = asks(asker, f"Question of day {day}")
            answer_id = answers(helper, thread_id)
            asker.post(f"/threads/{thread_id}/solution", answer_id=answer_id)


def test_taking_part_on_one_day_more_is_seen_though_nothing_was_said_to_it(
    town, night, asks, answers
):
    helper, *askers = town[:6]
    helps(helper, askers, asks, answers, on=range(1, 6))
    with time_machine.travel(now() + 5 * DAY):
        night()
        with fresh_reading():
            assert helper.member.rung == Rung.REGULAR
    with time_machine.travel(now() + 6 * DAY):
        with writing():
            db.execute(update(SignIn).values(ends_at=now() + DAY))
        asks(helper, "Where do I park?")
        told = night()
        with fresh_reading():
            assert (told[0], helper.member.rung) == (False, Rung.FOLLOWER)


def test_a_sanction_that_leaves_the_window_is_seen(town, night, asks, answers):
    helper, *askers = town[:7]
    with writing():
        helper.member.limited_until = now() + 3 * DAY
    helps(helper, askers, asks, answers, on=range(160, 166))
    rungs = []
    for day in (179, 182, 184):
        with time_machine.travel(now() + day * DAY):
            told = night()
            with fresh_reading():
                rungs.append(helper.member.rung)

    assert rungs == [Rung.REGULAR, Rung.REGULAR, Rung.FOLLOWER]
    assert told[0] is False


def test_once_in_a_month_everybody_is_looked_at_again(town, night):
    night()
    with time_machine.travel(now() + EVERYBODY_EACH):
        assert night()[:2] == (True, 40)


def test_a_night_that_did_not_end_is_no_night(town, night, monkeypatch):
    night()
    with time_machine.travel(now() + DAY), writing():
        db.add(LadderNight(rules_version=1, since=None, began_at=now()))
        mine = db.get_one(Standing, town[0].member_id)
        mine.threads_read = 5
    with time_machine.travel(now() + 2 * DAY):
        assert night()[0] is False


@pytest.mark.parametrize("seed", range(2))
def test_no_night_misses_anybody(app, cleo, ada, night, asks, answers, seed):
    """Twenty nights of a year; after each, nobody is left whom the rules would move."""
    chance = random.Random(seed)
    start, people = now(), [make_person(app, f"Neighbour{n} Hill") for n in range(8)]
    moved = 0
    for day in range(0, 420, 21):
        with time_machine.travel(start + timedelta(days=day, hours=2)):
            with writing():
                db.execute(update(SignIn).values(ends_at=now() + DAY))
            for _ in range(chance.randint(0, 5)):
                _act(chance, cleo, people, asks, answers)
            moved += night()[2]
            with fresh_reading():
                everybody = db.scalars(select(Member)).all()
                assert due_among(everybody, as_of=now()) == [], f"day {day}"

    assert moved


def _act(chance, cleo, people, asks, answers):
    one, other = chance.sample(people, 2)
    if chance.random() < 0.6:
        thread_id = asks(other, f"Question {chance.random()}")
        answer_id = answers(one, thread_id)
        other.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
        return
    with writing():
        chance.choice((_reads, _is_limited, _pauses, _is_held))(one.member, cleo.member)


def _reads(member, _staff):
    mine = db.get_one(Standing, member.id)
    mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 30, 600


def _is_limited(member, _staff):
    member.limited_until = now() + timedelta(days=3)


def _pauses(member, _staff):
    with suppress(Invalid):
        actions.pause_window(member, until=now() + timedelta(days=40))


def _is_held(member, staff):
    until = now() + timedelta(days=20)
    actions.hold_rung(member, Rung.FOLLOWER, by=staff, reason="It is a test.", until=until)
