"""Who follows a service is told of its alerts by mail: once, and only while they want it."""

from urllib.parse import urlsplit

import pytest

from forum.accounts.models import Member
from forum.follows.models import Follow
from forum.follows.queries import is_following
from forum.kernel.db import db, fresh_reading, insert_once, writing
from forum.kernel.events import Origin, acting_through
from forum.kernel.mail import OutgoingMail
from forum.notifications import reactions
from forum.notifications.queries import preset_of
from forum.services.queries import service_called


@pytest.fixture
def followed(parking, ada):
    ada.post("/services/parking/follow", wanted="yes")


def subjects(mails):
    return [mail["Subject"] for mail in mails]


def test_following_and_letting_go_on_the_page(ada, parking):
    on = ada.post("/services/parking/follow", wanted="yes", follow=True)
    off = ada.post("/services/parking/follow", wanted="no", follow=True)

    assert b"We will write to you when there is an alert" in on.data
    assert b"Following" in on.data
    assert b"Follow this service" in off.data


def test_services_one_follows_stand_on_ones_own_page(ada, ben, followed):
    assert b"Services you follow" in ada.get("/me").data
    assert b'href="/services/parking"' in ada.get("/me").data
    assert b"Services you follow" not in ben.get("/me").data


def test_a_visitor_is_shown_the_way_by_e_mail(visitor, parking):
    assert (
        f"/follow?subject={service_called('parking').subject_id}"
        in visitor.get("/services/parking").text
    )
    assert visitor.post("/services/parking/follow", wanted="yes").status_code == 401


def test_publishing_and_adding_are_mailed_once_each(followed, ada, ben, announce, add, mails):
    alert = announce("The meters are broken")
    add(alert, "A fitter is on the way.")

    assert subjects(mails(ada)) == [
        "Alert: The meters are broken",
        "News: The meters are broken",
    ]
    assert mails(ben) == []


def test_the_mail_says_what_when_and_why(followed, ada, announce, mails, text_of):
    announce("The meters are broken")

    (mail,) = mails(ada)

    text = text_of(mail)
    assert "Something is wrong: The meters are broken" in text
    assert "Use the library car park." in text
    assert "We do not know yet when it ends." in text
    assert "you follow Parking here" in text
    assert "/alerts/" in text


def test_a_draft_tells_nobody(followed, ada, announce, mails):
    announce("Not yet said", published=False)

    assert mails(ada) == []


def test_whoever_let_go_meanwhile_gets_nothing(followed, ada, announce, deliver, mails):
    announce("The meters are broken")
    ada.post("/services/parking/follow", wanted="no")

    assert mails(ada) == []


def test_an_alert_that_is_over_is_not_news(followed, ada, announce, end, mails):
    end(announce("The meters are broken"))

    assert mails(ada) == []


def test_no_mails_means_no_mails(followed, ada, announce, mails):
    ada.post("/me/notifications", preset="none")
    announce("The meters are broken")

    assert mails(ada) == []


def test_the_link_in_the_mail_lets_go_of_services_and_keeps_the_rest(
    app, followed, ada, announce, mails
):
    announce("The meters are broken")
    (mail,) = mails(ada)
    link = urlsplit(mail["List-Unsubscribe"].strip("<>")).path

    said = app.test_client().post(link, data={"List-Unsubscribe": "One-Click"})

    assert b"alerts of the services you follow" in said.data
    with fresh_reading():
        subject_id = service_called("parking").subject_id
        assert not is_following(ada.member_id, subject_id)
        assert preset_of(ada.member_id) == "mine"


def test_the_demo_mails_nobody(followed, ada, announce, mails):
    with acting_through("command", origin=Origin.DEMO):
        announce("The meters are broken")

    assert mails(ada) == []


def test_many_followers_are_told_in_parts_and_each_once(parking, announce, deliver, monkeypatch):
    monkeypatch.setattr(reactions, "CHUNK", 4)
    with writing():
        subject_id = service_called("parking").subject_id
        for number in range(11):
            person = Member(
                name=f"Person {number}", name_key=f"person {number}", email=f"p{number}@example.org"
            )
            db.add(person)
            db.flush()
            insert_once(Follow, member_id=person.id, subject_id=subject_id)

    announce("The meters are broken")
    deliver()

    with fresh_reading():
        recipients = [mail.recipient for mail in db.query(OutgoingMail)]
    assert len(recipients) == len(set(recipients)) == 11
