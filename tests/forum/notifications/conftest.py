"""Questions and answers as in the tests about threads, and the mails that were really sent."""

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from flask import Flask

from tests.cast import Person
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "thread_id"]

Mails = Callable[[Person], list[EmailMessage]]


@pytest.fixture
def mails(app: Flask, deliver: Callable[[], None]) -> Mails:
    """What has arrived for a person, oldest first, once everything is settled."""
    folder = app.config["FOLKMOOT"].HOME / "mail"

    def look(who: Person) -> list[EmailMessage]:
        deliver()
        found = sorted(folder.glob("*.eml"), key=lambda file: int(file.name.split(".")[1]))
        read = [message_from_bytes(file.read_bytes(), policy=default) for file in found]
        return [mail for mail in read if mail["To"] == who.member.email]

    return look


@pytest.fixture
def text_of() -> Callable[[EmailMessage], str]:
    def read(mail: EmailMessage) -> str:
        body = mail.get_body(("plain",))
        return str(body.get_content()) if body else ""

    return read
