"""Mail comes in over a real socket to a real worker; one that is killed loses none of it."""

import smtplib
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.mail import OutgoingMail
from moderation.helpdesk.models import Message, Ticket
from moderation.mail_in.models import IncomingMail
from tests.factories import open_parking
from tests.races.conftest import BOTH_TOWNS
from tests.races.towns import inside, let_leases_run_out
from tests.services.town import Town, running_town

pytestmark = pytest.mark.kills

DESK = "ask@example.org"
PATIENCE = 90.0


@pytest.fixture
def place() -> tuple[str, int]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
        return host, port


@pytest.fixture
def town(tmp_path, database_url, place) -> Iterator[Town]:
    lmtp = f"{place[0]}:{place[1]}"
    with running_town(tmp_path, database_url=database_url, LMTP=lmtp, MAIL_FROM=DESK) as town:
        yield town


def letter(number: int) -> bytes:
    head = f"From: Robin {number} <robin{number}@example.net>\r\nTo: {DESK}\r\n"
    named = f"Message-ID: <{number}@robin.example.net>\r\nSubject: Lamp {number}\r\n"
    return f"{head}{named}\r\nIt is dark.\r\n.\r\n".encode()


def door(place: tuple[str, int]) -> smtplib.LMTP:
    """Once the worker listens."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return smtplib.LMTP(*place, timeout=PATIENCE)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def wait_for(what, count: int) -> list[Any]:
    """The rows of a question once there are so many."""
    until = time.monotonic() + PATIENCE
    while True:
        db.rollback()
        found = list(db.scalars(what))
        if len(found) >= count or time.monotonic() > until:
            return found
        time.sleep(0.1)


@pytest.mark.parametrize("database_url", ["in the town's home"], indirect=True)
def test_each_address_of_a_mail_is_answered_and_its_sender_told(town, place):
    both = [DESK, "ask+parking@example.org"]
    with inside(town):
        open_parking()
        with door(place) as server:
            refused = server.sendmail("robin1@example.net", [*both, f"x{DESK}"], letter(1))
            second, _ = server.getreply()
            server.sendmail("", [DESK], letter(0))
            too_large, _ = server.docmd("MAIL FROM:<robin1@example.net> SIZE=99999999")
        sent = wait_for(select(OutgoingMail).where(OutgoingMail.state == "sent"), 1)
        mails = wait_for(select(IncomingMail).where(IncomingMail.state != "waiting"), 3)

        assert list(refused) == [f"x{DESK}"]
        assert (second, too_large) == (250, 552)
        assert sorted(mail.state for mail in mails) == ["aside", "copy", "done"]
        assert [ticket.title for ticket in db.scalars(select(Ticket))] == ["Lamp 1"]
        assert [one.body for one in db.scalars(select(Message))] == ["It is dark.\n."]
        assert [mail.kind for mail in sent] == ["ticket_opened"]


@BOTH_TOWNS
def test_a_worker_killed_right_after_its_yes_makes_exactly_one_ticket_of_each_mail(town, place):
    with inside(town):
        open_parking()
        for number in range(2):
            with door(place) as server:
                server.sendmail(f"robin{number}@example.net", [DESK], letter(number))
                town.kill("worker")
            let_leases_run_out()
        wait_for(select(IncomingMail).where(IncomingMail.state == "done"), 2)
        with door(place) as server:  # as a mail server does that never heard the yes
            server.sendmail("robin0@example.net", [DESK], letter(0))
        time.sleep(1)
        let_leases_run_out()
        told = wait_for(select(OutgoingMail).where(OutgoingMail.state == "sent"), 2)

        titles = sorted(db.scalars(select(Ticket.title)))
        assert titles == [f"Lamp {number}" for number in range(2)]
        assert len(list(db.scalars(select(Message)))) == 2
        assert len(told) == 2
