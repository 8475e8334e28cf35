"""Everybody reads what was published: by topic, one at a time, by feed, and from programs."""

import re
from datetime import timedelta
from typing import Any

import pytest

from forum.articles import actions
from forum.articles.queries import visible_article
from forum.articles.states import State
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.briefs import today
from forum.topics.actions import add_topic
from forum.topics.models import Topic
from tests.forum.articles.conftest import LONG


def test_an_article_says_in_short_in_full_and_until_when(visitor, write):
    article_id = write("Renewing a permit", until=today() + timedelta(days=200))

    page = visitor.get(f"/articles/{article_id}", follow_redirects=True).text

    assert "Take your logbook to the library." in page
    assert "Go to the library with your logbook." in page
    assert "expected to be still true on" in page
    assert "Ask a question instead" in page


def test_the_old_title_in_an_address_leads_to_the_new_one(visitor, write):
    article_id = write("Renewing a permit")

    answer = visitor.get(f"/articles/{article_id}-what-it-was-called")

    assert answer.status_code == 301
    assert answer.headers["Location"].endswith(f"/articles/{article_id}-renewing-a-permit")


@pytest.mark.parametrize("state", [State.DRAFT, State.ARCHIVED])
def test_what_is_not_published_only_staff_read(visitor, ada, dev, write, state):
    article_id = write("Renewing a permit", state=state)
    path = f"/articles/{article_id}-renewing-a-permit"

    assert visitor.get(path).status_code == 404
    assert ada.get(path).status_code == 404
    shown = dev.get(path)
    assert "Only staff see this" in shown.text
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "Renewing a permit" not in visitor.get("/articles").text


def test_an_article_that_never_was_is_told_in_plain_words(visitor):
    answer = visitor.get("/articles/99999999999999999999")

    assert answer.status_code == 404
    assert "We cannot find this article." in answer.text


def test_the_list_shows_what_was_checked_last_first(visitor, write, dev):
    first, second = write("Renewing a permit"), write("Lost permits", body=LONG + "Again.")
    with writing():
        old = visible_article(second, to=dev.member, lock=True)
        old.checked_on = today() - timedelta(days=30)

    page = visitor.get("/articles").text

    assert page.index("Renewing a permit") < page.index("Lost permits")
    assert first < second


def test_the_list_can_be_narrowed_to_a_topic(visitor, write, parking):
    with writing():
        service = db.get_one(Topic, parking.id).service_id
        facts: dict[str, Any] = {
            "name": "Bins",
            "slug": "bins",
            "summary": "Bins",
            "service_id": service,
        }
        bins = add_topic(**facts, escalates_after_minutes=960)
    write("Renewing a permit")
    write("When bins are emptied", topic=bins, body=LONG + "Bins.")

    page = visitor.get("/articles?topic=bins").text

    assert "When bins are emptied" in page
    assert "Renewing a permit" not in page
    assert visitor.get("/articles?topic=no-such").status_code == 404


def test_a_long_list_has_more_pages(visitor, write):
    for number in range(23):
        write(f"Article number {number:02}", body=f"{LONG} {number}")

    first = visitor.get("/articles").text
    older = first.split('href="/articles?cursor=')[1].split('"')[0]
    second = visitor.get(f"/articles?cursor={older}").text

    assert "Article number 22" in first
    assert "Article number 02" in second
    assert "Article number 03" not in second
    assert visitor.get("/articles?cursor=broken").status_code == 422


def test_a_past_day_is_told(visitor, write, dev):
    article_id = write("Renewing a permit")
    with writing():
        article = visible_article(article_id, to=dev.member, lock=True)
        article.checked_on = today() - timedelta(days=400)
        article.true_until = today() - timedelta(days=1)

    page = visitor.get(f"/articles/{article_id}", follow_redirects=True).text

    assert "should have been checked again by now" in page
    assert "should have been checked again by now" in visitor.get("/articles").text


def test_questions_and_answers_it_was_made_from_can_be_read(visitor, write, asked):
    article_id = write("Renewing a permit", sources=[asked["thread"], asked["official"]])

    page = visitor.get(f"/articles/{article_id}", follow_redirects=True).text

    assert "Made from" in page
    assert f"/threads/{asked['thread']}-how-do-i-renew#answer-{asked['official']}" in page


def test_a_question_that_is_hidden_is_not_named(visitor, cleo, write, asked):
    from forum.threads.actions import hide_post
    from forum.threads.models import Thread

    article_id = write("Renewing a permit", sources=[asked["thread"]])
    with writing():
        hide_post(db.get_one(Thread, asked["thread"]), by=cleo.member)

    page = visitor.get(f"/articles/{article_id}", follow_redirects=True).text

    assert "How do I renew?" not in page


def test_the_question_leads_to_the_article_while_it_shows(visitor, dev, write, asked):
    article_id = write("Renewing a permit", sources=[asked["thread"]])
    link = f'href="/articles/{article_id}"'
    page = f"/threads/{asked['thread']}-how-do-i-renew"
    assert link in visitor.get(page).text

    with writing():
        article = visible_article(article_id, to=dev.member, lock=True)
        actions.move_article(article, State.ARCHIVED, by=dev.member)

    assert link not in visitor.get(page).text


def test_a_question_of_two_articles_leads_to_the_one_that_is_left(visitor, dev, write, asked):
    """It leads to the one shown last; when that is put away, to the other one again."""
    first = write("Renewing a permit", sources=[asked["official"]])
    last = write("What a permit costs", sources=[asked["thread"]], body=LONG + "It is free.")
    page = f"/threads/{asked['thread']}-how-do-i-renew"
    before = visitor.get(page).text

    for article_id, link in ((last, first), (first, None)):
        with writing():
            article = visible_article(article_id, to=dev.member, lock=True)
            actions.move_article(article, State.ARCHIVED, by=dev.member)

        shown = re.findall(r'href="/articles/(\d+)"', visitor.get(page).text)
        assert shown == ([str(link)] if link else [])
    assert f'href="/articles/{last}"' in before


def test_a_draft_leads_nobody_anywhere(visitor, write, asked):
    article_id = write("Renewing a permit", sources=[asked["thread"]], state=State.DRAFT)

    page = visitor.get(f"/threads/{asked['thread']}-how-do-i-renew").text

    assert f"/articles/{article_id}" not in page


def test_the_feed_and_the_sitemap_tell_of_it(visitor, write):
    article_id = write("Renewing a permit")
    write("A draft of something", state=State.DRAFT, body=LONG + "Draft.")

    feed = visitor.get("/articles/feed.atom").text

    assert "Renewing a permit" in feed
    assert "A draft of something" not in feed
    assert "/sitemap/articles-0.xml" in visitor.get("/sitemap.xml").text
    part = visitor.get("/sitemap/articles-0.xml").text
    assert f"/articles/{article_id}-renewing-a-permit" in part
    assert "a-draft" not in part


def test_programs_read_the_list_and_one_article(ada, write, asked):
    article_id = write("Renewing a permit", sources=[asked["thread"], asked["official"]])
    draft_id = write("A draft of something", state=State.DRAFT, body=LONG + "Draft.")

    listed = ada.api("GET", "/articles").json
    one = ada.api("GET", f"/articles/{article_id}").json

    assert [item["id"] for item in listed["items"]] == [article_id]
    assert listed["next"] is None
    assert one["in_short"] == "Take your logbook to the library."
    assert [origin["id"] for origin in one["made_from"]] == [asked["thread"], asked["official"]]
    assert one["topic"] == "parking"
    assert ada.get(one["url"].split("://")[1].partition("/")[2].join(["/", ""])).status_code == 200
    assert ada.api("GET", f"/articles/{draft_id}").status_code == 404


def test_programs_narrow_it_to_a_topic(ada, write):
    write("Renewing a permit")

    assert len(ada.api("GET", "/articles?topic=parking").json["items"]) == 1
    assert ada.api("GET", "/articles?topic=no-such").status_code == 404


def test_what_staff_write_shows_as_text_and_never_as_code(visitor, write):
    article_id = write("<script>1</script>", body=LONG + "<script>alert(1)</script>")

    with fresh_reading():
        page = visitor.get(f"/articles/{article_id}", follow_redirects=True).text

    assert "<script>alert" not in page
    assert "<script>1" not in page
