"""What staff write for the log of disclosures, checked."""

from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.forms import Choice, Line, PlainForm, Seen, Version, Words
from moderation.disclosures.actions import NO_OUTCOME, NO_REASON
from moderation.disclosures.wording import FULL, OUTCOMES

NO_TITLE = "Say in a few words what was asked."
NO_SUMMARY = "Say in a sentence or two what was asked and what was answered."
NO_BODY = "Write the answer as everybody is to read it."


class DisclosureForm(PlainForm):
    """Nothing of it comes from the ticket by itself."""

    title = Line("What was asked, in a few words", most=150, missing=NO_TITLE)
    summary = Words("What was asked and answered, in short", most=600, missing=NO_SUMMARY)
    outcome = Choice("How did it end?", list(OUTCOMES.items()), missing=NO_OUTCOME)
    reason = Words("Why it was refused, or given only in part", most=1_000)
    body = Words("The answer, as everybody is to read it", missing=NO_BODY)
    version = Version()
    seen = Seen()

    def validate_reason(self, field: Any) -> None:
        if self.outcome.data in OUTCOMES and self.outcome.data != FULL and not field.data:
            raise ValidationError(NO_REASON)
