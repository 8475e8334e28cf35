"""Asking the person of a ticket how it was, once at its end, and reminding them once."""

from datetime import datetime

from forum.accounts.emails import email_key
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.mail import owe
from forum.kernel.mail.undelivered import is_undeliverable
from forum.mail_follows.queries import is_refused
from forum.notifications.queries import preset_of
from forum.surveys import actions as surveys
from forum.surveys.actions import Whom
from forum.surveys.models import Survey
from forum.surveys.queries import last_answer, moments_asked
from forum.surveys.rules import MAIL, NO_ADDRESS, NOT_SENT, PAGE, UNDELIVERABLE, may_ask
from moderation.asking_back import policy
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import mailed_as


def ask_back(ticket: Ticket, *, rides: bool, at: datetime) -> None:
    """Once for each ticket, however often it ends. `rides`: a mail about the end goes to them."""
    if policy.is_asked_back(ticket):
        way, unsent = _way(ticket, rides=rides)
        surveys.ask(ticket.id, _whom(ticket), way=way, unsent=unsent, at=at)


def remind(survey_id: int) -> None:
    """Only whoever has not answered, can be reached, and was asked nothing else in 30 days."""
    survey = surveys.locked(survey_id)
    ticket = db.get(Ticket, survey.about_id) if survey else None
    if survey is None or ticket is None or not may_remind(survey, ticket):
        return
    to, event_id = mailed_as(ticket), surveys.remind(survey)
    if to and event_id:
        owe("survey_reminder", event_id=event_id, recipient=to, subject_id=ticket.id)


def may_remind(survey: Survey, ticket: Ticket) -> bool:
    """Whether one mail more about it is allowed now."""
    if not survey.is_open or last_answer(survey.id) or not policy.is_asked_back(ticket):
        return False
    to, whom = mailed_as(ticket), _whom(ticket)
    if to is None or is_undeliverable(to) or not policy.has_ended(ticket):
        return False
    if _wants_no_mail(whom):
        return False
    return may_ask(moments_asked(*whom, but=survey.id), now())


def _whom(ticket: Ticket) -> Whom:
    opener = ticket.opener
    return Whom(ticket.opener_id, ticket.contact_email or (opener.email if opener else None))


def _wants_no_mail(whom: Whom) -> bool:
    """Neither as a member, nor at this address."""
    if whom.member_id is not None and preset_of(whom.member_id) == "none":
        return True
    return whom.email is not None and is_refused(email_key(whom.email))


def _way(ticket: Ticket, *, rides: bool) -> tuple[str, str | None]:
    to = mailed_as(ticket)
    if to is None:
        return NOT_SENT, NO_ADDRESS
    if is_undeliverable(to):
        return NOT_SENT, UNDELIVERABLE
    is_read = bool(ticket.contact_email) or (
        ticket.opener is not None and ticket.opener.is_verified
    )
    return (MAIL if rides and is_read else PAGE), None
