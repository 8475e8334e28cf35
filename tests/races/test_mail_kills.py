"""The worker dies between the mail server's yes and our note of it: the same mail comes again."""

import time
from collections import Counter

import pytest
from sqlalchemy import select

from forum.accounts.actions import add_member
from forum.kernel.db import db, writing
from forum.kernel.mail import OutgoingMail
from tests.races.conftest import BOTH_TOWNS
from tests.races.towns import inside, let_leases_run_out
from tests.services.mailsink import running_mailsink
from tests.services.town import running_town

pytestmark = pytest.mark.kills


@pytest.fixture
def mailsink():
    with running_mailsink() as sink:
        yield sink


@pytest.fixture
def town(tmp_path, database_url, mailsink):
    with running_town(tmp_path, database_url=database_url, smtp_url=mailsink.url) as town:
        yield town


@BOTH_TOWNS
def test_a_worker_killed_right_after_data_sends_the_same_mail_again(town, mailsink):
    killed: list[int] = []

    def kill_once(_mail):
        if not killed:
            killed.append(town.kill("worker"))

    mailsink.after_data = kill_once
    with inside(town):
        with writing():
            for number in range(5):
                add_member(name=f"Ada {number}", email=f"ada{number}@example.org")
        mailsink.wait_for(5, within=60)
        in_doubt = left_in_doubt()
        let_leases_run_out()
        came = Counter(str(mail.message["Message-ID"]) for mail in mailsink.wait_for(6, within=60))
        wait_until_sent()

        assert killed == [1]
        assert in_doubt == 1
        assert sorted(came.values()) == [1, 1, 1, 1, 2]
        assert states() == {"sent": 5}


def states():
    db.rollback()
    return Counter(db.scalars(select(OutgoingMail.state)))


def left_in_doubt():
    """How many stay "sending": the last that came may not be written down yet."""
    until = time.monotonic() + 60
    while (still := states()["sending"]) > 1 and time.monotonic() < until:
        time.sleep(0.1)
    return still


def wait_until_sent():
    until = time.monotonic() + 60
    while states().keys() != {"sent"} and time.monotonic() < until:
        time.sleep(0.1)
