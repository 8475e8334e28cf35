"""What somebody says who wants to go: that they are sure, and the password that only they know."""

from typing import Any

from wtforms.validators import ValidationError

from forum.accounts.forms import PasswordForm
from forum.kernel.forms import Yes

BE_SURE = "Tick that you want this. It cannot be undone once the time to think it over has passed."


class LeaveForm(PasswordForm):
    sure = Yes("I want my account closed and my data erased")

    def validate_sure(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(BE_SURE)
