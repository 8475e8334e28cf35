"""What staff decide about a group, and write to it."""

from collections.abc import Iterable

from forum.accounts.models import Member
from forum.helping.actions.coaching import NO_COACH
from forum.helping.wording import NO_WORDS
from forum.kernel.forms import Choice, PlainForm, Words

NOBODY = "0"
LONGEST = 3000


class CoachForm(PlainForm):
    """0 for nobody, which closes the group."""

    coach = Choice("Who stands by them?", missing=NO_COACH)

    def offer(self, people: Iterable[Member]) -> None:
        named = [
            (str(one.id), f"{one.name}, {one.team}" if one.team else one.name) for one in people
        ]
        self.coach.choices = [(NOBODY, "Nobody: the group is closed"), *named]


class CoachMessageForm(PlainForm):
    body = Words("Your message to the group", most=LONGEST, missing=NO_WORDS)
