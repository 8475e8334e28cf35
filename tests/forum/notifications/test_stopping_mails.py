"""Choosing what is mailed, and stopping it from the mail itself."""

import re
from urllib.parse import urlsplit

import pytest

from config import Config
from forum.app import create_app
from forum.kernel.db import fresh_reading
from forum.notifications.links import stop_path
from forum.notifications.queries import preset_of


def preset(who):
    with fresh_reading():
        return preset_of(who.member_id)


def link_of(mail):
    """Where the mail program would send its request."""
    return urlsplit(mail["List-Unsubscribe"].strip("<>")).path


def as_mail_program(app, path):
    """RFC 8058: a request from nowhere, without cookies."""
    body = {"List-Unsubscribe": "One-Click"}
    return app.test_client().post(path, data=body)


def test_a_mail_carries_the_address_as_it_is(app, ada, answer_id, mails):
    mails(ada)

    (file,) = (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")
    raw = file.read_text()
    assert re.search(r"^List-Unsubscribe: <http://[^ >]+/unsubscribe/[^ >]+>$", raw, re.MULTILINE)
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw


def test_looking_at_the_link_stops_nothing(visitor, ada, answer_id, mails):
    (mail,) = mails(ada)

    page = visitor.get(link_of(mail))

    assert page.status_code == 200
    assert "no more mails about your own questions, answers and ideas" in page.text
    assert preset(ada) == "mine"


def test_a_mail_program_stops_it_at_once_without_signing_in(app, ada, answer_id, mails):
    (mail,) = mails(ada)

    for _ in range(2):
        answer = as_mail_program(app, link_of(mail))
        assert answer.status_code == 200
        assert "The mails have stopped" in answer.text

    assert preset(ada) == "none"


def test_after_stopping_nothing_more_comes(app, ada, ben, thread_id, answer_id, answers, mails):
    (mail,) = mails(ada)
    as_mail_program(app, link_of(mail))

    answers(ben, thread_id, "Or call them.")

    assert len(mails(ada)) == 1


def test_stopping_mails_about_what_one_follows_keeps_ones_own(app, ada):
    ada.post("/me/notifications", preset="follows")

    as_mail_program(app, stop_path(ada.member_id, "followed"))

    assert preset(ada) == "mine"


def test_stopping_never_lets_more_through(app, ada):
    ada.post("/me/notifications", preset="none")

    as_mail_program(app, stop_path(ada.member_id, "followed"))

    assert preset(ada) == "none"


@pytest.mark.parametrize("token", ["nonsense", "WzEsImFuc3dlcmVkIl0.AAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_a_link_that_is_not_ours_stops_nothing(app, ada, visitor, token):
    assert visitor.get(f"/unsubscribe/{token}").status_code == 404

    answer = as_mail_program(app, f"/unsubscribe/{token}")

    assert answer.status_code == 404
    assert "This link is broken" in answer.text
    assert preset(ada) == "mine"


def test_a_link_for_a_kind_that_must_always_come_is_refused(app, ada):
    assert as_mail_program(app, stop_path(ada.member_id, "verify_email")).status_code == 404


def test_a_link_of_somebody_who_is_not_here_any_more_does_no_harm(app):
    assert as_mail_program(app, stop_path(999, "answered")).status_code == 200


def test_links_signed_with_the_key_before_still_work(app, config, tmp_path):
    link = stop_path(1, "answered")
    renewed = Config(
        HOME=tmp_path,
        DATABASE_URL=config.DATABASE_URL,
        SECRET_KEY="another secret, chosen after the first one",
        SECRET_KEY_FALLBACKS=(config.SECRET_KEY,),
        TESTING=True,
    )
    later = create_app(renewed)

    try:
        assert later.test_client().get(link).status_code == 200
    finally:
        later.extensions["database"].dispose()


def test_people_choose_one_of_three(ada):
    page = ada.post("/me/notifications", follow=True, preset="follows")

    assert "Your choice is saved" in page.text
    assert preset(ada) == "follows"
    assert 'value="follows" id="preset-2" checked' in page.text


def test_anything_else_is_refused_in_plain_words(ada):
    page = ada.post("/me/notifications", preset="everything")

    assert page.status_code == 422
    assert "Choose one of the three" in page.text
    assert preset(ada) == "mine"


def test_only_members_have_preferences(visitor):
    assert visitor.get("/me/notifications").status_code == 401
    assert visitor.post("/me/notifications", preset="none").status_code == 401
