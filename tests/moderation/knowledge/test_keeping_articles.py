"""Staff keep articles: their state, their words with what they were, their day, their sources."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.articles.models import Article
from forum.articles.states import MOVES, State
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.briefs import months_on, today
from tests.moderation.conftest import answers
from tests.moderation.knowledge.conftest import BODY, only_article, said

OTHER = "Go to the town hall with your logbook. " * 8


def test_published_put_away_and_shown_again_each_written_down(dev, visitor, draft):
    seen = []
    for state in ("published", "archived", "published"):
        dev.post(f"/desk/articles/{draft}/state", state=state)
        seen.append(visitor.get(f"/articles/{draft}-renewing-a-permit").status_code)

    assert seen == [200, 404, 200]
    assert _moves() == ["draft to published", "published to archived", "archived to published"]


def test_twice_is_harmless(dev, published):
    dev.post(f"/desk/articles/{published}/state", state="published")

    assert _moves() == ["draft to published"]


def test_what_was_published_is_no_draft_again(dev, published):
    answer = dev.post(f"/desk/articles/{published}/state", state="draft")

    assert answer.status_code == 403
    assert "This cannot be done with the article as it is now." in answer.text


@pytest.mark.parametrize("before", State)
def test_the_page_offers_the_moves_of_the_table(dev, draft, before):
    for step in {State.DRAFT: (), State.PUBLISHED: ("published",)}.get(before, ("archived",)):
        dev.post(f"/desk/articles/{draft}/state", state=step)

    page = dev.get(f"/desk/articles/{draft}").text

    offered = {state for state in State if f'name="state" value="{state}"' in page}
    assert offered == MOVES[before]


@pytest.mark.every_value
@pytest.mark.parametrize(
    "wrong", [{"state": "lost"}, {"state": "published"}, {"state": "archived"}, {"revision": 0}]
)
def test_the_database_holds_no_other_state(draft, wrong):
    changed = update(Article).where(Article.id == draft).values(**wrong)

    with pytest.raises(IntegrityError), writing():
        db.execute(changed)


def test_a_change_of_what_is_public_is_looked_at_before(dev, published):
    url, changed = f"/desk/articles/{published}/edit", said(body=OTHER, version=1)

    first = dev.post(url, **changed)
    assert "What everybody will read" in first.text
    assert only_article().body == BODY.strip()
    seen = first.text.split('name="seen" value="')[1].split('"')[0]
    dev.post(url, **changed, seen=seen)

    assert only_article().body == OTHER.strip()


def test_what_it_said_before_is_kept_and_can_be_taken_up(dev, draft):
    dev.post(f"/desk/articles/{draft}/edit", **said(body=OTHER, version=1))

    page = dev.get(f"/desk/articles/{draft}").text
    assert "What it said before" in page
    assert "when Dev Patel changed it" in page
    assert BODY.strip()[:60] in page
    again = dev.get(f"/desk/articles/{draft}/edit?revision=1").text
    assert BODY.strip()[:60] in again


def test_the_day_that_was_chosen_stands_in_the_form(dev, draft):
    day = today() + timedelta(days=30)
    dev.post(f"/desk/articles/{draft}/still-true", until=day.isoformat())
    assert f'value="{day.isoformat()}"' in dev.get(f"/desk/articles/{draft}/edit").text

    _a_year_later(draft)
    past = only_article().true_until.isoformat()
    assert f'value="{past}"' not in dev.get(f"/desk/articles/{draft}/edit").text


def test_the_same_words_again_change_nothing(dev, draft):
    dev.post(f"/desk/articles/{draft}/edit", **said(version=1))

    assert only_article().revision == 1


def test_of_two_changes_at_once_the_second_is_told(dev, draft):
    dev.post(f"/desk/articles/{draft}/edit", **said(body=OTHER, version=1))

    answer = dev.post(f"/desk/articles/{draft}/edit", **said(title="Permits", version=1))

    assert answer.status_code == 409
    assert "Somebody changed this article" in answer.text


def test_after_its_day_it_waits_with_the_answers(dev, published):
    assert "Renewing a permit" not in dev.get("/desk/still-true").text
    _a_year_later(published)

    for narrowed in ("", "?service=parking", "?service=no-such"):
        assert "Take your logbook to the library." in dev.get(f"/desk/still-true{narrowed}").text

    dev.post(f"/desk/articles/{published}/still-true?at=list", until="")

    assert "Nothing to look at" in dev.get("/desk/still-true").text
    assert only_article().true_until == months_on(today(), 12)


def test_a_draft_waits_for_nobody(dev, draft):
    _a_year_later(draft)

    assert "Nothing to look at" in dev.get("/desk/still-true").text


def test_another_day_can_be_chosen_and_a_past_one_is_refused(dev, published):
    url, day = f"/desk/articles/{published}/still-true", today() + timedelta(days=30)

    dev.post(url, until=day.isoformat())
    assert only_article().true_until == day
    assert dev.post(url, until="2020-01-01").status_code == 422


def test_a_question_can_be_named_later(ben, dev, visitor, published, question):
    answer_id = answers(ben, question)
    address = f"https://example.org/threads/{question}-my-permit#answer-{answer_id}"

    for _ in range(2):
        dev.post(f"/desk/articles/{published}/sources", address=address)

    page = visitor.get(f"/articles/{published}", follow_redirects=True).text
    assert f"#answer-{answer_id}" in page
    assert (
        f'href="/articles/{published}"'
        in visitor.get(f"/threads/{question}", follow_redirects=True).text
    )


@pytest.mark.parametrize("address", ["", "FM-1234567", "/threads/99999", "/threads/x", "/ideas/1"])
def test_what_is_no_address_of_a_question_is_refused(dev, published, address):
    answer = dev.post(f"/desk/articles/{published}/sources", address=address)

    assert answer.status_code == 422
    assert "address of a question or an answer" in answer.text


def test_somebody_new_leaves_publishing_to_a_colleague(dev, mara, draft):
    mara.post("/desk/beginners", person=str(dev.member_id))

    answer = dev.post(f"/desk/articles/{draft}/state", state="published")

    assert answer.status_code == 403
    assert "ask a colleague to publish it" in answer.text
    assert only_article().state == "draft"


def test_the_list_can_be_narrowed_to_a_state(dev, published):
    assert "Renewing a permit" in dev.get("/desk/articles?state=published").text
    assert "Renewing a permit" not in dev.get("/desk/articles?state=draft").text
    assert "Renewing a permit" in dev.get("/desk/articles?state=no-such").text


def test_citizens_keep_nothing(ada, visitor, draft):
    for path in ("state", "edit", "still-true", "sources"):
        assert ada.post(f"/desk/articles/{draft}/{path}").status_code == 403
        assert visitor.post(f"/desk/articles/{draft}/{path}").status_code == 401
    assert ada.get("/desk/articles").status_code == 403


def _a_year_later(article_id):
    with writing():
        article = db.get_one(Article, article_id)
        article.checked_on = today() - timedelta(days=367)
        article.true_until = today() - timedelta(days=1)


def _moves():
    with fresh_reading():
        rows = select(AuditEntry.reason).where(AuditEntry.deed == "article moved")
        return list(db.scalars(rows.order_by(AuditEntry.id)))
