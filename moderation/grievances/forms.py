"""What people send about a broken promise, and how it is decided."""

from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from forum.kernel.forms import Choice, Line, PlainForm, Words
from moderation.grievances.reasons import OUTCOMES, REMEDIES, fits

LONGEST = 3000


class GrievanceForm(PlainForm):
    clock = Line("", most=20, missing="Open the promise again and choose it there.")
    turn = Line("", most=6)
    body = Words("What did it mean for you?", most=LONGEST, missing="Say what it meant for you.")


class GrievanceDecisionForm(PlainForm):
    outcome = Choice("What did you find?", list(OUTCOMES.items()), missing="Choose what you found.")
    remedy = Choice("What do we do?", list(REMEDIES.items()), missing="Choose what we do.")
    answer = Words("Your answer", most=LONGEST, missing="Say how you came to this.")

    def validate_remedy(self, field: Any) -> None:
        if self.outcome.data in OUTCOMES and not fits(self.outcome.data, field.data):
            raise ValidationError(_("Something is put right exactly when they were right."))
