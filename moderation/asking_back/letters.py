"""The one line in mails about an end, and the reminder."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps

from flask import current_app
from flask_babel import gettext as _

from forum.kernel.db import db
from forum.kernel.mail import Letter, OutgoingMail
from forum.surveys.keys import path_of
from forum.surveys.models import Survey
from forum.surveys.queries import put_about
from moderation.asking_back.policy import has_ended
from moderation.asking_back.wording import LINE, REMINDER
from moderation.helpdesk.letters import to_opener
from moderation.helpdesk.models import Ticket

Make = Callable[[OutgoingMail], Letter | None]
OF_ENDS = ("ticket_answered", "ticket_moved", "joined_outcome")


def asked_along(mails: Mapping[str, Make]) -> dict[str, Make]:
    """All of them, those about an end with the question while it waits for an answer."""
    return {kind: _with_line(make) if kind in OF_ENDS else make for kind, make in mails.items()}


def survey_reminder(mail: OutgoingMail) -> Letter | None:
    """None when it was answered meanwhile, or the ticket is open again."""
    ticket = db.get(Ticket, mail.subject_id)
    survey = _waiting(ticket)
    if ticket is None or survey is None:
        return None
    subject = _("%(reference)s: how was it for you?", reference=ticket.reference)
    letter = to_opener(mail, ticket, subject, [_(REMINDER)])
    return replace(letter, about_page=path_of(survey.id)) if letter else None


def _with_line(make: Make) -> Make:
    @wraps(make)
    def made(mail: OutgoingMail) -> Letter | None:
        letter = make(mail)
        survey = _waiting(db.get(Ticket, mail.subject_id)) if letter and mail.subject_id else None
        if letter is None or survey is None:
            return letter
        line = f"{_(LINE)}\n{current_app.config['BASE_URL']}{path_of(survey.id)}"
        return replace(letter, below="\n\n".join(filter(None, (letter.below, line))))

    return made


def _waiting(ticket: Ticket | None) -> Survey | None:
    """The question about it, while its end stands and nobody has answered."""
    if ticket is None or not has_ended(ticket):
        return None
    put = put_about(ticket.id)
    return put.survey if put and put.is_waiting else None


MAILS = {"survey_reminder": survey_reminder}
