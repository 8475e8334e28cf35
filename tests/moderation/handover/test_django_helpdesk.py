"""A desk that runs django-helpdesk: made once, looked for first, heard, and told how it ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from config import Config
from forum.kernel.db import db, fresh_reading, writing
from moderation.handover import actions, tasks
from moderation.handover.models import OutsideComment, OutsideDesk
from tests.conftest import SECRET
from tests.moderation.catalogue.conftest import fields_of
from tests.moderation.conftest import as_stored
from tests.moderation.handover.conftest import hands_over, keeps_desk, standing
from tests.moderation.handover.fakes import TOKEN, FakeDjango
from tests.moderation.handover.schedules import message_saying

STATES = [["closed", "open"], ["open", "waiting_third_party"], ["resolved", "answered"]]


@pytest.fixture
def django():
    fake = FakeDjango()
    yield fake
    fake.close()


@pytest.fixture
def config(config, django) -> Config:
    kept = {"HOME": config.HOME, "DATABASE_URL": config.DATABASE_URL}
    return Config(SECRET_KEY=SECRET, TESTING=True, INNER_DESKS=(django.place,), **kept)


@pytest.fixture
def trees(adam, parking, django):
    facts = {"target": "7", "states": STATES, "ends_with": "closed"}
    desk_id = keeps_desk(adam, "Tree office", "django_helpdesk", django.address, **facts)
    with writing():
        actions.set_secret(db.get_one(OutsideDesk, desk_id), out=TOKEN, in_="", by=adam.member)
    return desk_id


@pytest.fixture
def handed(dev, ticket, trees):
    hand_over_id = hands_over(dev, ticket, trees)
    tasks.drain()
    return hand_over_id


def comments():
    with fresh_reading():
        return [(one.body, one.state) for one in db.scalars(select(OutsideComment))]


def test_both_sides_know_a_number_and_nobody_is_named(dev, ada, ticket, handed, django):
    (row,) = django.tickets.values()

    assert (row["title"], row["queue"]) == ("My permit has not come", 7)
    assert row["description"].endswith(f"[{standing(handed).key}]")
    assert "submitter_email" not in row
    assert "Ada" not in row["description"]
    assert as_stored(ticket.id).state == "waiting_third_party"
    assert "Tree office has this since" in ada.get(f"/tickets/{ticket.reference}").text


@pytest.mark.parametrize("plan", [["fine", "drop after"], ["fine", "fine", "error after"]])
@pytest.mark.parametrize("others", [0, 250])
def test_what_was_made_on_a_line_that_broke_is_found_again(
    dev, ticket, trees, django, monday, plan, others
):
    hand_over_id = hands_over(dev, ticket, trees)
    for number in range(others):
        django.tickets[number + 1] = {"id": number + 1, "description": f"{number}", "status": 1}
    django.plan = [*plan] if others == 0 else ["fine"] * 3 + plan
    tasks.drain()
    before = standing(hand_over_id).state
    monday.shift(timedelta(minutes=2))
    django.plan = []
    tasks.drain()

    assert before == "waiting"
    assert standing(hand_over_id).is_handed
    assert len(django.tickets) == others + 1


def test_somebody_who_quotes_our_key_does_not_catch_the_hand_over(dev, ticket, trees, django):
    hand_over_id = hands_over(dev, ticket, trees)
    key = standing(hand_over_id).key
    django.tickets[1] = {"id": 1, "status": 1, "description": f"What is [{key}] about?"}

    tasks.drain()

    assert standing(hand_over_id).remote_id == "2"


def test_what_they_write_for_the_public_comes_back_once_and_notes_stay(
    ticket, handed, django, monday
):
    django.writes(1, "A crew comes on Friday.")
    django.writes(1, "Costs us a fortune.", public=False)
    for _ in range(2):
        monday.shift(timedelta(minutes=10))
        tasks.poll()

    assert comments() == [("A crew comes on Friday.", "waits")]


def test_their_state_moves_our_ticket_as_managers_have_said(ticket, handed, django, monday):
    monday.shift(timedelta(minutes=10))
    django.writes(1, "It is done.", status=3)
    tasks.poll()

    assert standing(handed).remote_state == "resolved"
    assert as_stored(ticket.id).state == "open"  # nobody has written to the person yet


def test_what_is_on_hold_there_is_a_state_of_its_own(handed, django, monday):
    django.tickets[1]["on_hold"] = True
    monday.shift(timedelta(minutes=10))
    tasks.poll()

    assert standing(handed).remote_state == "on hold"
    assert standing(handed).is_unmapped


def test_what_is_said_later_is_said_once_for_staff_alone_and_their_server_fills_in_nothing(
    dev, ticket, handed, django, monday
):
    text = "My number is {{ ticket.secret_key }} {% now %}."
    dev.post(f"/desk/tickets/{ticket.reference}/messages", body=text, visibility="private")
    dev.post(f"/desk/hand-overs/{handed}/messages", message=message_saying(text))
    django.plan = ["fine", "drop after"]
    for _ in range(3):
        tasks.drain()
        monday.shift(timedelta(minutes=2))

    _, said = django.tickets[1]["followup_set"]
    assert said["public"] is False
    assert "{{" not in said["comment"]
    assert "{%" not in said["comment"]
    assert "My number is" in said["comment"]


def test_when_it_ends_here_it_ends_there(ada, ticket, handed, django, monday, deliver):
    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    for _ in range(3):
        deliver()
        monday.shift(timedelta(minutes=2))

    assert django.tickets[1]["status"] == 4
    assert as_stored(ticket.id).state == "withdrawn"


@pytest.mark.parametrize("answer", [{}, [], {"count": "many"}, {"count": 3, "results": [1]}])
def test_an_answer_of_another_shape_makes_nothing(dev, ticket, trees, django, answer, monkeypatch):
    monkeypatch.setattr(django, "_listed", lambda query: (200, answer))
    hand_over_id = hands_over(dev, ticket, trees)

    tasks.drain()

    assert django.tickets == {}
    assert standing(hand_over_id).fault == "not_reached"


def test_a_queue_is_a_number(adam, trees):
    url = f"/desk/outside/{trees}/edit"
    page = adam.post(url, **fields_of(adam.get(url)) | {"target": "trees"})

    assert page.status_code == 422
    assert "Write the number of their queue." in page.text
