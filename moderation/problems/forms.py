"""What the desk says about a problem, checked."""

from collections.abc import Sequence
from typing import Any

from wtforms.validators import ValidationError

from forum.accounts.models import Member
from forum.kernel.forms import Choice, Line, PlainForm, Seen, Version, Words, Yes
from forum.kernel.languages import say
from forum.services.queries import all_services
from moderation.problems.states import LABELS

NOBODY = "Nobody yet"
NO_ALERT = "No alert"
NO_WHAT = "Write the reference of a ticket, or the address of a question."


class ProblemForm(PlainForm):
    """`seen`: what everybody will read was looked at."""

    title = Line("In a few words", missing="Say in a few words what is wrong.")
    body = Words("What is wrong", most=5_000, missing="Say what is wrong.")
    workaround = Words("What people can do until then", most=5_000)
    cause = Words("The cause, for staff", most=5_000)
    service = Choice("Service", missing="Choose the service.")
    owner = Choice("Who looks after it", [("", NOBODY)], missing="Choose somebody of the desk.")
    is_public = Yes("Everybody may read it")
    version = Version()
    seen = Seen()

    def offer(self, people: Sequence[Member]) -> None:
        self.service.choices = [(str(one.id), one.name) for one in all_services()]
        names = [(str(one.id), one.name) for one in people]
        self.owner.choices = [("", say(NOBODY)), *names]


class ProblemMoveForm(PlainForm):
    state = Choice("New state", list(LABELS.items()), missing="Choose the new state.")
    version = Version()


class ProblemLinkForm(PlainForm):
    what = Line("Ticket or question", most=200, missing=NO_WHAT)


class ProblemAlertForm(PlainForm):
    alert = Choice("Service alert", [("", NO_ALERT)], missing="Choose one of the alerts.")

    def offer(self, alerts: Sequence[tuple[int, str]]) -> None:
        self.alert.choices = [("", say(NO_ALERT)), *((str(id_), title) for id_, title in alerts)]


class ProblemUpdateForm(PlainForm):
    """`whom` stands for exactly those that the preview named."""

    unread = ("whom", "nonce")

    body = Words("To everybody with a ticket", missing="Write what people will read.")
    public_body = Words("On the questions, for everybody to read")
    is_answer = Yes("This is the answer: it ends their waiting")
    to_alert = Yes("Add the public text to the alert too")
    whom = Line("", most=64)
    nonce = Line("", most=64, missing="Open the page again and send the form once more.")
    seen = Seen()

    def validate_to_alert(self, field: Any) -> None:
        if field.data and not self.public_body.data:
            raise ValidationError("Write the public text: an alert is read by everybody.")
