"""Somebody without an account, a question, and what really arrived in a mailbox."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.mail_follows.models import MailFollow, MailReader
from forum.services.models import Service
from forum.threads.actions import answer_thread, ask
from forum.threads.models import Thread
from forum.topics.models import Topic

NORA = "nora@example.org"


@pytest.fixture
def thread_id(ada, parking):
    with writing():
        here = db.get_one(Topic, parking.id)
        body = write_up("I paid three weeks ago.")
        return ask(by=ada.member, topic=here, title="My permit has not come", body=body).id


@pytest.fixture
def service_id(parking):
    """The number under which people follow the service."""
    return db.scalars(select(Service.subject_id)).one()


@pytest.fixture
def mailbox(app, deliver):
    """`mailbox()` is what came to Nora, oldest first, once everything is settled."""
    folder = app.config["FOLKMOOT"].HOME / "mail"

    def look(address=NORA):
        deliver()
        files = sorted(folder.glob("*.eml"), key=lambda file: int(file.name.split(".")[1]))
        read = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [mail for mail in read if mail["To"] == address]

    return look


@pytest.fixture
def follows(visitor, mailbox):
    """`follows(thread_id)`: asks and confirms; gives the address of the page in the mail."""

    def do(subject_id, address=NORA):
        visitor.post("/follow", subject=subject_id, email=address)
        link = link_in(mailbox(address)[-1])
        visitor.post(link)
        return link

    return do


@pytest.fixture
def answers(ben):
    def answer(thread_id, text="Ask at the library."):
        with writing():
            thread = db.get_one(Thread, thread_id)
            return answer_thread(thread, by=ben.member, body=write_up(text)).id

    return answer


def text_of(mail):
    body = mail.get_body(("plain",))
    return str(body.get_content())


def link_in(mail):
    found = re.search(r"/follow/[\w.-]+", text_of(mail))
    assert found
    return found[0]


def kept():
    with fresh_reading():
        return db.query(MailReader).count(), db.query(MailFollow).count()
