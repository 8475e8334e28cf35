"""A program that sends one request from four processes at once: it is done once."""

import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text

from forum.accounts.models import Member
from forum.accounts.tokens import issue_token
from forum.kernel.db import db, writing
from forum.kernel.repeats import KeptAnswer
from forum.threads.queries import visible_thread
from moderation.helpdesk.models import Ticket
from tests.races.auditor import faults
from tests.races.conftest import ON_SERVER_ONLY
from tests.races.crowd import question
from tests.races.deeds import post


def token_of(member_id):
    with writing():
        return issue_token(db.get_one(Member, member_id), name="tests")


def answers(outcomes):
    """What came out, but for those who were told to wait."""
    assert {status for status, _ in (o.result for o in outcomes)} <= {201, 409}
    return {text for status, text in (o.result for o in outcomes) if status == 201}


def test_four_at_once_are_one_deed_and_one_answer(app, parking, racers, deliver):
    asked = [question(parking) for _ in range(6)]
    deeds = [
        (
            "post",
            {
                "token": token_of(one.asker_id),
                "path": f"/threads/{one.id}/escalation",
                "sent": {"reason": "Nobody knows."},
                "key": "the only key",
            },
        )
        for one in asked
    ]

    outcomes = racers.race(app, *[deeds] * 4)
    deliver()

    for deed in deeds:
        assert len(answers([o for o in outcomes if o.facts == deed[1]])) == 1
    assert db.query(Ticket).count() == db.query(KeptAnswer).count() == 6
    assert faults() == []


def test_one_key_for_four_requests_serves_one_of_them(app, parking, racers, deliver):
    one = question(parking)
    token = token_of(one.helper_ids[0])
    lanes = [
        (
            "post",
            {
                "token": token,
                "path": f"/threads/{one.id}/answers",
                "sent": {"body": f"Ask at desk {n}."},
                "key": "the only key",
            },
        )
        for n in range(4)
    ]

    outcomes = racers.race(app, *[[lane] for lane in lanes])
    deliver()

    assert sorted(o.result[0] for o in outcomes if o.result[0] not in (409, 422)) == [201]
    assert db.query(KeptAnswer).count() == 1
    assert faults() == []


@ON_SERVER_ONLY
def test_while_the_first_is_being_answered_the_second_is_told_so(app, parking):
    one = question(parking)
    facts = {
        "token": token_of(one.asker_id),
        "path": f"/threads/{one.id}/escalation",
        "sent": {"reason": "Nobody knows."},
        "key": "the only key",
    }

    with ThreadPoolExecutor(1) as pool, writing():
        visible_thread(one.id, to=None, lock=True)  # what the first has to wait for
        first = pool.submit(in_a_context, app, facts)
        until(lambda: db.scalar(text("select count(*) from pg_locks where not granted")))
        status, told = in_a_context(app, facts)
        db.commit()
        answered = first.result(timeout=60)

    assert (status, "still being answered" in told) == (409, True)
    assert answered[0] == 201
    assert in_a_context(app, facts) == answered


def in_a_context(app, facts):
    """As a program would, with a session of its own."""
    with app.app_context():
        return post(**facts)


def until(is_so):
    for _ in range(1_200):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("It never came to pass.")
