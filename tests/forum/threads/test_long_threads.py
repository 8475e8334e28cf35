"""A thread with more answers than fit on a page: the best first, then numbered pages."""

import pytest

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads import actions
from forum.threads.models import Thread


@pytest.fixture
def long_thread(thread_id, ben):
    """Forty-five answers; the ids by number."""
    ids = {}
    with writing():
        by = ben.member
        for number in range(1, 46):
            body = write_up(f"Answer number {number:02}.")
            ids[number] = actions.answer_thread(db.get_one(Thread, thread_id), by=by, body=body).id
    return ids


def numbers(page):
    """As the page shows them; what only robots read stands before it."""
    shown = page.text.partition("<main")[2]
    found = [part[:2] for part in shown.split("Answer number ")[1:]]
    return [int(number) for number in found if number.isdigit()]


@pytest.fixture
def address(thread_id):
    return f"/threads/{thread_id}-my-permit-is-lost"


def test_numbered_pages_are_in_order_of_writing(visitor, address, long_thread):
    pages = [numbers(visitor.get(f"{address}?page={number}")) for number in (1, 2, 3)]

    assert pages == [list(range(1, 21)), list(range(21, 41)), list(range(41, 46))]


def test_without_thanks_the_first_view_is_the_first_twenty(visitor, address, long_thread):
    assert numbers(visitor.get(address)) == list(range(1, 21))


def test_what_helped_comes_first_wherever_it_stands(visitor, ada, pia, address, long_thread):
    for person in (ada, pia):
        person.post(f"/answers/{long_thread[44]}/thanks")
    pia.post(f"/answers/{long_thread[30]}/vote", value=1)

    assert numbers(visitor.get(address)) == [44, 30, *range(1, 19)]


def test_the_solution_and_official_answers_are_always_there(
    visitor, ada, dev, thread_id, address, long_thread, answers
):
    official = answers(dev, thread_id, "Answer number 46.", official=True)
    ada.post(f"/threads/{thread_id}/solution", answer_id=long_thread[40])

    page = visitor.get(address)

    assert numbers(page)[:2] == [40, 46]
    assert f'href="#answer-{official}"' in page.text


def test_an_answer_far_behind_has_an_address_of_its_own_page(ben, visitor, thread_id, long_thread):
    page = ben.post(f"/threads/{thread_id}/answers", body="The last word.")

    assert "?page=3#answer-" in page.location
    assert "The last word." in visitor.get(page.location.split("#")[0]).text


@pytest.mark.parametrize("number", ["0", "4", "-1", "two", "1.5", "\u0663", "9" * 40])
def test_a_page_that_does_not_exist(visitor, address, long_thread, number):
    page = visitor.get(f"{address}?page={number}")

    assert page.status_code == 404
    assert "There is no such page" in page.text


def test_later_pages_lead_back_to_the_question(visitor, address, long_thread):
    page = visitor.get(f"{address}?page=2").text

    assert "Read the question and the most helpful answers" in page
    assert "Earlier answers" in page
    assert "Later answers" in page


def test_standing_is_no_part_of_the_order(visitor, ada, ben, pia, thread_id, answers, address):
    ben.stands_on("advocate")
    answers(pia, thread_id, "Answer number 01.")
    answers(ben, thread_id, "Answer number 02.")

    assert numbers(visitor.get(address)) == [1, 2]
