"""The button “Preview” shows the page again with the words as everybody will see them."""

import pytest

from forum.ideas.models import Idea
from forum.kernel.db import db
from forum.threads.models import Answer, Comment, Revision, Thread

SEEN = "The bins were <strong>in green</strong> bags &amp; full."
TEXT = "The bins were **in green** bags & full."
KEPT = "The bins were **in green** bags &amp; full.</textarea>"
ASKED = {"title": "Bins not emptied", "topic": "parking", "tags": "bins", "door": "private"}
SHOWN = 'id="preview">As everybody will see it</h2>'
FORMS = {
    "question": ("/ask", "/ask", ASKED),
    "answer": ("/threads/{thread}-my-permit-is-lost", "/threads/{thread}/answers", {}),
    "comment": ("/answers/{answer}/comments", "/answers/{answer}/comments", {}),
    "change": ("/answers/{answer}/edit", "/answers/{answer}/edit", {"revision": "1"}),
    "idea": ("/ideas/new", "/ideas", {"title": "A bench", "topic": "parking"}),
}


@pytest.fixture(params=sorted(FORMS))
def form(request, thread_id, answer_id):
    """Where the page is, where its form goes, and what it needs beside the text."""
    page, action, fields = FORMS[request.param]
    ids = {"thread": thread_id, "answer": answer_id}
    return page.format(**ids), action.format(**ids), fields


def posts():
    db.rollback()
    return [db.query(kind).count() for kind in (Thread, Answer, Comment, Revision, Idea)]


def test_each_form_has_the_button_and_the_one_that_posts_comes_first(ben, form):
    page = ben.get(form[0]).text
    posting = page.split("data-writes=")[1].split("</form>")[0].split('<div class="row">')[-1]

    assert posting.count("<button") >= 2
    assert 'name="preview" value="yes">Preview</button>' in posting.split("</button>", 1)[1]


def test_it_shows_the_words_and_keeps_the_text_and_posts_nothing(ben, form):
    _page, action, fields = form
    before = posts()

    shown = ben.post(action, body=TEXT, preview="yes", **fields)

    assert shown.status_code == 200
    assert SHOWN in shown.text
    assert SEEN in shown.text
    assert KEPT in shown.text
    assert all(value in shown.text for value in fields.values())
    assert posts() == before


def test_without_words_it_says_so(ben, form):
    _page, action, fields = form

    shown = ben.post(action, body=" ", preview="yes", **fields)

    assert shown.status_code == 422
    assert SHOWN not in shown.text
    assert 'class="errors"' in shown.text


def test_what_is_shown_is_as_safe_as_a_post(ben, form):
    _page, action, fields = form

    shown = ben.post(action, body="<script>alert(1)</script> <b>bold</b>", preview="yes", **fields)

    assert "<script>alert" not in shown.text


def test_whoever_is_not_signed_in_has_no_such_button_and_gets_no_page_for_it(visitor, form):
    _page, action, fields = form

    assert 'name="preview"' not in visitor.get("/ask").text
    assert (
        "As everybody will see it"
        not in visitor.post(action, body=TEXT, preview="yes", **fields).text
    )
