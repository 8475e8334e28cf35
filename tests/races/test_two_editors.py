"""Two people change the same post: the second is told, sees both texts, and nothing is lost."""

import re
from html import unescape

import pytest

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads import actions as threads
from forum.threads.models import Answer, Revision, Thread
from tests.races.conftest import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
ROUNDS = 10


@pytest.fixture
def thread(app, ada, parking):
    with writing():
        topic = db.merge(parking, load=False)
        return threads.ask(
            by=ada.member, topic=topic, title="Where is it", body=write_up("It is lost.")
        )


@pytest.fixture
def answer(thread, ben):
    with writing():
        return threads.answer_thread(
            db.get_one(Thread, thread.id), by=ben.member, body=write_up("Ask at the desk.")
        )


@pytest.fixture
def comment(answer, ben):
    with writing():
        return threads.comment_on(
            db.get_one(Answer, answer.id), by=ben.member, body=write_up("It opens at nine.")
        )


def form_at(person, url):
    """What the fields of the form hold when it is opened."""
    html = person.get(url).get_data(as_text=True)
    (revision,) = re.findall(r'name="revision" value="(\d+)"', html)
    (body,) = re.findall(r'<textarea[^>]*name="body"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    titles = re.findall(r'name="title"[^>]*value="([^"]*)"', html)
    return {"revision": revision, "body": unescape(body).strip()} | (
        {"title": unescape(titles[0])} if titles else {}
    )


@pytest.mark.parametrize("kind", ["threads", "answers", "comments"])
def test_the_second_of_two_forms_is_refused_with_both_texts(kind, request, cleo, ada, ben):
    post = request.getfixturevalue(kind.removesuffix("s"))
    author = ada if kind == "threads" else ben
    url = f"/{kind}/{post.id}/edit"
    first, second = form_at(author, url), form_at(cleo, url)

    saved = author.post(url, **(first | {"body": "What the author means."}))
    refused = cleo.post(url, **(second | {"body": "What Cleo means."}))

    page = unescape(refused.get_data(as_text=True))
    assert (saved.status_code, refused.status_code) == (303, 409)
    assert "What the author means." in page
    assert "What Cleo means." in page
    assert body_of(type(post), post.id) == "What the author means."


def test_the_form_opened_again_can_be_saved(thread, ada, cleo):
    url = f"/threads/{thread.id}/edit"
    ada.post(url, **(form_at(ada, url) | {"body": "By Ada."}))

    again = cleo.post(url, **(form_at(cleo, url) | {"body": "By Ada and Cleo."}))

    assert again.status_code == 303
    assert body_of(Thread, thread.id) == "By Ada and Cleo."


def test_in_many_rounds_nobody_overwrites_anybody(thread, ada, cleo):
    url = f"/threads/{thread.id}/edit"
    for number in range(ROUNDS):
        forms = [(person, form_at(person, url)) for person in (ada, cleo)]

        answers = [p.post(url, **(f | {"body": f"{p.secret} {number}"})) for p, f in forms]

        assert [answer.status_code for answer in answers] == [303, 409]
        assert body_of(Thread, thread.id) == f"{ada.secret} {number}"
    assert db.query(Revision).count() == ROUNDS


@pytest.mark.parametrize("kind", ["threads", "answers", "comments"])
def test_a_program_that_comes_second_gets_both_texts(kind, request, cleo, ada, ben):
    post = request.getfixturevalue(kind.removesuffix("s"))
    author = ada if kind == "threads" else ben
    sent = {"revision": 1}

    saved = author.api("PATCH", f"/{kind}/{post.id}", body="What the author means.", **sent)
    refused = cleo.api("PATCH", f"/{kind}/{post.id}", body="What Cleo means.", **sent)

    assert (saved.status_code, refused.status_code) == (200, 409)
    assert refused.content_type == "application/problem+json"
    assert refused.json["theirs"] == "What the author means."
    assert refused.json["yours"] == "What Cleo means."
    assert body_of(type(post), post.id) == "What the author means."


def test_the_same_text_saved_twice_is_no_quarrel(thread, ada):
    url = f"/threads/{thread.id}/edit"
    form = form_at(ada, url) | {"body": "Once is enough."}

    answers = [ada.post(url, **form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert db.query(Revision).count() == 1


def body_of(model, post_id):
    db.rollback()
    return db.get_one(model, post_id).body
