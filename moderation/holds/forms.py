"""What managers write about a hold, checked."""

from datetime import datetime
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.clock import now
from forum.kernel.forms import Choice, Line, PlainForm, Seen, Words
from forum.kernel.holding import Covered
from moderation.announcements.forms import moment_in
from moderation.holds.actions import IN_PAST, NO_REASON
from moderation.holds.queries import number_of
from moderation.holds.wording import COVERS, PARTS

NOT_FOUND = (
    "We cannot find that. Write the name of the person, the reference of the ticket, the address "
    "or number of the post, or the last part of the address of the topic or the service."
)


class HoldForm(PlainForm):
    """`covered` and `review_at` are there once it is fine."""

    place = Choice("What does it cover?", list(COVERS.items()), missing="Choose what it covers.")
    what = Line("Which one?", most=300, missing=NOT_FOUND)
    reason = Words("Why has it to be kept?", most=2_000, missing=NO_REASON)
    review = Line("Look again on", most=30, missing=IN_PAST)
    seen = Seen()

    covered: Covered | None = None
    review_at: datetime | None = None

    def validate_what(self, field: Any) -> None:
        if self.place.data not in PARTS:
            return
        found = number_of(self.place.data, field.data)
        if found is None:
            raise ValidationError(NOT_FOUND)
        self.covered = Covered(PARTS[self.place.data], found)

    def validate_review(self, field: Any) -> None:
        self.review_at = moment_in(field.data)
        if self.review_at is None or self.review_at <= now():
            raise ValidationError(IN_PAST)


class ReleaseForm(PlainForm):
    reason = Words("Why is it over?", most=2_000, missing=NO_REASON)
