"""Whoever has not answered is reminded once after three days, and the message budget wins."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.mail_follows.codes import digest_of
from forum.mail_follows.models import MailRefusal
from forum.notifications.models import Preference
from forum.surveys.rules import QUIET, may_ask
from moderation.asking_back.tasks import remind
from moderation.helpdesk.models import Ticket
from tests.moderation.asking_back.conftest import (
    VERY,
    answers_privately,
    closes,
    link_in,
    reminders,
    writes_by_mail,
)
from tests.moderation.bundles.conftest import writes_in

THREE_DAYS = timedelta(days=3, minutes=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def reminded(mails):
    """The timer looks, twice; the mails that remind."""

    def looks():
        remind()
        remind()
        return [text for _, text in mails() if "Some days ago your ticket" in text]

    return looks


def test_after_three_days_once_and_never_again(visitor, answered, monday, reminded):
    monday.shift(timedelta(days=2, hours=23))
    assert reminded() == []
    monday.shift(timedelta(hours=2))

    (text,) = reminded()

    assert visitor.get(link_in(text)).status_code == 200
    monday.shift(timedelta(days=1))
    assert len(reminded()) == 1
    assert reminders() == 1


def test_whoever_has_answered_is_not_reminded(visitor, link, monday, reminded):
    visitor.post(link, **VERY)
    monday.shift(THREE_DAYS)

    assert reminded() == []


def test_nobody_is_reminded_of_two_tickets_in_30_days(dev, parking, monday, reminded, deliver):
    first, second = (writes_by_mail(n, email="robin@example.org") for n in (1, 2))
    for ticket in (first, second):
        closes(dev, ticket)
    deliver()
    monday.shift(THREE_DAYS)

    assert reminded() == []


def test_whose_ticket_is_open_again_is_not_reminded(dev, answered, monday, reminded):
    dev.post(f"/desk/tickets/{answered.reference}/state", state="open", reason="", text="")
    monday.shift(THREE_DAYS)

    assert reminded() == []


def test_whose_address_is_gone_is_not_reminded(answered, monday, reminded):
    with writing():
        db.get_one(Ticket, answered.id).contact_email = None
    monday.shift(THREE_DAYS)

    assert reminded() == []


def test_who_wants_no_mails_gets_none_of_these(ada, dev, parking, monday, reminded, deliver):
    with writing():
        db.add(Preference(member_id=ada.member_id, preset="none"))
    answers_privately(dev, writes_in(ada, "My permit has not come"))
    deliver()
    monday.shift(THREE_DAYS)

    assert reminded() == []


def test_an_address_that_wants_no_mail_ever_gets_none_of_these(answered, monday, reminded):
    with writing():
        db.add(MailRefusal(digest=digest_of("robin@example.org"), since=now()))
    monday.shift(THREE_DAYS)

    assert reminded() == []


def test_a_week_later_it_is_too_late(answered, monday, reminded):
    monday.shift(timedelta(days=7, minutes=1))

    assert reminded() == []


MOMENTS = st.lists(
    st.tuples(st.integers(0, 200 * 24), st.booleans()),
    max_size=40,
)


@given(MOMENTS)
def test_between_two_questions_that_ride_on_nothing_are_thirty_days(tried):
    """However tickets end and timers look: no question comes unasked within 30 days of any other
    before it, and none that rides on a mail is ever kept back.
    """
    asked: list[tuple[datetime, bool]] = []
    for hours, rides in sorted(tried):
        moment = START + timedelta(hours=hours)
        if may_ask([at for at, _ in asked], moment, rides=rides):
            asked.append((moment, rides))
        else:
            assert not rides
            assert any(moment - at < QUIET for at, _ in asked)

    for place, (moment, rides) in enumerate(asked):
        assert rides or all(moment - at >= QUIET for at, _ in asked[:place])
