"""What is sent from the counter, checked, with the sentence to show."""

from typing import Any

from wtforms.validators import ValidationError

from forum.accounts import emails
from forum.accounts.forms import check_email
from forum.kernel.forms import Choice, Line, PlainForm
from forum.kernel.languages import say
from moderation.helpdesk.forms import ContactForm

WAYS = [("phone", "On the phone"), ("counter", "At the counter")]
NO_NAME = "Ask for the name, so that we can address the person."
LONGEST_NUMBER = 18


class CounterSearchForm(PlainForm):
    q = Line("Name, e-mail, phone or reference", most=100)
    look = Line("", most=3)


class CounterChoiceForm(PlainForm):
    """Which of the people that were found; the numbers come from our own page."""

    person = Line("Person", most=LONGEST_NUMBER)
    member = Line("Account", most=LONGEST_NUMBER)


class CounterCodeForm(PlainForm):
    reference = Line("Reference", most=40, missing="Ask for the reference.")
    code = Line("Code", most=40, missing="Ask for the code.")


class CounterForm(ContactForm):
    """A ticket on behalf of somebody; `person` is empty for one we do not know."""

    name = Line("Name", most=100)
    email = Line("E-mail", most=emails.LONGEST)
    phone = Line("Phone", most=40)
    channel = Choice("How do they talk to you?", WAYS, missing="Choose how they talk to you.")
    person = Line("", most=LONGEST_NUMBER)
    look = Line("", most=3)

    def validate_email(self, field: Any) -> None:
        if field.data:
            check_email(field)

    def validate_name(self, field: Any) -> None:
        if not field.data and not self.person.data:
            raise ValidationError(say(NO_NAME))
