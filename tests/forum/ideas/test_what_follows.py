"""What follows from support and decisions: reputation, notices and mails; and all of it back."""

import pytest

from forum.accounts.standing import Rung
from forum.kernel.db import db, fresh_reading, writing
from forum.notifications.actions import choose_preset
from forum.notifications.queries import notices_for
from tests.forum.notifications.conftest import mails, text_of
from tests.forum.reputation.conftest import points

__all__ = ["mails", "points", "text_of"]

YES = {"summary": "We will build it in May."}
NO = {"reason": "too_costly", "summary": "It costs too much."}


@pytest.fixture
def told(deliver):
    def look(who):
        deliver()
        with fresh_reading():
            return [notice.kind for notice in notices_for(who.member_id).items]

    return look


def test_each_supporter_is_worth_five_and_exactly_that_goes_again(
    ada, ben, dev, idea_id, supports, points
):
    supports(ben, idea_id)
    supports(dev, idea_id)
    supports(ada, idea_id)
    assert points(ada) == 10

    supports(ben, idea_id, wanted=False)

    assert points(ada) == 5


def test_a_yes_and_the_delivery_earn_once(ada, pia, idea_id, decides, points):
    decides(pia, idea_id, "in_review")
    decides(pia, idea_id, "planned", **YES)
    assert points(ada) == 50

    decides(pia, idea_id, "in_progress")
    decides(pia, idea_id, "planned", reason="takes_longer", summary="Not before June.")
    decides(pia, idea_id, "in_progress")
    assert points(ada) == 50

    decides(pia, idea_id, "delivered", reason="done", summary="It is there.")
    assert points(ada) == 150


def test_a_yes_that_is_taken_back_takes_its_points_back(ada, pia, idea_id, decides, points):
    decides(pia, idea_id, "in_review")
    decides(pia, idea_id, "planned", **YES)
    assert points(ada) == 50

    decides(pia, idea_id, "declined", **NO)

    assert points(ada) == 0


def test_points_rest_while_an_idea_is_out_of_sight(ada, ben, cleo, idea_id, supports, points):
    supports(ben, idea_id)

    cleo.post(f"/ideas/{idea_id}/showing", wanted="no")
    assert points(ada) == 0

    cleo.post(f"/ideas/{idea_id}/showing", wanted="yes")
    assert points(ada) == 5


def test_author_and_supporters_are_told_of_a_decision_once(
    ada, ben, dev, pia, idea_id, supports, decides, told
):
    supports(ben, idea_id)

    decides(pia, idea_id, "in_review", **YES)

    assert told(ada) == ["idea_decided"]
    assert told(ben) == ["idea_followed"]
    assert told(dev) == told(pia) == []


def test_a_new_version_of_the_reply_is_told_too(ada, ben, pia, idea_id, supports, decides, told):
    supports(ben, idea_id)
    decides(pia, idea_id, "in_review", **YES)

    decides(pia, idea_id, "in_review", summary="We have counted 90 people.")

    assert told(ada) == ["idea_replied", "idea_decided"]
    assert told(ben) == ["idea_followed", "idea_followed"]


def test_the_mail_to_the_author_says_what_was_decided_and_why(
    app, ada, pia, idea_id, decides, mails, text_of
):
    decides(pia, idea_id, "declined", **NO)

    (mail,) = mails(ada)
    assert mail["Subject"] == "The council has decided: A bench at the stop"
    assert "has looked at your idea “A bench at the stop” and decided" in text_of(mail)
    assert "It costs more than we can spend." in text_of(mail)
    assert "“It costs too much.”" in text_of(mail)
    assert f"{app.config['BASE_URL']}/ideas/{idea_id}-a-bench-at-the-stop" in text_of(mail)


def test_supporters_get_a_mail_when_they_want_news_of_what_they_follow(
    ben, dev, pia, idea_id, supports, decides, mails
):
    for one in (ben, dev):
        supports(one, idea_id)
    with writing():
        choose_preset("follows", by=ben.member)

    decides(pia, idea_id, "in_review", **YES)

    assert [mail["Subject"] for mail in mails(ben)] == ["News about: A bench at the stop"]
    assert mails(dev) == []


def test_a_newcomer_hears_that_the_idea_shows(ben, pia, held_id, told, mails):
    pia.post(f"/ideas/{held_id}/showing", wanted="yes")

    assert told(ben) == ["idea_released"]
    (mail,) = mails(ben)
    assert mail["Subject"] == "Your idea shows now: Later buses on Friday"


def test_a_notice_leads_to_the_idea(ada, pia, idea_id, decides, deliver):
    decides(pia, idea_id, "declined", **NO)
    deliver()

    page = ada.get("/me").text

    assert "The council has decided about your idea" in page
    assert f"/ideas/{idea_id}-a-bench-at-the-stop" in page


def test_no_mail_about_an_idea_that_is_gone_by_then(ada, cleo, pia, idea_id, decides, mails):
    decides(pia, idea_id, "declined", **NO)
    cleo.post(f"/ideas/{idea_id}/showing", wanted="no")

    assert mails(ada) == []


def test_a_rung_makes_no_difference_to_what_a_supporter_is_worth(
    ada, ben, idea_id, supports, points
):
    ben.stands_on(Rung.ADVOCATE)

    supports(ben, idea_id)

    assert points(ada) == 5
    db.rollback()
