"""What is kept of a question and its answer, what goes with a person, and what then stays."""

from datetime import timedelta

import pytest

from forum.erasing import ERASURES
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Missing
from forum.kernel.subjects import new_subject
from forum.surveys import actions
from forum.surveys.actions import Said, Whom
from forum.surveys.models import Survey, SurveyAnswer
from forum.surveys.queries import moments_asked

SAID = Said(2, "no", "Nobody called me back.")


def asked(whom, *, when=None):
    with writing():
        about_id = new_subject("ticket")
        actions.ask(about_id, whom, way="mail", unsent=None, at=when or now())
        return db.query(Survey.id).where(Survey.about_id == about_id).scalar()


def says(survey_id, said=SAID):
    with writing():
        actions.answer(survey_id, said, by=None)


def stored(survey_id):
    with fresh_reading():
        return db.get_one(Survey, survey_id)


def test_about_one_thing_one_question(app):
    with writing():
        about_id = new_subject("ticket")
        tried = [
            actions.ask(about_id, Whom(None, None), way="page", unsent=None, at=now())
            for _ in range(2)
        ]

    assert tried == [True, False]


def test_of_an_address_only_a_mark_is_kept(app):
    survey = stored(asked(Whom(None, "Robin@Example.org")))

    assert "robin" not in str(survey.mark).lower()
    assert moments_asked(None, "robin@example.org", but=0) == [survey.asked_at]
    assert moments_asked(None, "rob@example.org", but=0) == []


def test_a_person_reads_all_that_is_kept(ada):
    says(asked(Whom(ada.member_id, None)))

    (row,) = ada.get("/me/data.json").json["rows"]["surveys"]

    assert (row["level"], row["got"], row["comment"]) == SAID


def test_whoever_is_erased_takes_their_words_along_and_is_not_asked_any_more(ada):
    answered, waiting = (asked(Whom(ada.member_id, "ada@example.org")) for _ in range(2))
    says(answered)
    with writing():
        ERASURES["surveys"](ada.member_id)

    for survey_id in (answered, waiting):
        survey = stored(survey_id)
        assert (survey.comment, survey.mark, survey.is_open) == (None, None, False)
    with fresh_reading():
        assert [(row.level, row.got) for row in db.query(SurveyAnswer)] == [SAID[:2]]
    with pytest.raises(Missing):
        says(waiting)


def test_without_new_words_the_earlier_ones_stay(app):
    survey_id = asked(Whom(None, None))
    says(survey_id)
    with at(now() + timedelta(hours=1)):
        says(survey_id, Said(3, "partly"))

    assert stored(survey_id).comment == SAID.comment
