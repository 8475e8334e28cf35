"""What people send about a broken promise, and how it is decided."""

from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.forms import Choice, Line, PlainForm, Words
from moderation.grievances.reasons import OUTCOMES, REMEDIES, UNFIT, fits

LONGEST = 3000


class GrievanceForm(PlainForm):
    """Without a clock it asks for a second look."""

    clock = Line("", most=20)
    turn = Line("", most=6)
    body = Words("What did it mean for you?", most=LONGEST, missing="Say what it meant for you.")


class GrievanceDecisionForm(PlainForm):
    outcome = Choice("What did you find?", list(OUTCOMES.items()), missing="Choose what you found.")
    remedy = Choice("What do we do?", list(REMEDIES.items()), missing="Choose what we do.")
    answer = Words("Your answer", most=LONGEST, missing="Say how you came to this.")

    def validate_remedy(self, field: Any) -> None:
        if self.outcome.data in OUTCOMES and not fits(self.outcome.data, field.data):
            raise ValidationError(UNFIT)
