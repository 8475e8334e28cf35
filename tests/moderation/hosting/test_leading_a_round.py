"""Staff lead a round on their pages: prepared, announced, answered, put right, published."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from forum.accounts.standing import Rung
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading
from forum.kernel.site import site
from forum.rounds.models import QuestionRound, RoundQuestion
from tests.cast import Person, make_person


@pytest.fixture
def noor(app) -> Person:
    """An Advocate."""
    noor = make_person(app, "Noor Aziz")
    noor.stands_on(Rung.ADVOCATE)
    return noor


def moment(days: float) -> str:
    when: datetime = now() + timedelta(days=days)
    return when.astimezone(ZoneInfo(site().zone)).strftime("%Y-%m-%dT%H:%M")


def said(dev: Person, **changed: str) -> dict[str, str]:
    fields = {"title": "About permits", "body": "Ask what you like.", "version": "0"}
    fields |= {"opens": moment(-1), "closes": moment(5), "hosts": str(dev.member_id)}
    return fields | changed


@pytest.fixture
def round_id(dev) -> int:
    dev.post("/desk/rounds/new", **said(dev))
    with fresh_reading():
        return db.scalars(select(QuestionRound.id)).one()


def asked_by(noor: Person, round_id: int) -> int:
    noor.post(f"/rounds/{round_id}/questions", body="Why a week?")
    with fresh_reading():
        return db.scalars(select(RoundQuestion.id).order_by(RoundQuestion.id.desc()).limit(1)).one()


def test_a_round_from_its_draft_to_the_public_page(dev, cleo, noor, visitor, round_id):
    desk = f"/desk/rounds/{round_id}"
    dev.post(f"{desk}/edit", **said(dev, title="How permits come", version="1"))
    assert noor.get(f"/rounds/{round_id}").status_code == 404
    assert "It is announced." in dev.post(f"{desk}/state", state="announced", follow=True).text
    question_id = asked_by(noor, round_id)
    path = f"/desk/rounds/questions/{question_id}/answers"

    answer = {"turn": "1", "reason": "", "body": "The **printer**."}
    assert "People read it now." in dev.post(path, **answer, follow=True).text
    assert dev.post(path, **(answer | {"turn": "2", "body": "The post."})).status_code == 422
    again = {"turn": "2", "reason": "", "body": "The post.", "correction": "It was not so."}
    dev.post(path, **again)
    assert dev.post(f"{desk}/publication").status_code == 403

    with at(now() + timedelta(days=6)):
        page = dev.post(f"{desk}/publication", follow=True).text
        assert "Everybody, without the names of those who asked." in page
        text = visitor.get(f"/rounds/{round_id}").text
    assert "How permits come" in text
    assert "The post." in text
    assert "It was not so." in text
    assert "Noor" not in text


def test_the_second_to_answer_reads_what_the_first_said(dev, cleo, noor, round_id):
    both = [str(dev.member_id), str(cleo.member_id)]
    page = dev.post(f"/desk/rounds/{round_id}/hosts", hosts=both, follow=True).text
    assert "It is kept." in page
    dev.post(f"/desk/rounds/{round_id}/state", state="announced")
    path = f"/desk/rounds/questions/{asked_by(noor, round_id)}/answers"
    dev.post(path, turn="1", reason="", body="The printer.")

    answer = cleo.post(path, turn="1", reason="", body="The post.")

    assert answer.status_code == 409
    assert "Dev, Parking team answered this meanwhile" in answer.text
    assert "The printer." in answer.text
    assert "The post." in answer.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Write in one line"),
        ({"opens": "soon"}, "Write the day and the time"),
        ({"closes": ""}, "Write when it closes."),
        ({"closes": "2020-01-01T10:00"}, "It has to close after it opens."),
        ({"opens": "2020-01-01T10:00", "closes": "2020-01-02T10:00"}, "still to come"),
        ({"hosts": ""}, "at least one person"),
        ({"hosts": "99999"}, "at least one person"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(dev, wrong, told):
    answer = dev.post("/desk/rounds/new", **said(dev, **wrong))

    assert answer.status_code == 422
    assert told in answer.text
    assert "Ask what you like." in answer.text
    with fresh_reading():
        assert db.scalars(select(QuestionRound)).all() == []


def test_a_round_is_called_off_only_with_a_reason(dev, noor, round_id):
    path = f"/desk/rounds/{round_id}/state"
    dev.post(path, state="announced")

    assert "Say why it is called off." in dev.post(path, state="called_off", reason=" ").text
    assert (
        "It is called off." in dev.post(path, state="called_off", reason="Ill.", follow=True).text
    )

    assert "This round was called off" in noor.get(f"/rounds/{round_id}").text
    assert dev.post(path, state="announced").status_code == 403


def test_two_who_change_a_draft_do_not_overwrite_each_other(dev, cleo, round_id):
    path = f"/desk/rounds/{round_id}/edit"
    assert dev.post(path, **said(dev, title="Mine", version="1")).status_code == 303

    assert cleo.post(path, **said(dev, title="Other", version="1")).status_code == 409


def test_staff_without_their_name_on_it_find_no_form_to_answer(dev, cleo, noor, round_id):
    dev.post(f"/desk/rounds/{round_id}/state", state="announced")
    asked_by(noor, round_id)

    assert "Send the answer" in dev.get(f"/desk/rounds/{round_id}").text
    page = cleo.get(f"/desk/rounds/{round_id}").text
    assert "Send the answer" not in page
    assert "Only they answer in this round." in page


def test_citizens_open_none_of_it(ada, visitor, round_id):
    for path in ("/desk/rounds", "/desk/rounds/new", f"/desk/rounds/{round_id}"):
        assert ada.get(path).status_code == 403
        assert visitor.get(path).status_code in (302, 401)
    assert ada.post(f"/desk/rounds/{round_id}/state", state="announced").status_code == 403
