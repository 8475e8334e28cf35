"""What people fill in to join, sign in and look after their account."""

from typing import Any

from wtforms.validators import ValidationError

from forum.accounts import emails, names, queries
from forum.accounts.actions import NAME_TAKEN
from forum.accounts.emails import checked_email
from forum.accounts.models import Member
from forum.accounts.names import fault_of_name
from forum.accounts.password_rules import fault_of_password
from forum.accounts.scopes import SCOPES
from forum.accounts.second_steps import WRONG_CODE
from forum.kernel.errors import Invalid
from forum.kernel.forms import Choice, Line, Number, PlainForm, Secret, Yes
from forum.kernel.languages import OFFERED

WRONG = (
    "The e-mail address or the password is not right. If you have just signed up, "
    "open the link in our mail first."
)
WRONG_PASSWORD = "This is not the password you sign in with now."
WHICH_EMAIL = "Write your e-mail address."
WHICH_PASSWORD = "Write your password."
WHICH_NEW_PASSWORD = "Choose a password."
WHICH_CODE = "Write the code that your phone shows."
WHICH_NAME = "Write the name people here will see."
AS_BROWSER = "The one my browser asks for"
NAMES = [(one.code, one.name) for one in OFFERED]


class SignUpForm(PlainForm):
    name = Line("Your name", most=names.LONGEST, missing=WHICH_NAME)
    email = Line("Your e-mail address", most=emails.LONGEST, missing=WHICH_EMAIL)
    password = Secret("Choose a password", missing=WHICH_NEW_PASSWORD)
    is_13 = Yes("I am 13 or over")
    is_under_18 = Yes("I am under 18")

    def validate_name(self, field: Any) -> None:
        _check_name(field)

    def validate_email(self, field: Any) -> None:
        check_email(field)

    def validate_password(self, field: Any) -> None:
        _check_password(field, name=self.name.data, email=self.email.data)

    def validate_is_13(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(
                "You can join when you are 13. You can contact us without an account."
            )


class FounderForm(PlainForm):
    """The first administrator of an empty place."""

    name = Line("Your name", most=names.LONGEST, missing=WHICH_NAME)
    email = Line("Your e-mail address", most=emails.LONGEST, missing=WHICH_EMAIL)
    password = Secret("Choose a password", missing=WHICH_NEW_PASSWORD)

    def validate_name(self, field: Any) -> None:
        _check_name(field)

    def validate_email(self, field: Any) -> None:
        check_email(field)
        if not field.errors and queries.member_with_email(field.data):
            raise ValidationError("There is an account with this e-mail address.")

    def validate_password(self, field: Any) -> None:
        _check_password(field, name=self.name.data, email=self.email.data)


class SignInForm(PlainForm):
    email = Line("Your e-mail address", most=emails.LONGEST, missing=WHICH_EMAIL)
    password = Secret("Your password", missing=WHICH_PASSWORD)

    def say_wrong(self) -> None:
        """One sentence for all that can be wrong, so that nobody learns which it was."""
        self.password.errors = [WRONG]


class AddressForm(PlainForm):
    email = Line("Your e-mail address", most=emails.LONGEST, missing=WHICH_EMAIL)


class NewPasswordForm(PlainForm):
    password = Secret("Choose a new password", missing=WHICH_NEW_PASSWORD)
    owner: Member | None = None

    def validate_password(self, field: Any) -> None:
        if self.owner:
            _check_password(field, name=self.owner.name, email=self.owner.email or "")


class PasswordForm(PlainForm):
    current_password = Secret("Your password now", missing=WHICH_PASSWORD)

    def say_wrong(self) -> None:
        self.current_password.errors = [WRONG_PASSWORD]


class ChangePasswordForm(NewPasswordForm, PasswordForm):
    """The new one, and the one that is known here."""


class CodeForm(PlainForm):
    """The code of the phone, or one of those on paper."""

    code = Line("Code", most=40, missing=WHICH_CODE)

    def say_wrong(self) -> None:
        self.code.errors = [WRONG_CODE]


class SetUpForm(CodeForm):
    """`key` is the key that was offered, locked."""

    key = Line("Key", most=300)


class TokenForm(PlainForm):
    name = Line("What is it for?", most=100, missing="Say what the token is for.")
    read = Yes(SCOPES["read"])
    write = Yes(SCOPES["write"])
    desk = Yes(SCOPES["desk"])
    admin = Yes(SCOPES["admin"])
    days = Number("For how many days?", least=1, most=365, missing="Write a number, 1 to 365.")

    @property
    def scopes(self) -> list[str]:
        return [name for name in SCOPES if self[name].data]


class LanguageForm(PlainForm):
    """`code` is empty for whatever the browser asks for."""

    language = Choice(
        "Language", [("", AS_BROWSER), *NAMES], missing="Choose one of the languages."
    )

    @property
    def code(self) -> str | None:
        return self.language.data or None


class NameForm(PlainForm):
    name = Line("Your name", most=names.LONGEST, missing=WHICH_NAME)
    owner: Member | None = None

    def validate_name(self, field: Any) -> None:
        _check_name(field, of=self.owner)


def check_email(field: Any) -> None:
    """The address as mail servers spell it, unless the field has a fault already."""
    if field.errors:
        return

    try:
        field.data = checked_email(field.data)
    except Invalid as error:
        raise ValidationError(str(error)) from error


def _check_name(field: Any, *, of: Member | None = None) -> None:
    if field.errors:
        return
    if fault := fault_of_name(field.data):
        raise ValidationError(fault)
    if queries.is_name_taken(field.data, by_other_than=of.id if of else None):
        raise ValidationError(NAME_TAKEN)


def _check_password(field: Any, *, name: str | None, email: str | None) -> None:
    if field.errors:
        return
    if fault := fault_of_password(field.data, name=name or "", email=email or ""):
        raise ValidationError(fault)
