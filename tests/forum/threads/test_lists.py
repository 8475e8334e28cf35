"""Lists of questions: by topic, by tag, unanswered, solved, page by page, and as feeds."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from sqlalchemy import update

from forum.kernel.clock import at, now
from forum.kernel.db import db, writing
from forum.services.models import Service

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def many(pia, asks):
    """Twenty-five questions, one a minute."""
    begin = now() - timedelta(hours=1)
    for number in range(25):
        with at(begin + timedelta(minutes=number)):
            asks(pia, f"Question number {number:02}")


def titles(page):
    return [number for number in range(25) if f"Question number {number:02}" in page.text]


def older(page):
    """The address behind “Older questions”."""
    href = page.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    return href.replace("&amp;", "&")


def test_a_list_has_twenty_and_the_rest_behind_a_link(visitor, many):
    first = visitor.get("/topics/parking")

    second = visitor.get(older(first))

    assert titles(first) == list(range(5, 25))
    assert titles(second) == list(range(5))
    assert 'rel="next"' not in second.text
    assert "Back to the newest" in second.text


def test_paging_by_key_shows_nothing_twice_when_questions_move_up(visitor, many, ben, answers):
    first = visitor.get("/threads")
    address = older(first)
    link = first.text.split("Question number 05")[0].rsplit("/threads/", 1)[1]
    answers(ben, int(link.split("-")[0]))

    assert titles(visitor.get(address)) == list(range(5))


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJub3cgIiwgMV0", "9" * 300])
def test_a_broken_cursor_is_refused_in_words(visitor, parking, cursor):
    page = visitor.get(f"/threads?cursor={cursor}")

    assert page.status_code == 422
    assert "This link to the next page is broken" in page.text


def test_unanswered_and_solved(visitor, ada, ben, asks, answers):
    waiting, solved = asks(ada, "Still waiting"), asks(ada, "Solved already")
    ada.post(f"/threads/{solved}/solution", answer_id=answers(ben, solved))

    unanswered = visitor.get("/topics/parking?state=unanswered").text
    only_solved = visitor.get("/topics/parking?state=solved").text

    assert f"/threads/{waiting}-" in unanswered
    assert f"/threads/{solved}-" not in unanswered
    assert f"/threads/{solved}-" in only_solved
    assert f"/threads/{waiting}-" not in only_solved


def test_a_list_that_does_not_exist(visitor, parking):
    for address in ("/topics/nowhere", "/tags/nothing", "/threads?state=lost"):
        assert visitor.get(address).status_code == 404


def test_an_empty_topic_says_what_to_do(visitor, parking):
    page = visitor.get("/topics/parking")

    assert "No question here" in page.text
    assert "/ask" in page.text


def test_a_topic_says_who_answers_and_where_they_are(visitor, parking):
    page = visitor.get("/topics/parking")

    assert "Parking team" in page.text
    assert "01632 960140" in page.text


def test_a_service_nobody_can_call_has_no_link_to_call(visitor, parking):
    with writing():
        db.execute(update(Service).values(phone="", place=""))

    page = visitor.get("/topics/parking")

    assert "Who answers here" in page.text
    assert 'href="tel:"' not in page.text
    assert "<p><br>" not in page.text


def test_official_answers_are_marked_in_lists(visitor, ada, dev, asks, answers):
    answers(dev, asks(ada), "We are printing it.", official=True)

    assert "Official answer" in visitor.get("/threads").text


def test_the_rung_of_the_writer_moves_nothing(visitor, ada, ben, asks):
    ben.stands_on("advocate")
    with at(now() - timedelta(hours=2)):
        asks(ben, "Asked by an advocate")
    asks(ada, "Asked by a newcomer")

    page = visitor.get("/threads").text

    assert page.index("Asked by a newcomer") < page.index("Asked by an advocate")


@pytest.mark.parametrize("address", ["/feed.atom", "/topics/parking/feed.atom"])
def test_feeds_are_atom_with_whole_addresses(visitor, ada, asks, address):
    thread_id = asks(ada, "Bins & <b>boxes</b>", "They were **not** emptied.")

    page = visitor.get(address)

    assert page.content_type.startswith("application/atom+xml")
    entry = next(ElementTree.fromstring(page.text).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == "Bins & <b>boxes</b>"
    assert entry.findtext(f"{ATOM}summary") == "They were not emptied."
    assert next(entry.iter(f"{ATOM}link")).get("href") == (
        f"http://127.0.0.1:8000/threads/{thread_id}-bins-b-boxes-b"
    )


def test_the_wait_is_shown_from_ten_cases_on_and_is_a_median(app, visitor, ada, ben, asks, answers):
    begin = now() - timedelta(days=2)
    for number in range(10):
        with at(begin):
            thread_id = asks(ada, f"Question number {number:02}")
        with at(begin + timedelta(minutes=90 if number < 9 else 1000)):
            answers(ben, thread_id, f"Answer {number}.")
        if number == 8:
            assert "1 h 30 min" not in visitor.get("/topics/parking").text
            app.extensions.pop("pace")

    assert "1 h 30 min" in visitor.get("/topics/parking").text
    assert "1 h 30 min" in visitor.get("/").text


def test_answering_oneself_is_no_first_answer(app, visitor, ada, asks, answers):
    for number in range(10):
        answers(ada, asks(ada, f"Question number {number:02}"), f"I found it: {number}.")

    assert "1 min" not in visitor.get("/topics/parking").text
