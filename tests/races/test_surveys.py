"""Answers and reminders from four processes at once: one row for each that says something new."""

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.subjects import new_subject
from forum.surveys.actions import Whom, ask
from forum.surveys.models import Survey, SurveyAnswer, SurveyReminder
from tests.races.racing import RACERS


def asked() -> int:
    with writing():
        whom = Whom(None, "nora@example.org")
        ask(new_subject("ticket"), whom, way="mail", unsent=None, at=now())
        return db.query(Survey).one().id


def turns() -> list[int]:
    with fresh_reading():
        return [row.turn for row in db.query(SurveyAnswer.turn).order_by(SurveyAnswer.id)]


def test_the_same_answer_pressed_at_once_is_one(app, racers):
    survey_id = asked()

    racers.all_do(app, "say_how_it_was", survey_id=survey_id, level=4, got="yes")

    assert turns() == [1]


def test_different_answers_at_once_stand_one_after_the_other(app, racers):
    said = {"survey_id": asked(), "got": "yes"}

    lanes = [[("say_how_it_was", said | {"level": 1 + n})] for n in range(RACERS)]
    racers.race(app, *lanes)

    assert turns() == [1, 2, 3, 4]


def test_nobody_is_reminded_twice(app, racers):
    outcomes = racers.all_do(app, "remind_of_survey", survey_id=asked())

    assert sorted(one.result for one in outcomes) == [False, False, False, True]
    with fresh_reading():
        assert db.query(SurveyReminder).count() == 1
