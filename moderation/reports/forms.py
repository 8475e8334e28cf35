"""What people send about posts that break the rules, checked, with the sentence to show."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from forum.accounts import emails
from forum.accounts.emails import checked_email
from forum.kernel.clock import now
from forum.kernel.errors import Invalid
from forum.kernel.forms import Choice, Line, PlainForm, Words, Yes
from forum.kernel.languages import in_words, say
from forum.kernel.site import site
from moderation.reports import queries
from moderation.reports.reasons import DEEDS, Deed

LONGEST_NONCE = 64
LONGEST_REPORT = 3000
MOST_DAYS = 365
OUTCOMES = [("upheld", "The decision stays"), ("reversed", "Undo the decision")]


class ReportForm(PlainForm):
    """Name and address are free: without them we cannot tell you the outcome."""

    subject = Line("", most=20, missing="Open the post again and press “Report”.")
    reason = Choice("What is wrong?", missing="Choose what is wrong.")
    body = Words("What should we know?", most=LONGEST_REPORT)
    name = Line("Your name", most=100)
    email = Line("Your e-mail", most=emails.LONGEST)
    nonce = Line("", most=LONGEST_NONCE)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.reason.choices = [
            (code, say(r.label)) for code, r in queries.offered_reasons().items()
        ]

    def validate_email(self, field: Any) -> None:
        if field.errors or not field.data:
            return
        try:
            field.data = checked_email(field.data)
        except Invalid as error:
            raise ValidationError(str(error)) from error


class DecisionForm(PlainForm):
    """Decision and statement of reasons in one: neither is there without the other.

    With `look` nothing is decided: the page shows what the author would read.
    """

    deed = Choice(
        "What do you decide?",
        [(deed, label) for deed, (label, _hint) in DEEDS.items()],
        missing="Choose what you decide.",
    )
    hides_post = Yes("Hide the post too")
    days = Line("For how many days?", most=4)
    until = Line("Until which day?", most=10)
    rule = Choice("Which rule?", missing="Choose the rule.")
    facts = Words("Statement of reasons", most=5000, missing="Say what, which rule and why.")
    look = Line("", most=3)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.rule.choices = in_words(queries.offered_rules())

    def validate_days(self, field: Any) -> None:
        if self.deed.data != Deed.LIMIT:
            return
        if not (field.data.isascii() and field.data.isdecimal()):
            raise ValidationError("Write a number of days.")
        if not 1 <= int(field.data) <= MOST_DAYS:
            raise ValidationError(_("Choose between 1 and %(most)s days.", most=MOST_DAYS))

    def validate_until(self, field: Any) -> None:
        if self.deed.data != Deed.SUSPEND:
            return
        if (end := last_moment_of(field.data)) is None or end <= now():
            raise ValidationError("Choose a day that is still to come.")


class AppealForm(PlainForm):
    body = Words("Why is it wrong?", most=LONGEST_REPORT, missing="Say why you think it is wrong.")


class HearingForm(PlainForm):
    outcome = Choice("What do you decide?", OUTCOMES, missing="Choose one of the two.")
    answer = Words("Your reasons", most=5000, missing="Say why.")


def last_moment_of(text: str) -> datetime | None:
    """The end of a day written as 2026-03-31, where the service is; None when it is no day."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
        return datetime.combine(day, time(23, 59, 59), tzinfo=ZoneInfo(site().zone))
    except (ValueError, OverflowError):
        return None
