"""One line at the end of a ticket, and the list of a month for each service."""

import pytest

from forum.kernel.db import db, fresh_reading, writing
from moderation.closings.models import Lesson
from moderation.closings.queries import was_corrected
from moderation.helpdesk.models import Ticket

LINE = "Our page names the wrong desk."


@pytest.fixture
def answered(dev, ticket):
    """Ada's ticket, answered to her only."""
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Ask there.", to="person")
    return ticket


@pytest.fixture
def corrected(ada, dev, answered):
    """She says that it is not so, and Dev answers again."""
    ada.post(f"/tickets/{answered.reference}/outcome", outcome="open")
    dev.post(f"/desk/tickets/{answered.reference}/answer", body="You are right.", to="person")
    return answered


def test_the_page_asks_once_it_is_answered(dev, ticket):
    assert "What did we learn?" not in dev.get(f"/desk/tickets/{ticket.reference}").text

    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Ask there.", to="person")

    assert "What did we learn?" in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_a_line_stands_in_the_list_of_its_month(dev, answered):
    _learn(dev, answered)

    page = dev.get("/desk/lessons").text
    assert "March 2026" in page
    assert LINE in page
    assert "1 line ·" in " ".join(page.split())
    assert "Nobody wrote down anything" in dev.get("/desk/lessons?month=2026-02").text


def test_a_later_line_takes_its_place(dev, answered):
    _learn(dev, answered)
    _learn(dev, answered, words="Our page is right.")

    page = dev.get("/desk/lessons").text
    assert LINE not in page
    assert "Our page is right." in page


def test_a_correction_by_the_person_is_marked(dev, corrected):
    assert _was_corrected(corrected)

    _learn(dev, corrected, correction="y")

    page = dev.get("/desk/lessons").text
    assert "The person corrected us" in page
    assert "1 correction by a person" in page


def test_a_no_alone_is_no_correction(ada, answered):
    ada.post(f"/tickets/{answered.reference}/outcome", outcome="open")

    assert not _was_corrected(answered)


def test_nothing_written_is_nothing_kept(dev, answered):
    assert _learn(dev, answered, words=" ").status_code == 422

    with fresh_reading():
        assert db.get(Lesson, answered.id) is None


def test_what_only_managers_see_is_left_out_of_the_list(dev, answered):
    _learn(dev, answered)
    with writing():
        db.get_one(Ticket, answered.id).is_for_managers = True

    assert LINE not in dev.get("/desk/lessons").text


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "9999-01", "0001-01", "x", "2026-03-01"])
def test_a_month_that_is_none_is_this_one(dev, month):
    assert "March 2026" in dev.get(f"/desk/lessons?month={month}").text


def test_it_is_for_the_desk_alone(ada, visitor, answered):
    assert _learn(ada, answered).status_code == 403
    assert ada.get("/desk/lessons").status_code == 403
    assert visitor.get("/desk/lessons").status_code == 401


def _learn(who, ticket, **said):
    return who.post(f"/desk/tickets/{ticket.reference}/lesson", **({"words": LINE} | said))


def _was_corrected(ticket):
    with fresh_reading():
        return was_corrected(ticket.id)
