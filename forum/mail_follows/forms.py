"""What somebody without an account sends to follow something, or to end it."""

from typing import Any

from wtforms.validators import ValidationError

from forum.accounts import emails
from forum.accounts.emails import checked_email
from forum.kernel.errors import Invalid
from forum.kernel.forms import Line, PlainForm


class MailFollowForm(PlainForm):
    """One field; `subject` is what the page it was opened from is about."""

    subject = Line("", most=20, missing="Open the page you want to follow again.")
    email = Line("Your e-mail", most=emails.LONGEST, missing="Write your e-mail address.")

    def validate_email(self, field: Any) -> None:
        if field.errors or not field.data:
            return
        try:
            field.data = checked_email(field.data)
        except Invalid as error:
            raise ValidationError(str(error)) from error


class EndAllForm(PlainForm):
    """One button; `never` says that no mail shall ever come again."""

    never = Line("Never", most=3)
