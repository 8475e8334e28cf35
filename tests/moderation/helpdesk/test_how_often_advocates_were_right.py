"""An advocate and the desk read how often what the advocate brought needed the council."""

import pytest

from tests.moderation.conftest import asks, escalates


@pytest.fixture
def advocate(ben):
    ben.stands_on("advocate")
    return ben


@pytest.fixture
def brings(ada, advocate, parking):
    ada.stands_on("regular")
    return lambda title: escalates(advocate, asks(ada, parking, title), reason="Nobody knows.")


@pytest.fixture
def decided(ada, dev, brings):
    """Two that needed the council, one that did not, one that is open."""
    needed = [brings("One"), brings("Two")]
    for ticket in needed:
        dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="person")
    ada.post(f"/tickets/{brings('Three').reference}/withdrawal", reason="not_needed")
    return brings("Four")


def test_they_read_it_on_their_own_page(advocate, decided):
    assert "2 of 3 questions you brought to us needed us." in advocate.get("/me").text


def test_they_read_it_after_bringing_another(ada, advocate, parking, decided):
    thread_id = asks(ada, parking, "Five")

    answer = advocate.post(f"/threads/{thread_id}/escalation", reason="Look.", follow=True)

    assert "2 of 3 questions you brought to us needed us." in answer.text


def test_the_desk_reads_it_beside_what_they_brought(dev, decided):
    page = dev.get(f"/desk/tickets/{decided.reference}").text

    assert "2 of 3 questions this advocate brought needed us." in page
    assert "Somebody who helps here a lot brought it to us." in page


def test_nobody_else_is_shown_a_rate(ada, advocate, dev, decided, ticket):
    assert "needed us." not in ada.get("/me").text
    assert "needed us." not in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_nothing_is_said_before_anything_is_decided(advocate, brings):
    brings("One")

    assert "needed us." not in advocate.get("/me").text
