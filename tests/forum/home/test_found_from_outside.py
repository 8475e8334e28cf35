"""What search engines find: each public page once, and nothing that is not for everybody."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from sqlalchemy import update

from forum.accounts.standing import Rung
from forum.alerts.actions import Draft, publish_alert, write_alert
from forum.ideas import actions as ideas
from forum.ideas.models import Idea
from forum.kernel import found
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads import actions as threads
from forum.threads.models import Answer, Thread
from forum.threads.queries import PUBLIC_THREADS
from forum.topics.models import Topic

BASE = "http://127.0.0.1:8000"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE = "</script><script>alert(1)</script><!--"


@pytest.fixture
def asks(ada, parking):
    def ask(title="My permit is lost", body="It never **came**.", *, who=ada):
        with writing():
            here = db.get_one(Topic, parking.id)
            return threads.ask(by=who.member, topic=here, title=title, body=write_up(body)).id

    return ask


@pytest.fixture
def answers(ben):
    def answer(thread_id, body="Ask at the desk."):
        with writing():
            thread = db.get_one(Thread, thread_id)
            return threads.answer_thread(thread, by=ben.member, body=write_up(body)).id

    return answer


@pytest.fixture
def proposes(ada, parking):
    ada.stands_on(Rung.REGULAR)

    def propose(title="A bench"):
        with writing():
            here = db.get_one(Topic, parking.id)
            body = write_up("It is a long wait.")
            return ideas.propose(by=ada.member, topic=here, title=title, body=body).id

    return propose


def become(model, id_, state):
    with writing():
        db.execute(update(model).where(model.id == id_).values(state=state))


def listed(visitor, address):
    """Address -> when it changed, of one file of the sitemap; addresses are ours and absolute."""
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/xml"
    lines = ElementTree.fromstring(answer.data)
    facts = [{part.tag.removeprefix(SITEMAPS): part.text or "" for part in line} for line in lines]
    assert all(fact["loc"].startswith(f"{BASE}/") for fact in facts)
    return {fact["loc"].removeprefix(BASE): fact.get("lastmod") for fact in facts}


def told(page):
    """The facts a page tells in the words of schema.org."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text)
    facts = json.loads(block)
    assert facts["@context"] == "https://schema.org"
    return facts


def canonical(page):
    return re.findall(r'<link rel="canonical" href="([^"]*)">', page.text)


def test_robots_are_told_where_the_addresses_are(visitor):
    answer = visitor.get("/robots.txt")

    assert answer.mimetype == "text/plain"
    assert answer.text.startswith("User-agent: *\nDisallow: /api/\n")
    assert f"\nSitemap: {BASE}/sitemap.xml\n" in answer.text
    assert "Disallow: /search" not in answer.text


def test_the_sitemap_names_its_parts_and_no_empty_one(visitor, asks):
    before = listed(visitor, "/sitemap.xml")
    asks()

    after = listed(visitor, "/sitemap.xml")

    assert "/sitemap/threads-0.xml" not in before
    assert set(after) - set(before) == {"/sitemap/threads-0.xml"}


def test_every_address_of_the_sitemap_opens_and_says_that_it_is_the_one(
    visitor, asks, proposes, dev, parking
):
    asks(), proposes()
    with writing():
        draft = Draft(parking.service_id, "problem", "No meters", write_up("Wait."), now())
        publish_alert(write_alert(draft, by=dev.member), by=dev.member)
    addresses = [a for part in listed(visitor, "/sitemap.xml") for a in listed(visitor, part)]

    assert len(addresses) == len(set(addresses)) > 12
    for address in addresses:
        page = visitor.get(address)
        assert (address, page.status_code) == (address, 200)
        assert "X-Robots-Tag" not in page.headers
        assert canonical(page) == [f"{BASE}{address}"]


@pytest.mark.parametrize("state", ["held", "hidden", "deleted"])
def test_questions_that_do_not_show_are_not_told(visitor, asks, state):
    shown, other = asks(), asks("Another one")
    become(Thread, other, state)

    assert list(listed(visitor, "/sitemap/threads-0.xml")) == [
        f"/threads/{shown}-my-permit-is-lost"
    ]


@pytest.mark.parametrize("state", ["held", "hidden", "removed"])
def test_ideas_that_do_not_show_are_not_told(visitor, proposes, state):
    shown, other = proposes(), proposes("Another one")
    become(Idea, other, state)

    assert list(listed(visitor, "/sitemap/ideas-0.xml")) == [f"/ideas/{shown}-a-bench"]


def test_drafts_of_alerts_are_not_told(visitor, dev, parking):
    with writing():
        draft = Draft(parking.service_id, "problem", "No meters", write_up("Wait."), now())
        write_alert(draft, by=dev.member)

    assert "/sitemap/alerts-0.xml" not in listed(visitor, "/sitemap.xml")


def test_it_is_told_when_a_question_changed_last(visitor, asks, answers, ada):
    thread_id = asks()
    moments = []
    for days, change in enumerate(
        (
            lambda: None,
            lambda: answers(thread_id),
            lambda: edit(ada, thread_id, "It came **late**."),
        )
    ):
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            change()
        moments += listed(visitor, "/sitemap/threads-0.xml").values()

    assert moments == sorted(set(moments))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", one) for one in moments)


def edit(who, thread_id, text):
    with writing():
        thread = db.get_one(Thread, thread_id)
        threads.edit_post(thread, by=who.member, body=write_up(text), revision=thread.revision)


def test_parts_are_stretches_of_ids_read_a_few_at_a_time(visitor, asks, monkeypatch):
    monkeypatch.setattr(found, "MOST", 4)
    monkeypatch.setattr(found, "AT_ONCE", 2)
    made = {f"/threads/{asks(f'Question {n}')}-question-{n}" for n in range(9)}

    parts = [p for p in listed(visitor, "/sitemap.xml") if p.startswith("/sitemap/threads-")]
    found_in = [set(listed(visitor, part)) for part in parts]

    assert set.union(*found_in) == made
    assert sum(map(len, found_in)) == len(made)
    assert all(0 < len(part) <= 4 for part in found_in)
    assert len(parts) > 2


def test_a_part_takes_the_same_few_statements_however_many_there_are(asks):
    asks()

    assert found.MOST / found.AT_ONCE == 10
    assert list(PUBLIC_THREADS.parts()) == [0]


@pytest.mark.parametrize("part", ["threads-7", "cats-0", f"threads-{10**30}", "services-1"])
def test_there_is_no_part_that_is_empty(visitor, part):
    assert visitor.get(f"/sitemap/{part}.xml").status_code == 404


@pytest.mark.parametrize("state", ["hidden", "deleted"])
def test_a_question_that_was_taken_away_is_gone(visitor, ben, asks, state):
    thread_id = asks(body="A word that must not be seen")
    become(Thread, thread_id, state)

    for address in (f"/threads/{thread_id}-my-permit-is-lost", f"/threads/{thread_id}"):
        for who in (visitor, ben):
            page = who.get(address)
            assert page.status_code == 410
            assert "This was removed" in page.text
            assert "must not be seen" not in page.text
            assert canonical(page) == []


def test_a_question_that_waits_to_be_read_is_as_if_it_were_not_there(visitor, asks):
    thread_id = asks()
    become(Thread, thread_id, "held")

    assert visitor.get(f"/threads/{thread_id}").status_code == 404


def test_an_idea_that_was_taken_away_is_gone_and_one_that_never_showed_is_not_there(
    visitor, proposes
):
    gone, never = proposes(), proposes("Another one")
    become(Idea, gone, "removed")
    with writing():
        db.execute(update(Idea).where(Idea.id == never).values(state="hidden", published_at=None))

    assert visitor.get(f"/ideas/{gone}-a-bench").status_code == 410
    assert visitor.get(f"/ideas/{never}-another-one").status_code == 404


def test_its_author_sees_it_still_but_search_engines_never_would(ada, asks):
    thread_id = asks()
    become(Thread, thread_id, "held")

    page = ada.get(f"/threads/{thread_id}-my-permit-is-lost")

    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_an_address_that_was_renamed_leads_on_for_good(visitor, ada, asks):
    thread_id = asks()
    ada.post(f"/threads/{thread_id}/edit", title="It is found", body="It came.", revision=1)

    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost?page=1")

    assert page.status_code == 301
    assert page.location.endswith(f"/threads/{thread_id}-it-is-found?page=1")


def test_the_later_pages_of_a_list_are_not_kept(visitor, ada, ben, asks):
    for number in range(24):
        asks(f"Question {number}", who=(ada, ben)[number % 2])
    first = visitor.get("/threads")
    (cursor,) = re.findall(r'href="(/threads\?cursor=[^"]*)"', first.text)

    assert "X-Robots-Tag" not in first.headers
    assert visitor.get(cursor).headers["X-Robots-Tag"] == "noindex"
    assert canonical(visitor.get("/threads?state=solved")) == [f"{BASE}/threads"]


def test_each_page_of_a_long_question_is_a_page_of_its_own(visitor, asks, answers, app):
    thread_id = asks()
    with writing():
        db.execute(update(Thread).values(last_number=45))
    path = f"{BASE}/threads/{thread_id}-my-permit-is-lost"

    pages = {n: visitor.get(f"/threads/{thread_id}-my-permit-is-lost?page={n}") for n in (1, 2)}

    assert canonical(pages[1]) == [path]
    assert canonical(pages[2]) == [f"{path}?page=2"]


def test_a_question_tells_what_it_shows(visitor, ada, asks, answers):
    thread_id = asks()
    other, best = answers(thread_id, "Look again."), answers(thread_id, "It is at the *desk*.")
    with writing():
        answer = db.get_one(Answer, best)
        threads.accept_answer(answer, by=ada.member)

    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost")
    facts = told(page)["mainEntity"]

    path = f"{BASE}/threads/{thread_id}-my-permit-is-lost"
    assert told(page)["@type"] == "QAPage"
    assert (facts["name"], facts["text"]) == ("My permit is lost", "It never came.")
    assert facts["author"]["name"] == "Ada Okafor"
    assert facts["answerCount"] == 2
    assert facts["acceptedAnswer"]["text"] == "It is at the desk."
    assert facts["acceptedAnswer"]["url"] == f"{path}#answer-{best}"
    assert [one["url"] for one in facts["suggestedAnswer"]] == [f"{path}#answer-{other}"]


def test_what_does_not_show_on_the_page_is_not_told(visitor, asks, answers):
    thread_id = asks()
    hidden = answers(thread_id, "A word that must not be seen")
    become(Answer, hidden, "hidden")

    facts = told(visitor.get(f"/threads/{thread_id}-my-permit-is-lost"))["mainEntity"]

    assert "suggestedAnswer" not in facts


def test_an_idea_tells_what_it_shows(visitor, pia, proposes):
    idea_id = proposes()
    with writing():
        idea = db.get_one(Idea, idea_id)
        ideas.decide(idea, by=pia.member, stage="in_review", summary="We count.")

    facts = told(visitor.get(f"/ideas/{idea_id}-a-bench"))

    assert facts["@type"] == "DiscussionForumPosting"
    assert (facts["headline"], facts["text"]) == ("A bench", "It is a long wait.")
    assert facts["interactionStatistic"]["userInteractionCount"] == 0
    assert facts["comment"][0]["text"] == "We count."


def test_hostile_words_end_no_block_and_no_attribute(visitor, asks, answers):
    thread_id = asks(f'"{HOSTILE}', f"`{HOSTILE}` 'and \"more")
    answers(thread_id, f"`{HOSTILE}`")

    page = visitor.get(f"/threads/{thread_id}", follow_redirects=True)

    assert told(page)["mainEntity"]["name"] == f'"{HOSTILE}'
    assert HOSTILE in told(page)["mainEntity"]["suggestedAnswer"][0]["text"]
    assert "<script>" not in page.text
    assert f'content="&#34;{HOSTILE[:0]}&lt;/script&gt;' in page.text


def test_a_preview_says_what_the_page_says(visitor, asks):
    thread_id = asks("My permit & badge", "It never came. " * 40)

    page = visitor.get(f"/threads/{thread_id}-my-permit-badge")

    assert '<meta property="og:title" content="My permit &amp; badge">' in page.text
    assert '<meta property="og:type" content="article">' in page.text
    assert f'<meta property="og:url" content="{canonical(page)[0]}">' in page.text
    (said,) = re.findall(r'property="og:description" content="([^"]*)"', page.text)
    assert said.startswith("It never came. It never")
    assert said.endswith("…")
    assert len(said) <= 160
    assert "og:image" not in page.text


def test_members_load_nothing_that_only_robots_read(ben, asks):
    page = ben.get(f"/threads/{asks()}-my-permit-is-lost")

    assert "ld+json" not in page.text
    assert "og:title" not in page.text
    assert len(canonical(page)) == 1


def test_nobody_is_followed_by_the_files_for_robots(visitor, asks):
    asks()

    for address in ("/robots.txt", "/sitemap.xml", "/sitemap/threads-0.xml"):
        answer = visitor.get(address)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "public, max-age=600"
