"""Who asks in a round: three questions each, in plain words, and taking one back."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.accounts.models import Member
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import PublishedEvent
from forum.rounds import actions
from forum.rounds.actions.asking import NOT_OPEN
from forum.rounds.models import QuestionRound, RoundQuestion
from forum.rounds.states import LONGEST, Phase
from tests.forum.rounds.conftest import answers, asks


def stored(round_id: int) -> list[tuple[int, str | None]]:
    with fresh_reading():
        rows = select(RoundQuestion.place, RoundQuestion.body).order_by(RoundQuestion.id)
        mine = db.execute(rows.where(RoundQuestion.round_id == round_id))
        return [(place, body) for place, body in mine]


@pytest.mark.parametrize("phase", list(Phase))
def test_advocates_ask_while_it_is_announced_or_open(hold, noor, phase):
    round_id = hold(phase)

    answer = noor.post(f"/rounds/{round_id}/questions", body="Why a week?")

    takes = phase in (Phase.ANNOUNCED, Phase.OPEN)
    assert answer.status_code == (303 if takes else 404 if phase == Phase.DRAFT else 403)
    assert stored(round_id) == ([(1, "Why a week?")] if takes else [])


def test_nobody_else_asks_and_is_told_so_in_plain_words(hold, visitor, ada, fay, dev):
    round_id = hold()

    for who, status in ((ada, 404), (fay, 403), (dev, 403)):
        answer = who.post(f"/rounds/{round_id}/questions", body="May I?")
        assert answer.status_code == status
    assert "Advocates ask in a round" in fay.post(f"/rounds/{round_id}/questions", body="So?").text
    assert "Your question" not in fay.get(f"/rounds/{round_id}").text
    assert stored(round_id) == []


def test_nobody_under_18_reads_or_asks(hold, noor):
    round_id = hold()
    with writing():
        db.get_one(Member, noor.member_id).is_under_18 = True

    assert noor.get(f"/rounds/{round_id}").status_code == 404
    assert noor.post(f"/rounds/{round_id}/questions", body="May I?").status_code == 404


def test_a_question_from_the_page_to_the_place_where_it_stands(hold, noor, fay):
    round_id = hold()
    assert "You can ask 3 more questions here." in noor.get(f"/rounds/{round_id}").text

    page = noor.post(f"/rounds/{round_id}/questions", body="Why <b>a</b> week?", follow=True).text

    assert "We have your question." in page
    assert "Why &lt;b&gt;a&lt;/b&gt; week?" in page
    assert "You can ask 2 more questions here." in page
    assert "Noor" in fay.get(f"/rounds/{round_id}").text
    assert "Take it back" not in fay.get(f"/rounds/{round_id}").text


def test_sent_twice_it_is_one_question(hold, noor):
    round_id = hold()

    first, second = (asks(noor, round_id, words) for words in ("Why?", "  Why? "))

    assert first == second
    assert stored(round_id) == [(1, "Why?")]
    with fresh_reading():
        told = select(PublishedEvent.kind).where(PublishedEvent.kind == "round_question_asked")
        assert len(db.scalars(told).all()) == 1


def test_three_a_person_and_one_that_is_taken_back_frees_its_place(hold, noor, sam):
    round_id = hold()
    ids = [asks(noor, round_id, f"Number {n}?") for n in range(3)]
    asks(sam, round_id)
    with pytest.raises(Refused, match="three questions"):
        asks(noor, round_id, "Number 3?")

    answer = noor.post(f"/rounds/questions/{ids[1]}/removal", follow=True)

    assert "Your question is taken back." in answer.text
    asks(noor, round_id, "Number 3?")
    assert sorted(place for place, body in stored(round_id) if "Number" in str(body)) == [1, 2, 3]
    assert "Take one back" in noor.get(f"/rounds/{round_id}").text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Write your question."),
        ("x" * (LONGEST + 1), "under 500"),
        ("I was born on 3 May 1961 and my number is QQ 12 34 56 C.", "ask us in private"),
    ],
    ids=("nothing", "too long", "personal"),
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(hold, noor, words, told):
    round_id = hold()

    answer = noor.post(f"/rounds/{round_id}/questions", body=words)

    assert answer.status_code == 422
    assert told in answer.text
    assert words[:200] in answer.text
    assert stored(round_id) == []


def test_the_action_refuses_what_no_form_saw(hold, noor):
    round_id = hold()
    for words in ("", "x" * (LONGEST + 1)):
        with pytest.raises(Invalid):
            asks(noor, round_id, words)


def test_only_ones_own_question_is_taken_back_and_only_until_it_is_answered(hold, noor, sam, dev):
    round_id = hold()
    question_id = asks(noor, round_id)
    path = f"/rounds/questions/{question_id}/removal"

    assert sam.post(path).status_code == 404
    answers(dev, question_id)

    answer = noor.post(path)
    assert answer.status_code == 403
    assert "It has an answer now" in answer.text
    assert stored(round_id) == [(1, "Why a week?")]
    assert noor.post("/rounds/questions/99999999999999999999/removal").status_code == 404


@pytest.mark.every_value
@pytest.mark.parametrize(
    "wrong",
    [{"place": 4}, {"place": 0}, {"body": "x" * 501}, {"body": None}, {"asker_id": None}],
    ids=str,
)
def test_the_database_refuses_it_too(hold, noor, wrong):
    question_id = asks(noor, hold())

    with pytest.raises(IntegrityError), writing():
        db.execute(update(RoundQuestion).where(RoundQuestion.id == question_id).values(**wrong))


@pytest.mark.parametrize("column", ["place", "body"])
def test_a_fourth_and_a_second_of_the_same_break_a_constraint(hold, noor, column):
    first, second = _two(hold, noor)
    with fresh_reading():
        same = getattr(db.get_one(RoundQuestion, first), column)

    row = update(RoundQuestion).where(RoundQuestion.id == second).values(**{column: same})
    with pytest.raises(IntegrityError), writing():
        db.execute(row)


def _two(hold, noor) -> tuple[int, int]:
    round_id = hold()
    return asks(noor, round_id, "One?"), asks(noor, round_id, "Two?")


def test_after_the_last_moment_nobody_asks_though_nothing_wrote_it_down_yet(hold, noor):
    round_id = hold()

    with at(now() + timedelta(days=6)):
        with pytest.raises(Refused, match=NOT_OPEN[:30]):
            asks(noor, round_id)
        with writing():
            assert actions.close_ended() == 1
            assert actions.close_ended() == 0
    with fresh_reading():
        assert db.get_one(QuestionRound, round_id).state == "closed"
