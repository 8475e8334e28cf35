"""Saying that an answer is still true."""

from datetime import date

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.errors import Refused
from forum.threads.actions import touch
from forum.threads.briefs import checked_day, today
from forum.threads.models import Answer
from forum.threads.queries import true_months
from moderation.helpdesk.policy import works_at_desk


def confirm(answer: Answer, *, by: Member, until: date | None = None) -> None:
    """It was looked at today and is true until a day. Twice on one day changes nothing."""
    if not works_at_desk(by):
        raise Refused("Only the desk says that an answer is still true.")
    day = checked_day(until, months=true_months(answer.thread_id))
    if (answer.checked_on, answer.true_until) == (today(), day):
        return

    answer.checked_on, answer.true_until = today(), day
    touch(answer.thread_id)
    audit.record("answer still true", by=by.id, subject_id=answer.id, reason=day.isoformat())
