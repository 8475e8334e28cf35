"""What staff write behind the scenes, checked."""

from datetime import date, datetime
from typing import Any

from wtforms.validators import ValidationError

from forum.inside.actions import NO_WORDS
from forum.kernel.forms import Choice, Line, PlainForm, Version, Words
from forum.services.queries import all_services
from moderation.announcements.forms import YEARS, moment_in
from moderation.backstage.wording import ABOUT, KINDS, OUTCOMES, STATES

WRONG_DAY = "Write the day like 2026-03-20."


class InsideNoteForm(PlainForm):
    """`told_at` is the moment from when on everybody reads a notice, `day` the day of a plan.
    `version` is the revision that was opened, 0 for a new one.
    """

    kind = Choice("What is it?", list(KINDS.items()), missing="Say what it is.")
    service = Choice("Which service?", missing="Choose the service it is about.")
    title = Line("In one line", most=120, missing="Write in one line what it is about.")
    body = Words("What people read", most=10_000, missing="Write what people read.")
    planned_for = Line("Of a plan: by when", most=10)
    about = Choice(
        "Of an early notice: what is it about?",
        [("", "It is no early notice"), *ABOUT.items()],
        missing="Say what it is about.",
    )
    public_at = Line("Of an early notice: when everybody reads it", most=30)
    version = Version()

    told_at: datetime | None = None
    day: date | None = None

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.service.choices = [(one.slug, one.name) for one in all_services()]

    def validate_public_at(self, field: Any) -> None:
        self.told_at = moment_in(field.data)

    def validate_planned_for(self, field: Any) -> None:
        self.day = day_in(field.data)


class InsideStateForm(PlainForm):
    state = Choice("What becomes of it", list(STATES.items()), missing="Choose what becomes of it.")


class PlanOutcomeForm(PlainForm):
    outcome = Choice("What became of it?", list(OUTCOMES.items()), missing="Say what became of it.")
    words = Words("In a sentence or two", most=2_000, missing=NO_WORDS)


def day_in(text: str) -> date | None:
    """The day somebody typed; None when nothing was typed."""
    if not text:
        return None
    try:
        read = date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(WRONG_DAY) from error
    if read.year not in YEARS:
        raise ValidationError(WRONG_DAY)
    return read
