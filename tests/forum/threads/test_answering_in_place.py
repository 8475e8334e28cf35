"""A page that is open asks for the part that changed; everybody else gets the whole page."""

from forum.kernel.db import db, writing
from forum.threads.models import Thread


def test_an_open_page_gets_the_button_as_it_stands_now(ada, answer_id):
    part = ada.post(f"/answers/{answer_id}/thanks", live=True, wanted="yes")

    assert part.status_code == 200
    assert f'id="answers-{answer_id}-thanks"' in part.text
    assert 'value="no" aria-pressed="true"' in part.text
    assert "<b>1</b>" in part.text
    assert "You thanked" in part.text
    assert "<html" not in part.text


def test_pressing_again_gives_the_same_part(ada, answer_id):
    first, second = (
        ada.post(f"/answers/{answer_id}/thanks", live=True, wanted="yes") for _ in range(2)
    )

    assert first.text == second.text


def test_taking_back_gives_the_button_unpressed(ada, answer_id):
    ada.post(f"/answers/{answer_id}/thanks", live=True, wanted="yes")

    part = ada.post(f"/answers/{answer_id}/thanks", live=True, wanted="no")

    assert 'value="yes" aria-pressed="false"' in part.text
    assert "taken back" in part.text


def test_caches_know_that_there_are_two_answers(ada, answer_id):
    part = ada.post(f"/answers/{answer_id}/thanks", live=True, wanted="yes")
    whole = ada.post(f"/answers/{answer_id}/thanks")

    assert whole.status_code == 303
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in whole.headers["Vary"]


def test_a_refusal_is_one_sentence_with_its_own_status(ben, answer_id):
    part = ben.post(f"/answers/{answer_id}/thanks", live=True, wanted="yes")

    assert part.status_code == 403
    assert "You cannot thank yourself" in part.text
    assert 'role="alert"' in part.text
    assert "<html" not in part.text


def test_whoever_was_signed_out_meanwhile_is_shown_the_way_in(visitor, answer_id):
    part = visitor.post(f"/answers/{answer_id}/thanks", live=True, wanted="yes")

    assert part.status_code == 401
    assert 'href="/sign-in"' in part.text


def test_a_title_with_signs_stays_a_title(app, ada, ben, thread_id):
    with writing():
        db.get_one(Thread, thread_id).title = "<img src=x onerror=alert(1)>"

    part = ben.post(f"/threads/{thread_id}/follow", live=True, wanted="yes")

    assert "<img" not in part.text
    assert "&lt;img" in part.text
