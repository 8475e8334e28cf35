"""Tickets that end, the questions that follow, and what people answer through their pages."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.surveys.models import Survey, SurveyAnswer, SurveyReminder
from moderation.helpdesk import actions
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket
from moderation.helpdesk.models import Ticket

VERY = {"level": "5", "got": "yes", "comment": ""}
LINK = re.compile(r"/surveys/[\w.\-]+")


@pytest.fixture
def mails(app, deliver):
    """The mails that were sent, oldest first: to whom, and the text."""
    folder = app.config["FOLKMOOT"].HOME / "mail"

    def sent():
        deliver()
        files = sorted(folder.glob("*.eml"), key=lambda file: int(file.name.split(".")[1]))
        read = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [(mail["To"], text_of(mail)) for mail in read]

    return sent


@pytest.fixture
def answered(dev, letter, deliver):
    """Robin, who has no account, got an answer by mail."""
    answers_privately(dev, letter)
    deliver()
    return letter


@pytest.fixture
def link(answered, mails):
    """Where the mail with the answer leads to."""
    return link_in(mails()[-1][1])


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def link_in(text):
    found = LINK.search(text)
    return found[0] if found else None


def answers_privately(dev, ticket, text="It is in the post."):
    with writing():
        said = OfficialAnswer(write_up(text), public=False)
        answer_ticket(db.get_one(Ticket, ticket.id), said, by=dev.member)


def closes(dev, ticket, *, state="closed_unresolved", reason="cannot"):
    form = {"state": state, "reason": reason, "text": "There is no money for it."}
    return dev.post(f"/desk/tickets/{ticket.reference}/state", **form)


def writes_by_mail(number, *, kind="question", email=None):
    """A ticket without an account."""
    with writing():
        return actions.open_contact(
            title=f"Question {number}",
            body=write_up("When?"),
            email=f"p{number}@example.org" if email is None else email,
            kind=kind,
        )


def survey_of(ticket):
    with fresh_reading():
        return db.scalar(select(Survey).where(Survey.about_id == ticket.id))


def said_about(ticket):
    """Level, whether they got it, for each answer in order."""
    with fresh_reading():
        rows = select(SurveyAnswer).join(Survey, Survey.id == SurveyAnswer.survey_id)
        rows = rows.where(Survey.about_id == ticket.id).order_by(SurveyAnswer.turn)
        return [(row.level, row.got) for row in db.scalars(rows)]


def reminders():
    with fresh_reading():
        return db.query(SurveyReminder).count()
