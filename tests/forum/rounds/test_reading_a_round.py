"""Who reads a round, what everybody reads of it, and what stays when somebody goes."""

import pytest
from sqlalchemy import select

from forum.accounts.standing import Rung
from forum.erasing import ERASURES
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.rounds import actions
from forum.rounds.models import RoundQuestion
from forum.rounds.states import Phase, Reason
from tests.forum.rounds.conftest import answers, asks, asks_early, done_to

READERS = ("visitor", "ada", "fay", "noor", "dev")
INSIDE = {"fay", "noor", "dev"}


@pytest.mark.parametrize("phase", list(Phase))
def test_each_phase_is_read_by_these_and_no_others(hold, request, phase):
    round_id = hold(phase, "A thing to ask about")
    readers = {name: request.getfixturevalue(name) for name in READERS}

    answered = {name: who.get(f"/rounds/{round_id}") for name, who in readers.items()}
    lists = {name: who.get("/rounds").text for name, who in readers.items()}

    reading = {name for name, answer in answered.items() if answer.status_code == 200}
    assert reading == (INSIDE if phase != Phase.DRAFT else {"dev"})
    assert {name for name, text in lists.items() if "A thing to ask about" in text} == reading


def test_whoever_loses_the_rung_reads_only_what_they_asked(hold, noor, sam):
    round_id = hold()
    asks(noor, round_id, "Mine?")
    asks(sam, round_id, "Of Sam?")
    noor.stands_on(Rung.NEWCOMER)

    page = noor.get(f"/rounds/{round_id}").text

    assert "Mine?" in page
    assert "Of Sam?" not in page
    assert noor.post(f"/rounds/{round_id}/questions", body="More?").status_code == 404


def test_whoever_is_erased_takes_questions_along_and_answers_stay(hold, noor, fay, dev):
    round_id = hold()
    answered = asks(noor, round_id, "Mine, answered?")
    asks(noor, round_id, "Waiting?")
    answers(dev, answered, "On Tuesdays.")

    (_first, row) = noor.get("/me/data.json").json["rows"]["round_questions"]
    assert row["body"] == "Waiting?"
    with writing():
        ERASURES["rounds of questions"](noor.member_id)

    with fresh_reading():
        rows = select(RoundQuestion.asker_id, RoundQuestion.body)
        assert db.execute(rows.where(RoundQuestion.round_id == round_id)).all() == [(None, None)]
    page = fay.get(f"/rounds/{round_id}").text
    assert "The question was taken away." in page
    assert "On Tuesdays." in page
    assert not [words for words in ("Noor", "Mine, answered?", "Waiting?") if words in page]


def test_a_round_that_takes_questions_stands_behind_the_scenes(hold, fay, noor):
    assert "All rounds of questions" in fay.get("/inside").text
    hold(Phase.CLOSED, "A closed one")
    hold(Phase.DRAFT, "A draft")
    hold(Phase.OPEN, "An open one")

    page = noor.get("/inside").text

    assert "Ask people who work here" in page
    assert "An open one" in page
    assert "A closed one" not in page
    assert "A draft" not in page
    assert "Read what people who work here answer" in fay.get("/inside").text


def test_when_everybody_reads_it_no_name_stands_on_it_and_nothing_about_one_person(
    hold, visitor, fay, noor, dev
):
    round_id = hold(Phase.CLOSED)
    first, personal, gone = (
        asks_early(noor, round_id, words) for words in ("Why a week?", "And my bill?", "Gone?")
    )
    answers(dev, first)
    answers(dev, personal, "Write to us about it.", reason=Reason.PERSONAL)
    assert visitor.get(f"/rounds/{round_id}").status_code == 404
    with pytest.raises(Refused, match="Answer every question first"):
        done_to(round_id, actions.publish_round, by=dev)
    answers(dev, gone, "That is with the county.", reason=Reason.ELSEWHERE)

    for _ in range(2):
        done_to(round_id, actions.publish_round, by=dev)

    page = visitor.get(f"/rounds/{round_id}").text
    assert "About permits" in visitor.get("/rounds").text
    assert "A member" in page
    assert "Noor" not in page
    assert "Dev, Parking team" in page
    assert "Somebody else decides about this" in page
    assert "And my bill?" not in page
    assert "And my bill?" in fay.get(f"/rounds/{round_id}").text
    assert "Noor" in fay.get(f"/rounds/{round_id}").text
