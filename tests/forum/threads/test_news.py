"""A page that is open learns of new answers; asking costs little, and nothing when all is old."""

import pytest

from forum.kernel.db import db, writing
from forum.threads.models import Answer, Thread


@pytest.fixture
def news(visitor, thread_id):
    def ask(number=0, **headers):
        return visitor.get(f"/threads/{thread_id}/news/{number}", headers=headers)

    return ask


def test_a_new_answer_is_counted_and_led_to(news, thread_id, answer_id):
    part = news()

    assert "1 new answer<" in part.text
    assert f'href="/threads/{thread_id}#answer-{answer_id}"' in part.text


def test_the_way_leads_to_the_question_read_anew(visitor, thread_id, answer_id):
    assert visitor.get(f"/threads/{thread_id}").status_code == 301


def test_what_was_there_before_is_not_new(news, answer_id):
    assert news(1).text.strip() == ""


def test_as_long_as_nothing_is_new_nothing_is_sent(news, ben, answers, thread_id):
    first = news()
    answers(ben, thread_id)
    second = news()

    assert news(**{"If-None-Match": second.headers["ETag"]}).status_code == 304
    assert news(**{"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_in_a_long_question_it_leads_to_the_page_of_the_answer(news, ben, answers, thread_id):
    ids = [answers(ben, thread_id, f"Answer {number}.") for number in range(22)]

    assert f'href="/threads/{thread_id}?page=2#answer-{ids[20]}"' in news(20).text


def test_what_is_hidden_is_no_news(news, answer_id, thread_id):
    with writing():
        db.get_one(Answer, answer_id).state = "hidden"
    assert news().text.strip() == ""

    with writing():
        db.get_one(Answer, answer_id).state = "visible"
        db.get_one(Thread, thread_id).state = "hidden"
    assert news().text.strip() == ""


def test_a_number_beyond_all_numbers_is_harmless(visitor):
    for path in ("/threads/9/news/0", f"/threads/{10**30}/news/{10**30}"):
        assert visitor.get(path).status_code == 200


def test_the_page_asks_for_what_comes_after_its_last_answer(visitor, thread_id, answer_id):
    page = visitor.get(f"/threads/{thread_id}", follow_redirects=True)

    assert f'data-news="/threads/{thread_id}/news/1"' in page.text
