"""Questions and answers of a round from four processes at once: three a person, one answer each."""

from datetime import timedelta

from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from forum.rounds import actions
from forum.rounds.actions import Plan
from forum.rounds.models import RoundAnswer, RoundQuestion
from forum.rounds.states import State
from tests.races.racing import RACERS


def opened(dev, cleo) -> int:
    hosts = frozenset({dev.member_id, cleo.member_id})
    with writing():
        plan = Plan("Permits", write_up("Ask."), now(), now() + timedelta(days=2), hosts)
        round_ = actions.prepare_round(plan, by=dev.member)
        actions.move_round(round_, State.ANNOUNCED, by=dev.member)
        return round_.id


def acts(kind: str) -> int:
    return db.query(PublishedEvent).where(PublishedEvent.kind == kind).count()


def asked(dev, cleo, ada) -> int:
    round_id = opened(dev, cleo)
    ada.stands_on(Rung.ADVOCATE)
    with writing():
        question = RoundQuestion(round_id=round_id, asker_id=ada.member_id, place=1, body="Why?")
        db.add(question)
        db.flush()
        return question.id


def test_the_same_question_pressed_at_once_is_one(app, ada, dev, cleo, racers):
    round_id = opened(dev, cleo)
    ada.stands_on(Rung.ADVOCATE)

    facts = {"member_id": ada.member_id, "round_id": round_id, "words": "Why a week?"}
    outcomes = racers.all_do(app, "ask_in_round", **facts)

    assert len({one.result for one in outcomes}) == 1
    with fresh_reading():
        assert db.query(RoundQuestion).count() == acts("round_question_asked") == 1


def test_of_many_questions_at_once_three_stand_and_the_others_are_told(app, ada, dev, cleo, racers):
    facts = {"member_id": ada.member_id, "round_id": opened(dev, cleo)}
    ada.stands_on(Rung.ADVOCATE)

    lanes = [
        [("ask_in_round", facts | {"words": f"{racer} asks {n}?"}) for n in range(2)]
        for racer in range(RACERS)
    ]
    outcomes = racers.race(app, *lanes)

    refused = [one.refused for one in outcomes if one.refused]
    assert len(refused) == 5
    assert all("three questions" in words for words in refused)
    with fresh_reading():
        assert sorted(row.place for row in db.query(RoundQuestion)) == [1, 2, 3]
        assert acts("round_question_asked") == 3


def test_of_two_people_who_answer_at_once_the_first_wins(app, ada, dev, cleo, racers):
    question_id = asked(dev, cleo, ada)

    lanes = [
        [("reply_in_round", {"member_id": who, "question_id": question_id, "words": f"By {who}."})]
        for who in (dev.member_id, cleo.member_id) * 2
    ]
    outcomes = racers.race(app, *lanes)

    refused = [one for one in outcomes if one.refused]
    assert len(refused) == 2
    assert all("answered this meanwhile" in one.refused for one in refused)
    with fresh_reading():
        (answer,) = db.query(RoundAnswer)
        assert {one.facts["member_id"] for one in refused} == (
            {dev.member_id, cleo.member_id} - {answer.by_id}
        )
        assert acts("round_question_answered") == 1


def test_taken_back_or_answered_and_never_both(app, ada, dev, cleo, racers):
    question_id = asked(dev, cleo, ada)
    back = {"member_id": ada.member_id, "question_id": question_id}
    said = {"member_id": dev.member_id, "question_id": question_id, "words": "So."}

    racers.race(app, *[[("take_back_in_round", back)], [("reply_in_round", said)]] * 2)

    with fresh_reading():
        is_there = db.query(RoundQuestion).count()
        assert is_there == db.query(RoundAnswer).count() == acts("round_question_answered")
        assert acts("round_question_withdrawn") == 1 - is_there
