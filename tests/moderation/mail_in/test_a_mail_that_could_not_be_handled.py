"""What fails is tried again, then stands on the desk's list; bytes are thrown away in the end."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from forum.kernel import tasks
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Resting
from forum.kernel.site import make_read_only
from forum.services.models import Service
from forum.topics.models import Topic
from moderation.mail_in.actions import keeping
from moderation.mail_in.models import IncomingMail
from moderation.mail_in.tasks import forget_old
from tests.factories import open_parking
from tests.moderation.mail_in.conftest import incoming, tickets


def raw_of(mail):
    with fresh_reading():
        return db.scalar(select(IncomingMail.raw).where(IncomingMail.id == mail.id))


@pytest.fixture
def nowhere(parking):
    """Nobody has set up a service yet: there is no desk to bring a mail to."""
    with writing():
        db.execute(delete(Topic))
        db.execute(delete(Service))


def test_it_is_listed_while_it_fails_and_is_done_once_it_can(post, nowhere, dev):
    post.sends("Too early")
    assert tickets() == []
    assert "It could not be handled" in dev.get("/desk/mails").text

    open_parking()
    dev.post(f"/desk/mails/{incoming()[0].id}/attempt")
    post.deliver()

    assert [ticket.title for ticket in tickets()] == ["Too early"]
    assert "Too early" not in dev.get("/desk/mails").text


def test_one_that_was_given_up_is_tried_again_by_staff(post, nowhere, dev, monday):
    post.sends("Too early")
    for _ in range(tasks.MOST_ATTEMPTS):
        monday.shift(3600)
        post.deliver()
    assert tasks.dead() == 1

    open_parking()
    dev.post(f"/desk/mails/{incoming()[0].id}/attempt")
    post.deliver()

    assert len(tickets()) == 1
    assert tasks.dead() == 0


def test_handling_it_again_makes_no_second_ticket(post, first):
    mail = incoming()[0]
    with writing():
        tasks.again("mail_in.handle", str(mail.id), at=first.opened_at, mail_id=mail.id)
    post.deliver()

    assert len(tickets()) == 1


def test_while_nothing_can_be_saved_the_mail_server_keeps_it(post):
    with writing():
        make_read_only(True)

    with pytest.raises(Resting):
        post.sends()

    assert incoming() == []


def test_a_month_later_only_what_is_on_the_ticket_is_left(post, first, monday):
    post.sends("Away", auto_submitted="auto-replied")
    monday.shift(keeping.KEPT_FOR - timedelta(hours=1))
    forget_old()
    assert raw_of(incoming()[0])

    monday.shift(timedelta(hours=2))
    forget_old()

    (kept,) = incoming()
    assert (kept.ticket_id, raw_of(kept)) == (first.id, None)


def test_what_waits_is_never_thrown_away(post, nowhere, monday):
    post.sends("Too early")
    monday.shift(timedelta(days=365))
    forget_old()

    assert raw_of(incoming()[0])
