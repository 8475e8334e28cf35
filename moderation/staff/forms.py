"""What is filled in about people who work here, and by whoever accepts an invitation."""

from collections.abc import Sequence
from typing import Any

from wtforms.validators import ValidationError

from forum.accounts import emails, names
from forum.accounts.forms import WHICH_NAME, check_email
from forum.accounts.names import fault_of_name
from forum.accounts.password_rules import fault_of_password
from forum.kernel.forms import Choice, Line, Many, PlainForm, Secret, Seen, Version, Words, Yes
from forum.kernel.languages import say
from forum.services.models import Service
from moderation.staff.wording import ROLES

WHICH_ROLE = "Choose what they do here."
TOO_YOUNG = "You can join when you are 13. You can contact us without an account."


class _OfServices:
    """For forms that offer some roles and services; `offer` says which."""

    role = Choice("What do they do here?", missing=WHICH_ROLE)
    services = Many("For which services?", missing="Choose among these services.")

    def offer(self, roles: Sequence[str], services: Sequence[Service]) -> None:
        self.role.choices = [(role, say(ROLES[role])) for role in roles]
        self.services.choices = [(one.slug, one.name) for one in services]

    def service_ids(self, services: Sequence[Service]) -> list[int]:
        return sorted(one.id for one in services if one.slug in (self.services.data or []))


class InviteForm(_OfServices, PlainForm):
    email = Line("Their e-mail address", most=emails.LONGEST, missing="Write their address.")
    name = Line("Their name", most=names.LONGEST, missing="Write their name.")

    def validate_email(self, field: Any) -> None:
        check_email(field)

    def validate_name(self, field: Any) -> None:
        _check_name(field)


class InvitationsForm(PlainForm):
    """A table of people to invite, typed in or from a file."""

    text = Words("The table", most=100_000, missing="Choose a file, or paste the table.")
    seen = Seen()


class StaffForm(_OfServices, PlainForm):
    team = Line("Team, as people read it", most=80)
    reason = Line("Why? Only administrators read it", most=300, missing="Say why in one line.")
    version = Version()
    seen = Seen()


class ReasonForm(PlainForm):
    reason = Line("Why? Only administrators read it", most=300, missing="Say why in one line.")


class AcceptForm(PlainForm):
    """`asks_age` for citizens only; whoever works for the council has told it before."""

    name = Line("Your name", most=names.LONGEST, missing=WHICH_NAME)
    password = Secret("Choose a password", missing="Choose a password.")
    is_13 = Yes("I am 13 or over")
    is_under_18 = Yes("I am under 18")
    asks_age = False
    email = ""

    def validate_name(self, field: Any) -> None:
        _check_name(field)

    def validate_password(self, field: Any) -> None:
        fault = fault_of_password(field.data or "", name=self.name.data or "", email=self.email)
        if fault and not field.errors:
            raise ValidationError(fault)

    def validate_is_13(self, field: Any) -> None:
        if self.asks_age and not field.data:
            raise ValidationError(TOO_YOUNG)


def _check_name(field: Any) -> None:
    if not field.errors and (fault := fault_of_name(field.data)):
        raise ValidationError(fault)
