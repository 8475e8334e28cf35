"""Did this help you? One voice for each member, and visitors are counted once a day."""

import pytest
from sqlalchemy import select

from forum.articles.models import ArticleVerdict
from forum.articles.states import State
from forum.kernel.db import db, fresh_reading
from forum.kernel.events import PublishedEvent
from tests.forum.articles.conftest import now_is


@pytest.fixture
def article_id(write):
    return write("Renewing a permit")


def test_a_member_says_so_once(ada, article_id):
    for _ in range(2):
        ada.post(f"/articles/{article_id}/verdict", helped="yes")

    assert _counts(article_id) == (1, 0)
    assert _judged() == 1
    assert "You said that it helped." in _read(ada, article_id)


def test_a_member_may_think_again(ada, ben, article_id):
    ada.post(f"/articles/{article_id}/verdict", helped="yes")
    ben.post(f"/articles/{article_id}/verdict", helped="yes")

    ada.post(f"/articles/{article_id}/verdict", helped="no")

    assert _counts(article_id) == (1, 1)
    assert "You said that it did not help." in _read(ada, article_id)
    with fresh_reading():
        assert len(db.scalars(select(ArticleVerdict.helped)).all()) == 2


def test_a_visitor_counts_once_a_day_and_gets_no_cookie(visitor, article_id):
    for _ in range(2):
        answer = visitor.post(f"/articles/{article_id}/verdict", helped="no")

    assert answer.status_code == 303
    assert _counts(article_id) == (0, 1)
    with fresh_reading():
        assert db.scalars(select(ArticleVerdict.member_id)).all() == []


@pytest.mark.parametrize("said", ["", "maybe"])
def test_only_yes_and_no_are_answers(visitor, article_id, said):
    answer = visitor.post(f"/articles/{article_id}/verdict", helped=said)

    assert answer.status_code == 422
    assert "Say yes or no." in answer.text


def test_nobody_judges_what_they_may_not_read(ada, write):
    draft = write("A draft of something", state=State.DRAFT, body="Something else. " * 20)

    assert ada.post(f"/articles/{draft}/verdict", helped="yes").status_code == 404


def test_what_somebody_said_is_theirs_to_take_along(ada, article_id):
    ada.post(f"/articles/{article_id}/verdict", helped="yes")

    (told,) = ada.api("GET", "/me/export").json["rows"]["article_verdicts"]

    assert told["helped"] is True


def _counts(article_id):
    article = now_is(article_id)
    return article.helped_count, article.unhelped_count


def _judged():
    with fresh_reading():
        kinds = select(PublishedEvent.id).where(PublishedEvent.kind == "article_judged")
        return len(db.scalars(kinds).all())


def _read(who, article_id):
    return who.get(f"/articles/{article_id}", follow_redirects=True).text
