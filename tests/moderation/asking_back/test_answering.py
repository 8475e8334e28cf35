"""Only the person answers: by their key, once, to be changed for twelve hours."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.surveys.keys import token_for
from forum.surveys.models import SurveyAnswer
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.tasks import mark_broken_promises
from tests.moderation.asking_back.conftest import (
    VERY,
    answers_privately,
    said_about,
    survey_of,
)
from tests.moderation.bundles.conftest import writes_in


def test_nothing_is_chosen_beforehand(visitor, link):
    page = visitor.get(link).text

    assert " checked" not in page
    assert 'maxlength="500"' in page or "500 characters" in page


def test_what_is_missing_is_said_and_nothing_is_kept(visitor, link, answered):
    refused = visitor.post(link, level="", got="yes", comment="It was")

    assert refused.status_code == 422
    assert "Choose how satisfied you were." in refused.text
    assert said_about(answered) == []


def test_more_than_500_characters_are_refused(visitor, link, answered):
    refused = visitor.post(link, **(VERY | {"comment": "a" * 501}))

    assert refused.status_code == 422
    assert said_about(answered) == []


def test_twice_is_one_answer(visitor, link, answered):
    for _ in range(2):
        visitor.post(link, **VERY)

    assert said_about(answered) == [(5, "yes")]


def test_it_can_be_changed_for_twelve_hours_and_then_stands(visitor, link, answered, monday):
    visitor.post(link, **VERY)
    monday.shift(timedelta(hours=11, minutes=59))
    visitor.post(link, level="1", got="no", comment="It came broken.")
    monday.shift(timedelta(minutes=2))
    refused = visitor.post(link, level="5", got="yes", comment="")

    assert refused.status_code == 403
    assert "stands now" in refused.text
    assert said_about(answered) == [(5, "yes"), (1, "no")]
    assert survey_of(answered).comment == "It came broken."


def test_the_database_itself_lets_no_answer_be_changed_later(visitor, link, answered, monday):
    visitor.post(link, **VERY)
    survey = survey_of(answered)
    monday.shift(timedelta(hours=12))

    row = {"survey_id": survey.id, "turn": 2, "level": 1, "got": "no", "said_at": now()}
    for until in (now(), now() + timedelta(hours=12)):
        with pytest.raises(IntegrityError), writing():
            db.execute(insert(SurveyAnswer).values(**row, stands_from=until))
    for change in ("update survey_answer set level = 1", "delete from survey_answer"):
        with pytest.raises(IntegrityError), writing():
            db.execute(text(change))
    assert said_about(answered) == [(5, "yes")]


def test_after_28_days_the_link_opens_nothing(visitor, link, answered, monday):
    monday.shift(timedelta(days=27, hours=23))
    assert visitor.get(link).status_code == 200
    monday.shift(timedelta(hours=2))

    assert visitor.get(link).status_code == 404
    assert visitor.post(link, **VERY).status_code == 404
    assert said_about(answered) == []


def test_a_wrong_key_and_one_for_something_else_tell_nothing(visitor, link, answered):
    for key in ("x", link.rsplit("/", 1)[-1][:-2] + "aa", key_to(answered.id), token_for(10**9)):
        page = visitor.get(f"/surveys/{key}")
        assert page.status_code == 404
        assert "This link leads nowhere" in page.text
        assert answered.reference not in page.text


@pytest.mark.parametrize("who", ["dev", "adam", "cleo"])
def test_nobody_who_works_here_answers_for_the_person(request, who, link, answered):
    staff = request.getfixturevalue(who)

    assert staff.get(link).status_code == 404
    assert staff.post(link, **VERY).status_code == 404
    assert said_about(answered) == []
    page = staff.get(f"/tickets/{answered.reference}").text
    assert "Did you get what you needed?" not in page


def test_the_question_to_a_member_is_answered_by_no_other_member(ada, ben, dev, parking, deliver):
    ticket = writes_in(ada, "My permit has not come")
    answers_privately(dev, ticket)
    deliver()
    link = f"/surveys/{token_for(survey_of(ticket).id)}"

    assert ben.post(link, **VERY).status_code == 404
    assert dev.post(link, **VERY).status_code == 404
    ada.post(link, **VERY)
    assert said_about(ticket) == [(5, "yes")]


def test_whoever_did_not_get_it_reads_the_ways_on(visitor, link, answered):
    visitor.post(link, level="2", got="no", comment="")
    page = visitor.get(link).text

    assert "Open it again" in page
    assert "/ask" in page
    assert f"/tickets/{answered.reference}/outcome" in page


def test_where_we_broke_a_promise_one_of_them_is_to_complain(visitor, dev, letter, monday, deliver):
    monday.shift(timedelta(days=7))
    mark_broken_promises()
    answers_privately(dev, letter)
    deliver()
    link = f"/surveys/{token_for(survey_of(letter).id)}"
    visitor.post(link, level="1", got="no", comment="")

    (way,) = re.findall(r'href="(/tickets/[^"]+/grievances[^"]*)"', visitor.get(link).text)

    assert visitor.get(way.replace("&amp;", "&")).status_code == 200


def test_whoever_got_it_does_not(visitor, link):
    visitor.post(link, **VERY)

    assert "Open it again" not in visitor.get(link).text


def test_opening_it_again_from_there_opens_the_ticket(visitor, link, answered):
    visitor.post(link, level="2", got="no", comment="")
    (way,) = re.findall(r'action="(/tickets/[^"]+/outcome[^"]*)"', visitor.get(link).text)
    visitor.post(way.replace("&amp;", "&"), outcome="open")

    with fresh_reading():
        assert db.get_one(Ticket, answered.id).state == "open"
