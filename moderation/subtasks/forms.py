"""What is asked of another department and how it ended, checked."""

from collections.abc import Sequence

from forum.accounts.models import Member
from forum.kernel.forms import Choice, Line, Number, PlainForm, Words
from forum.kernel.languages import say
from forum.services.queries import all_services
from moderation.subtasks.states import ENDS

NOBODY = "Whoever is free there"
MOST_DAYS = 90


class SubtaskForm(PlainForm):
    service = Choice("Which department?", missing="Choose the department.")
    asked = Words("What do you need from them?", most=5_000, missing="Say what you need from them.")
    public_line = Line(
        "What the person reads about it", most=300, missing="Say in a line what the person reads."
    )
    days = Number(
        "Within how many of their working days?",
        least=1,
        most=MOST_DAYS,
        missing="Write a number of days from 1 to 90.",
    )
    assignee = Choice("Who there?", [("", NOBODY)], missing="Choose somebody who works here.")
    nonce = Line("", most=64, missing="Open the page again and send the form once more.")

    def offer(self, people: Sequence[Member]) -> None:
        self.service.choices = [(str(one.id), one.name) for one in all_services()]
        names = [(str(one.id), one.name) for one in people]
        self.assignee.choices = [("", say(NOBODY)), *names]


class SubtaskEndForm(PlainForm):
    state = Choice("How does it end?", list(ENDS.items()), missing="Choose how it ends.")
    line = Line(
        "For the desk: what was done, or why not", most=500, missing="Write a line for the desk."
    )
    public_line = Line("What the person reads", most=300)
