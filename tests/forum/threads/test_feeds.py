"""Feeds of questions: of all, a topic, a tag and one question."""

from xml.etree import ElementTree

import pytest

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads import actions
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/feed.atom", "/topics/parking/feed.atom", "/tags/permit/feed.atom"]


@pytest.fixture
def thread_id(ada, parking):
    body = write_up("They were **not** emptied.")
    with writing():
        by, topic = ada.member, db.get_one(Topic, parking.id)
        return actions.ask(
            by=by, topic=topic, title="Bins & <b>boxes</b>", body=body, tags=["permit"]
        ).id


@pytest.fixture
def own_feed(thread_id):
    return f"/threads/{thread_id}/feed.atom"


def entries(page):
    return list(ElementTree.fromstring(page.text).iter(f"{ATOM}entry"))


def ids(page):
    """As paths, in the order of the feed."""
    whole = [entry.findtext(f"{ATOM}id") for entry in entries(page)]
    return [id_.removeprefix("http://127.0.0.1:8000") for id_ in whole]


def remove(thread_id, *, by):
    with writing():
        actions.delete_post(db.get_one(Thread, thread_id), by=by.member)


@pytest.mark.parametrize("address", FEEDS)
def test_each_list_is_a_feed_with_entries_that_keep_their_ids(visitor, thread_id, address):
    page = visitor.get(address)

    assert page.content_type == "application/atom+xml; charset=utf-8"
    assert ids(page) == [f"/threads/{thread_id}"]
    assert ElementTree.fromstring(page.text).findtext(f"{ATOM}id", "").endswith(address)


def test_a_question_is_a_feed_of_its_answers(visitor, ben, thread_id, own_feed, answers):
    first = answers(ben, thread_id, "Ring the **depot**.")
    second = answers(ben, thread_id, "Or write to it.")

    page = visitor.get(own_feed)

    assert ids(page) == [f"/answers/{second}", f"/answers/{first}", f"/threads/{thread_id}"]
    told = entries(page)[1]
    assert told.findtext(f"{ATOM}content") == "<p>Ring the <strong>depot</strong>.</p>\n"
    assert told.findtext(f"{ATOM}author/{ATOM}name") == "Ben Hallam"
    assert told.find(f"{ATOM}link").get("href").endswith(f"#answer-{first}")


def test_what_visitors_may_not_see_stands_in_no_feed(
    visitor, ada, ben, cleo, thread_id, own_feed, answers
):
    answer_id = answers(ben, thread_id, "Nobody shall read this any more.")
    with writing():
        actions.hide_post(db.get_one(Answer, answer_id), by=cleo.member)
    assert "Nobody shall read this" not in ben.get(own_feed).text

    remove(thread_id, by=ada)

    for address in FEEDS:
        assert ids(ada.get(address)) == []
    assert [visitor.get(own_feed).status_code, cleo.get(own_feed).status_code] == [404, 404]


@pytest.mark.parametrize("address", [*FEEDS, "/ideas/feed.atom", "/alerts/feed.atom"])
def test_who_has_it_already_is_sent_nothing(visitor, thread_id, address):
    first = visitor.get(address)

    again = visitor.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


def test_a_new_answer_is_sent_whatever_the_reader_had(visitor, ben, thread_id, own_feed, answers):
    first = visitor.get(own_feed)
    kept = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert visitor.get(own_feed, headers=kept).status_code == 304
    answers(ben, thread_id, "Ring the depot.")

    again = visitor.get(own_feed, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 200
    assert "Ring the depot." in again.text


def test_characters_that_xml_cannot_hold_are_left_out(visitor, thread_id, own_feed):
    with writing():
        db.get_one(Thread, thread_id).title = "A bell\x07 and a tab\x0b"

    for address in (own_feed, "/feed.atom"):
        feed = ElementTree.fromstring(visitor.get(address).data)
        assert "A bell and a tab" in "".join(feed.itertext())


def test_pages_name_their_feed(visitor, thread_id, own_feed):
    page = visitor.client.get(f"/threads/{thread_id}", follow_redirects=True).text

    assert f'href="{own_feed}"' in page
    assert 'href="/tags/permit/feed.atom"' in visitor.get("/tags/permit").text
    assert 'href="/services/parking/feed.atom"' in visitor.get("/services/parking").text


def test_an_unknown_tag_has_no_feed(visitor):
    assert visitor.get("/tags/unheard-of/feed.atom").status_code == 404
