"""Votes, thanks and "me too" from four processes at once: counters equal rows."""

import random

from sqlalchemy import text

from forum.kernel.db import database, db
from forum.threads.models import Answer, MeToo, Thanks, Thread
from forum.votes.models import Vote
from tests.races.auditor import faults
from tests.races.conftest import ON_SERVER_ONLY
from tests.races.crowd import crowd, question
from tests.races.racing import RACERS


def shuffled(deeds):
    """Four lanes with the same deeds, each in an order of its own."""
    dice = random.Random(7)
    return [dice.sample(deeds, len(deeds)) for _ in range(RACERS)]


def votes(members, subject_ids, values):
    return [
        ("vote", {"member_id": member_id, "answer_id": subject_id, "value": value})
        for member_id in members
        for subject_id in subject_ids
        for value in values
    ]


def test_votes_given_and_taken_back_in_four_processes(app, parking, racers, deliver):
    voters, asked = crowd(30), question(parking)

    racers.race(app, *shuffled(votes(voters, asked.answer_ids, [1, 0])))
    deliver()

    assert faults() == []


def test_sixty_voters_are_sixty_votes_however_often_they_press(app, parking, racers, deliver):
    voters, asked = crowd(60), question(parking)

    racers.race(app, *shuffled(votes(voters, asked.answer_ids, [1])))
    deliver()

    answer = db.get_one(Answer, asked.answer_ids[0])
    assert answer.score == db.query(Vote).count() == 60
    assert faults() == []


def test_changing_sides_in_four_processes_adds_up_to_the_rows(app, parking, racers):
    voters, asked = crowd(20), question(parking)
    deeds = [
        ("ballot", {"member_id": voter, "subject_id": asked.id, "value": value})
        for voter in voters
        for value in (1, -1, 0, -1, 1)
    ]

    outcomes = racers.race(app, *shuffled(deeds))

    rows = db.query(Vote).where(Vote.subject_id == asked.id)
    assert sum(outcome.result for outcome in outcomes) == sum(vote.value for vote in rows)


def test_thanks_given_and_withdrawn_in_four_processes(app, parking, racers, deliver):
    people, asked = crowd(15), question(parking)
    deeds = [
        ("thank", {"member_id": person, "answer_id": asked.answer_ids[0], "wanted": wanted})
        for person in [*people, asked.asker_id]
        for wanted in (True, False, True)
    ]

    racers.race(app, *shuffled(deeds))
    racers.race(app, *[[deed for deed in deeds if deed[1]["wanted"]]] * RACERS)
    deliver()

    assert db.get_one(Answer, asked.answer_ids[0]).thanks_count == db.query(Thanks).count() == 16
    assert faults() == []


def test_me_too_pressed_and_released_in_four_processes(app, parking, racers, deliver):
    people, asked = crowd(15), question(parking)
    deeds = [
        ("share", {"member_id": person, "thread_id": asked.id, "wanted": wanted})
        for person in people
        for wanted in (True, False, True)
    ]

    racers.race(app, *shuffled(deeds))
    racers.race(app, *[[deed for deed in deeds if deed[1]["wanted"]]] * RACERS)
    deliver()

    assert db.get_one(Thread, asked.id).me_too_count == db.query(MeToo).count() == 15
    assert faults() == []


@ON_SERVER_ONLY  # SQLite lets one writer in at a time, so even naive code could not lose there
def test_the_auditor_notices_votes_that_are_looked_up_first_and_then_written(app, parking, racers):
    """The same race must be lost by code that checks before it inserts, or it proves nothing."""
    voters, asked = crowd(60), question(parking)
    with database().writing.begin() as connection:
        connection.execute(text("ALTER TABLE vote DROP CONSTRAINT pk_vote"))
    (answer_id,) = asked.answer_ids
    naive = [("naive_vote", {"member_id": v, "answer_id": answer_id, "value": 1}) for v in voters]

    racers.race(app, *[naive] * RACERS)

    found = "\n".join(faults())
    assert "More than one vote" in found
    assert f"answer {answer_id}: score" in found
