"""A page that is open asks for the part that changed; everybody else gets the whole page."""

import pytest

from forum.kernel.db import db, writing
from forum.threads.models import Thread
from tests.cast import OURS

LIVE = {"HX-Request": "true"}


@pytest.fixture
def press(app):
    """Sends a small form as the script of an open page does."""

    def send(who, url, **form):
        token = {"csrf_token": who.csrf} if hasattr(who, "csrf") else {}
        with app.app_context():
            return who.client.post(url, data=token | form, headers=OURS | LIVE)

    return send


def test_an_open_page_gets_the_button_as_it_stands_now(press, ada, answer_id):
    part = press(ada, f"/answers/{answer_id}/thanks", wanted="yes")

    assert part.status_code == 200
    assert f'id="answers-{answer_id}-thanks"' in part.text
    assert 'value="no" aria-pressed="true"' in part.text
    assert "<b>1</b>" in part.text
    assert "You thanked" in part.text
    assert "<html" not in part.text


def test_pressing_again_gives_the_same_part(press, ada, answer_id):
    first, second = (press(ada, f"/answers/{answer_id}/thanks", wanted="yes") for _ in range(2))

    assert first.text == second.text


def test_taking_back_gives_the_button_unpressed(press, ada, answer_id):
    press(ada, f"/answers/{answer_id}/thanks", wanted="yes")

    part = press(ada, f"/answers/{answer_id}/thanks", wanted="no")

    assert 'value="yes" aria-pressed="false"' in part.text
    assert "taken back" in part.text


def test_caches_know_that_there_are_two_answers(press, ada, answer_id):
    part = press(ada, f"/answers/{answer_id}/thanks", wanted="yes")
    whole = ada.post(f"/answers/{answer_id}/thanks")

    assert whole.status_code == 303
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in whole.headers["Vary"]


def test_a_refusal_is_one_sentence_with_its_own_status(press, ben, answer_id):
    part = press(ben, f"/answers/{answer_id}/thanks", wanted="yes")

    assert part.status_code == 403
    assert "You cannot thank yourself" in part.text
    assert 'role="alert"' in part.text
    assert "<html" not in part.text


def test_whoever_was_signed_out_meanwhile_is_shown_the_way_in(press, visitor, answer_id):
    part = press(visitor, f"/answers/{answer_id}/thanks", wanted="yes")

    assert part.status_code == 401
    assert 'href="/sign-in"' in part.text


def test_a_title_with_signs_stays_a_title(press, app, ada, ben, thread_id):
    with writing():
        db.get_one(Thread, thread_id).title = "<img src=x onerror=alert(1)>"

    part = press(ben, f"/threads/{thread_id}/follow", wanted="yes")

    assert "<img" not in part.text
    assert "&lt;img" in part.text
