"""`settle`, `doctor` and `rebuild`: what an operator types after a bad night."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from forum.accounts.models import Member
from forum.cli import Folkmoot
from forum.kernel import relay
from forum.kernel.clock import now
from forum.kernel.db import database, db, insert_once, writing
from forum.kernel.events import FailedDelivery, PublishedEvent
from forum.kernel.house import house
from forum.kernel.subjects import new_subject
from forum.reputation.models import Award, Reputation
from forum.threads import actions as threads
from forum.threads.events import AnswerAccepted
from forum.threads.models import Answer, Thread
from moderation.helpdesk.actions import escalate_thread
from moderation.helpdesk.models import Ticket
from tests.races.conftest import ON_ONE_DATABASE
from tests.races.crowd import crowd, question
from tests.races.racing import RACERS
from tests.tampering import tampering

pytestmark = ON_ONE_DATABASE  # the races ask doctor the same on both


@pytest.fixture
def folkmoot(app):
    """Give a command; what comes back has `exit_code` and `output`."""
    return lambda *words: CliRunner().invoke(Folkmoot(app), words)


@pytest.fixture
def findings(folkmoot):
    """What doctor finds, and that its exit status says the same."""

    def ask():
        said = folkmoot("doctor", "--json")
        found = json.loads(said.output)["findings"]
        assert said.exit_code == (1 if found else 0)
        return found

    return ask


@pytest.fixture
def solved(app, parking, deliver):
    """A solved question with three votes and everything delivered."""
    asked = question(parking)
    with writing():
        answer = db.get_one(Answer, asked.answer_ids[0])
        threads.accept_answer(answer, by=answer.thread.author)
    for voter in crowd(3):
        with writing():
            by = db.get_one(Member, voter)
            threads.vote_on(db.get_one(Answer, asked.answer_ids[0]), by=by, value=1)
    deliver()
    return asked


def change(model, id_, **values):
    """Damage a row behind everybody's back."""
    with database().writing.begin() as connection:
        (key,) = model.__mapper__.primary_key
        connection.execute(update(model).where(key == id_).values(values))
    db.rollback()


def test_a_town_in_order_has_no_findings(solved, findings, folkmoot):
    assert findings() == []
    assert folkmoot("doctor").output.endswith(" 0 findings\n")


@pytest.mark.parametrize(
    ("model", "damage"),
    [
        (Thread, {"answer_count": 2}),
        (Thread, {"me_too_count": 1}),
        (Thread, {"score": 7}),
        (Answer, {"score": 2}),
        (Answer, {"thanks_count": 1}),
        (Answer, {"comment_count": 1}),
    ],
    ids=lambda case: case if isinstance(case, str) else str(case),
)
def test_a_counter_off_by_one_is_found_and_mended(solved, findings, folkmoot, model, damage):
    change(model, solved.id if model is Thread else solved.answer_ids[0], **damage)

    (found,) = findings()
    mended = folkmoot("rebuild", "counters")

    assert next(iter(damage)) in found["sentence"]
    assert (mended.exit_code, mended.output) == (0, "1 rows changed\n")
    assert findings() == []
    assert folkmoot("rebuild", "counters").output == "0 rows changed\n"


def test_a_total_that_differs_from_the_ledger_is_found_and_mended(solved, findings, folkmoot):
    (helper,) = solved.helper_ids
    points = db.get_one(Reputation, helper).points
    change(Reputation, helper, points=points + 1)

    (found,) = findings()
    mended = folkmoot("rebuild", "reputation")

    assert str(helper) in found["sentence"]
    assert mended.output == "1 rows changed\n"
    assert db.get_one(Reputation, helper, populate_existing=True).points == points
    assert findings() == []


def test_a_row_missing_from_the_ledger_is_found(solved, findings):
    with database().writing.begin() as connection, tampering(connection):
        connection.execute(delete(Award).where(Award.kind == "solution"))
    db.rollback()

    assert findings() != []


def test_a_solution_of_another_thread_is_found(solved, parking, findings):
    other = question(parking)
    change(Thread, solved.id, solution_id=other.answer_ids[0])

    assert [found["subject_id"] for found in findings()] == [solved.id]


def test_a_second_live_ticket_is_impossible(app, parking):
    asked = question(parking)
    with writing():
        thread = db.get_one(Thread, asked.id)
        ticket, _ = escalate_thread(thread, by=thread.author)
        known = {c.key: getattr(ticket, c.key) for c in Ticket.__mapper__.columns}

    with writing():
        second = Ticket(**(known | {"id": new_subject("ticket"), "reference": "FM-0000000X"}))
        db.add(second)
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            db.flush()
        db.rollback()


def test_rebuilding_something_unknown_names_what_there_is(folkmoot):
    said = folkmoot("rebuild", "everything")

    assert said.exit_code == 2
    assert "counters" in said.output
    assert "reputation" in said.output


def test_rebuilding_while_four_processes_vote_does_no_harm(
    app, parking, racers, deliver, folkmoot, findings
):
    voters, asked = crowd(20), question(parking)
    facts = {"answer_id": asked.answer_ids[0], "value": 1}
    vote = [("vote", facts | {"member_id": voter}) for voter in voters]
    rebuild = [("rebuild", {"name": "counters"})] * 10

    racers.race(app, *[vote] * (RACERS - 1), rebuild)
    deliver()

    assert db.get_one(Answer, asked.answer_ids[0]).score == 20
    assert findings() == []


def test_settle_delivers_and_says_nothing(app, parking, folkmoot):
    question(parking)

    said = folkmoot("settle")

    assert (said.exit_code, said.output) == (0, "")
    assert relay.waiting() == 0


def test_settle_fails_with_a_sentence_when_a_reaction_never_succeeds(app, solved, folkmoot):
    house().reactions[AnswerAccepted].append(fail)
    with writing():
        answer = db.get_one(Answer, solved.answer_ids[0])
        threads.unaccept_answer(answer, by=answer.thread.author)
        threads.accept_answer(answer, by=answer.thread.author)

    said = folkmoot("settle", "--timeout", "1")

    assert said.exit_code == 1
    assert "still waits after 1 second" in said.output


def test_settle_fails_when_something_was_given_up_and_doctor_names_it(solved, folkmoot, findings):
    event_id = db.scalar(select(PublishedEvent.id).limit(1))
    with writing():
        insert_once(
            FailedDelivery,
            event_id=event_id,
            reaction="tests.gave_up",
            attempts=8,
            retry_at=now(),
            dead_at=now(),
            error="RuntimeError",
        )

    said = folkmoot("settle", "--timeout", "5")

    assert said.exit_code == 1
    assert "1 deliveries were given up" in said.output
    assert "tests.gave_up" in findings()[0]["sentence"]
    assert "tests.gave_up" in folkmoot("dead-letters").output


def fail(event):
    raise RuntimeError("told to fail")
