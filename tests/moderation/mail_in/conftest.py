"""A desk that takes mail in: what is sent to it, and what it sends back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from flask import Flask
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from forum.kernel.house import house
from forum.kernel.mail.incoming import Arrived
from moderation.helpdesk.models import Message, Ticket
from moderation.mail_in.models import IncomingMail

DESK = "ask@example.org"
ROBIN = "robin@example.net"


@pytest.fixture
def config(config):
    return replace(config, LMTP="127.0.0.1:8024", MAIL_FROM=DESK)


@dataclass
class PostOffice:
    """`deliver` is the worker; every mail is handled before the next line of a test."""

    app: Flask
    deliver: Callable[[], None]

    def brings(self, raw: bytes, *, to: str | Sequence[str] = DESK, envelope: str = ROBIN) -> None:
        mailboxes = [to] if isinstance(to, str) else list(to)
        for room in house().mail_in:
            room.keep(Arrived(envelope, mailboxes, raw))
        self.deliver()

    def sends(
        self,
        subject: str = "The street lamp",
        body: str = "It does not work.",
        *,
        by: str = f"Robin Vane <{ROBIN}>",
        to: str | Sequence[str] = DESK,
        envelope: str = ROBIN,
        files: Sequence[str] = (),
        **headers: str,
    ) -> None:
        """`headers` are named with underscores: `in_reply_to`."""
        mail = EmailMessage()
        mail["From"], mail["Subject"] = by, subject
        mail["To"] = to if isinstance(to, str) else ", ".join(to)
        for name, value in headers.items():
            mail[name.replace("_", "-").title()] = value
        mail.set_content(body)
        for name in files:
            mail.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename=name)
        self.brings(mail.as_bytes(), to=to, envelope=envelope)

    def sent(self, to: str = ROBIN) -> list[EmailMessage]:
        """What we mailed to somebody, oldest first."""
        self.deliver()
        folder = self.app.config["FOLKMOOT"].HOME / "mail"
        files = sorted(folder.glob("*.eml"), key=lambda path: int(path.stem.split(".")[1]))
        parser = BytesParser(policy=policy.default)
        found = [parser.parsebytes(path.read_bytes()) for path in files]
        return [mail for mail in found if mail["To"] == to]


@pytest.fixture
def post(app, parking, deliver) -> PostOffice:
    return PostOffice(app, deliver)


def text_of(mail: EmailMessage) -> str:
    """As one line, so that it does not matter where it was folded."""
    body = mail.get_body(("plain",))
    return " ".join(str(body.get_content()).split()) if body else ""


def tickets() -> list[Ticket]:
    with fresh_reading():
        return list(db.scalars(select(Ticket).order_by(Ticket.id)))


def messages(ticket: Ticket) -> list[Message]:
    with fresh_reading():
        rows = select(Message).where(Message.ticket_id == ticket.id)
        return list(db.scalars(rows.order_by(Message.id)))


def incoming() -> list[IncomingMail]:
    with fresh_reading():
        return list(db.scalars(select(IncomingMail).order_by(IncomingMail.id)))


@pytest.fixture
def first(post) -> Ticket:
    """The ticket that Robin's first mail has become."""
    post.sends(message_id="<first@robin.example.net>")
    return tickets()[0]


@pytest.fixture
def reply_to(post, first) -> str:
    """The address in our acknowledgement to Robin."""
    return str(post.sent()[-1]["Reply-To"])
