"""A form and a mail to the desk as they come over the wire, and whether each was accepted."""

from __future__ import annotations

import http.client
import random
import smtplib
from contextlib import suppress
from urllib.parse import urlencode

from tests.races.programs import NOT_SENT, PATIENCE, UNKNOWN, Reply
from tests.services.town import Town

DESK = "ask@example.org"


def by_form(town: Town, sent: dict[str, str]) -> Reply:
    """The private door, from somewhere else on this machine each time: one place may not send many.

    The body holds the reference once it is known.
    """
    place = ("127.{}.{}.{}".format(*(random.randint(1, 250) for _ in range(3))), 0)
    connection = http.client.HTTPConnection(
        "127.0.0.1", town.port, timeout=PATIENCE, source_address=place
    )
    head = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.connect()
    except OSError:
        return Reply(NOT_SENT)
    try:
        connection.request("POST", "/contact", urlencode(sent), head)
        answer = connection.getresponse()
        answer.read()
        return _read(answer.status, answer.headers.get("Location", ""))
    except (OSError, http.client.HTTPException):
        return Reply(UNKNOWN)
    finally:
        connection.close()


def _read(status: int, location: str) -> Reply:
    """A form that was accepted leads on to the ticket; one that was refused is shown again."""
    if status != 303:
        return Reply(status if status >= 400 else 422)
    return Reply(201, {"reference": location.split("/tickets/")[1].partition("/")[0]})


def by_mail(lmtp: str, sender: str, raw: bytes) -> Reply:
    """As the mail server of the house hands it on; what is not answered by 250 may be kept or not.

    A worker that has just begun does not listen yet: that is no mail sent.
    """
    host, _, port = lmtp.rpartition(":")
    try:
        server = smtplib.LMTP(host, int(port), timeout=PATIENCE)
    except (OSError, smtplib.SMTPException):
        return Reply(NOT_SENT)
    try:
        server.sendmail(sender, [DESK], raw)
        return Reply(201)
    except (smtplib.SMTPException, OSError):
        return Reply(UNKNOWN)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.close()


def letter(sender: str, subject: str, text: str) -> bytes:
    name = subject.rpartition(" ")[2]
    head = f"From: Robin <{sender}>\r\nTo: {DESK}\r\nMessage-ID: <{name}@robin.example.net>\r\n"
    return f"{head}Subject: {subject}\r\n\r\n{text}\r\n".encode()
