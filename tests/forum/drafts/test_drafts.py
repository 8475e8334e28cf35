"""What somebody began to write is there again, on any of their devices, until it is posted."""

from datetime import timedelta

import pytest
import time_machine

from forum.drafts import limits, tasks
from forum.drafts.models import Draft
from forum.drafts.queries import MOST
from forum.drafts.wording import place_called
from forum.kernel.clock import now
from forum.kernel.db import db, writing

BEGUN = "The bins in Heron Lane were"


def drafts_of(person):
    db.expire_all()
    return {
        one.place: one.texts for one in db.query(Draft).where(Draft.member_id == person.member_id)
    }


def save(person, place="ask", **texts):
    return person.post("/me/drafts", place=place, **({"body": BEGUN} | texts))


def test_what_was_begun_stands_on_the_form_again(ada, parking):
    save(ada, title="Bins not emptied", topic="parking", tags="bins")

    page = ada.get("/ask")

    assert BEGUN in page.text
    assert 'value="Bins not emptied"' in page.text
    assert '<option value="parking" selected>' in page.text
    assert "You began to write here" in page.text


def test_words_that_come_along_in_the_address_win(ada):
    save(ada)

    page = ada.get("/ask?title=A+leaking+pipe")

    assert BEGUN not in page.text
    assert "A leaking pipe" in page.text


def test_nobody_else_sees_it(ada, ben, visitor):
    save(ada)

    for somebody in (ben, visitor):
        assert BEGUN not in somebody.get("/ask").text
    assert BEGUN not in ben.get("/me/drafts").text


def test_saving_again_keeps_the_last_words_only(ada):
    for text in ("one", "two", "two"):
        save(ada, body=text)

    assert drafts_of(ada) == {"ask": {"body": "two"}}


def test_each_form_keeps_its_own_fields(ada):
    save(ada, place="answer-12", title="No title stands there", board="main")

    assert drafts_of(ada) == {"answer-12": {"body": BEGUN}}


def test_an_emptied_form_is_no_draft(ada):
    save(ada)

    save(ada, body=" ", topic="parking")

    assert drafts_of(ada) == {}


@pytest.mark.parametrize(
    "place", ["", "ask-1", "answer", "answer-0", "answer--1", "answer-x", "answer-١", "a" * 99]
)
def test_a_form_that_does_not_exist_keeps_nothing(ada, place):
    assert save(ada, place=place).status_code == 422
    assert drafts_of(ada) == {}


def test_a_text_that_is_too_long_is_refused_in_words(ada):
    page = save(ada, body="x" * 30_001)

    assert page.status_code == 422
    assert "30,001 characters" in page.text


def test_somebody_without_an_account_keeps_nothing(visitor):
    assert save(visitor).status_code == 401


def test_the_oldest_goes_when_there_are_too_many(ada):
    for number in range(1, MOST + 3):
        with time_machine.travel(now() + timedelta(minutes=number), tick=False):
            save(ada, place=f"answer-{number}")

    assert len(drafts_of(ada)) == MOST
    assert "answer-2" not in drafts_of(ada)
    assert f"answer-{MOST + 2}" in drafts_of(ada)


def test_saving_much_too_often_waits(ada):
    with writing():
        for _ in range(600):
            limits.count(ada.member_id)

    page = save(ada)

    assert page.status_code == 429
    assert "Your text is still here" in page.text


def test_the_list_shows_what_was_begun_and_where(ada, thread_id):
    save(ada)
    save(ada, place=f"answer-{thread_id}", body="Ask at the <b>library</b>")

    page = ada.get("/me/drafts")

    assert 'href="/ask"' in page.text
    assert f'href="/threads/{thread_id}#answer-form"' in page.text
    assert "Ask at the &lt;b&gt;library" in page.text
    assert "/me/drafts" in ada.get("/me").text


def test_throwing_it_away_twice_is_harmless(ada):
    save(ada)

    for _ in range(2):
        assert ada.post("/me/drafts/removal", place="ask").status_code == 303

    assert drafts_of(ada) == {}


def test_a_change_that_was_begun_stands_on_the_form_again(ada, thread_id):
    texts = {"title": "My permit is late", "body": BEGUN, "revision": "1"}
    save(ada, place=f"questionchange-{thread_id}", **texts)

    page = ada.get(f"/threads/{thread_id}/edit")

    assert BEGUN in page.text
    assert 'value="My permit is late"' in page.text
    assert 'name="revision" value="1"' in page.text
    assert "You began to write here" in page.text
    assert f'href="/threads/{thread_id}/edit"' in ada.get("/me/drafts").text

    assert ada.post(f"/threads/{thread_id}/edit", **texts).status_code == 303
    assert drafts_of(ada) == {}


def test_only_what_came_along_is_no_draft(ada, thread_id):
    save(ada, place=f"questionchange-{thread_id}", body="", revision="1")

    assert drafts_of(ada) == {}


def test_whoever_was_slower_begins_again_with_what_stands_there(ada, cleo, thread_id):
    texts = {"title": "My permit is late", "revision": "1"}
    save(ada, place=f"questionchange-{thread_id}", body=BEGUN, **texts)
    cleo.post(f"/threads/{thread_id}/edit", body="It never came, they say.", **texts)

    conflict = ada.post(f"/threads/{thread_id}/edit", body=BEGUN, **texts)

    assert conflict.status_code == 409
    assert BEGUN in conflict.text
    page = ada.get(f"/threads/{thread_id}/edit")
    assert "It never came, they say." in page.text
    assert 'name="revision" value="2"' in page.text


@pytest.mark.parametrize("what", ["answer", "comment"])
def test_changes_of_answers_and_comments_are_kept_too(ada, ben, answer_id, what):
    ben.post(f"/answers/{answer_id}/comments", body="Which desk?")
    id_ = {"answer": answer_id, "comment": answer_id + 1}[what]
    save(ben, place=f"{what}change-{id_}", revision="1")

    page = ben.get(f"/{what}s/{id_}/edit")

    assert BEGUN in page.text
    assert f'data-writes="{what}change-{id_}"' in page.text


def test_a_draft_ends_after_a_month(ada):
    save(ada)

    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert BEGUN not in ada.get("/ask").text
        assert BEGUN not in ada.get("/me/drafts").text
        tasks.forget_old()

    assert drafts_of(ada) == {}


def test_an_answer_that_was_begun_stands_on_its_question_only(ben, thread_id):
    save(ben, place=f"answer-{thread_id}")

    assert BEGUN in ben.get(f"/threads/{thread_id}", follow_redirects=True).text
    assert BEGUN not in ben.get("/ask").text


def test_what_is_posted_is_no_draft_any_more(ada, ben, parking, thread_id, answer_id):
    save(ben, place=f"answer-{thread_id}")
    save(ben, place=f"comment-{answer_id}")
    save(ada)

    ben.post(f"/threads/{thread_id}/answers", body="It opens at nine.")
    ben.post(f"/answers/{answer_id}/comments", body="And closes at five.")
    ada.post("/ask", title="When?", body="Say when.", topic="parking", door="public", offered="yes")

    assert drafts_of(ada) == drafts_of(ben) == {}


def test_a_comment_that_was_begun_stands_on_its_form(ben, answer_id):
    save(ben, place=f"comment-{answer_id}")

    assert BEGUN in ben.get(f"/answers/{answer_id}/comments").text


def test_an_idea_that_was_begun_stands_on_its_form(ada):
    save(ada, place="idea", title="A bench")

    page = ada.get("/ideas/new")

    assert BEGUN in page.text
    assert 'value="A bench"' in page.text


def test_what_was_refused_stays_a_draft(ben, thread_id):
    save(ben, place=f"answer-{thread_id}")

    assert ben.post(f"/threads/{thread_id}/answers", body=" ").status_code == 422

    assert drafts_of(ben)


def test_people_take_their_drafts_along(ada, ben):
    save(ada)
    save(ben, body="not hers")

    rows = ada.api("GET", "/me/export").json["rows"]["drafts"]

    assert [row["texts"] for row in rows] == [{"body": BEGUN}]


def test_a_preview_goes_through_the_same_walls(ada):
    page = ada.post("/preview", body="**Bins** <script>alert(1)</script> [x](javascript:alert(1))")

    assert "<strong>Bins</strong>" in page.text
    assert "<script>" not in page.text
    assert "javascript:" not in page.text.replace("(javascript:alert(1))", "")


def test_a_preview_is_for_members(visitor):
    assert visitor.post("/preview", body="Hello").status_code == 401


@pytest.mark.parametrize(
    ("name", "address"), [("idea", "/ideas/new"), ("comment-7", "/answers/7/comments")]
)
def test_every_form_that_keeps_drafts_has_an_address(app, name, address):
    place = place_called(name)

    assert place
    assert place.url() == address
