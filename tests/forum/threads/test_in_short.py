"""An official answer opens with what it says in short, and says until when it holds."""

import json
import re
from datetime import date

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Invalid
from forum.kernel.site import describe_site
from forum.kernel.written import write_up
from forum.threads.briefs import brief_of, months_on, usual_day
from forum.threads.models import Answer, Revision

SHORT = "Renew it on our page; it takes five days."
LONG = (
    "Open the page of permits and choose renewal. You need the number of the old permit and a "
    "bill with your address. We send the new one by post, and you may park until it comes, when "
    "you lay the receipt behind the windscreen."
)


@pytest.fixture
def url(thread_id):
    return f"/threads/{thread_id}/answers"


@pytest.fixture
def said(dev, url):
    """Dev's official answer, with what it says in short; its id."""
    dev.post(url, body=LONG, official="y", in_short=SHORT)
    with fresh_reading():
        return db.scalars(select(Answer.id)).one()


def test_it_comes_first_on_the_page_with_its_day(visitor, thread_id, said):
    page = _page(visitor, thread_id)

    assert page.index(f"In short:</strong> {SHORT}") < page.index("Open the page of permits and")
    assert "Checked on " in page
    assert "expected to be still true on " in page


def test_it_comes_first_in_feed_search_facts_and_api(visitor, thread_id, said):
    feed = visitor.get(f"/threads/{thread_id}/feed.atom").text
    (told_outside,) = re.findall(r"ld\+json\">(.*?)</script>", _whole(visitor, thread_id))
    facts = json.loads(told_outside)
    answer = facts["mainEntity"]["suggestedAnswer"][0]
    (told,) = visitor.get(f"/api/v1/threads/{thread_id}").json["answers"]["items"]

    assert f"<summary>{SHORT}</summary>" in feed
    assert feed.index(f"&lt;/strong&gt; {SHORT}") < feed.index("&lt;p&gt;Open the page")
    assert answer["text"].startswith(SHORT)
    assert answer["abstract"] == SHORT
    assert told["in_short"] == SHORT
    assert told["true_until"] == answer["expires"] == _answer(said).true_until.isoformat()


def test_without_it_a_long_official_answer_waits_with_the_text_kept(dev, url):
    answer = dev.post(url, body=LONG, official="y")

    assert answer.status_code == 422
    assert "Write in short what the answer is" in answer.text
    assert "Open the page of permits" in answer.text
    assert _count() == 0


def test_more_than_thirty_words_are_counted_for_the_writer(dev, url):
    answer = dev.post(url, body=LONG, official="y", in_short="word " * 31)

    assert answer.status_code == 422
    assert "In short has 31 words. Keep it to 30." in answer.text


def test_an_answer_of_few_words_is_short_itself(dev, visitor, thread_id, url):
    dev.post(url, body="Yes, **until Friday**.", official="y")

    page = _page(visitor, thread_id)
    assert page.count("until Friday") == 1
    assert "In short:" in page


def test_neighbours_write_without_it(ben, visitor, thread_id, url):
    ben.post(url, body=LONG)

    assert "In short:" not in _page(visitor, thread_id)


def test_what_somebody_else_writes_there_is_not_read(ben, url):
    ben.post(url, body=LONG, in_short=SHORT)

    with fresh_reading():
        assert db.scalars(select(Answer.in_short)).one() is None


@pytest.mark.parametrize("day", ["yesterday", "2020-01-01", "2090-01-01", "2026-13-01"])
def test_a_day_that_is_none_is_refused(dev, url, day):
    answer = dev.post(url, body=LONG, official="y", in_short=SHORT, true_until=day)

    assert answer.status_code == 422
    assert "Choose a day from tomorrow on" in answer.text


def test_the_usual_day_is_what_the_place_has_decided(said, dev, url):
    with writing():
        describe_site(answer_months=3)
    with fresh_reading():
        assert usual_day() < _answer(said).true_until


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 1), -1, date(2026, 2, 1)),
    ],
)
def test_months_end_where_months_end(day, months, then):
    assert months_on(day, months) == then


def test_correcting_it_keeps_what_it_said_before(dev, visitor, thread_id, said):
    form = {"body": LONG, "in_short": "Ring the depot.", "revision": 1}

    assert dev.post(f"/answers/{said}/edit", **form).status_code == 303

    assert "In short:</strong> Ring the depot." in _page(visitor, thread_id)
    with fresh_reading():
        assert db.scalars(select(Revision.in_short)).one() == SHORT


def test_a_program_that_sends_none_gets_its_first_sentence(dev, thread_id):
    said = dev.api("POST", f"/threads/{thread_id}/answers", body=LONG, official=True)

    assert said.json["in_short"] == "Open the page of permits and choose renewal."


def test_a_first_sentence_that_is_too_long_is_refused(app):
    with pytest.raises(Invalid, match="In short has 40 words"):
        brief_of("", write_up("word " * 40), or_begins=True)


def test_old_answers_stay_without(dev, visitor, thread_id, said):
    with writing():
        answer = db.get_one(Answer, said)
        answer.in_short = answer.checked_on = answer.true_until = None

    page = _page(visitor, thread_id)
    assert "In short:" not in page
    assert "Checked on" not in page


def _page(who, thread_id):
    """What stands on the page itself."""
    return _whole(who, thread_id).split("<main", 1)[1]


def _whole(who, thread_id):
    return who.get(f"/threads/{thread_id}", follow_redirects=True).text


def _answer(answer_id):
    with fresh_reading():
        return db.get_one(Answer, answer_id)


def _count():
    with fresh_reading():
        return len(db.scalars(select(Answer.id)).all())
