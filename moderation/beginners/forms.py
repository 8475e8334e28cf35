"""What is said about somebody new, and what they say themselves, checked."""

from collections.abc import Iterable

from forum.kernel.forms import Choice, Line, PlainForm, Version
from moderation.beginners.wording import TOUR


class BeginForm(PlainForm):
    person = Choice("Who begins?", missing="Choose somebody who works at the desk.")

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        self.person.choices = [(str(id_), name) for id_, name in people]


class PolicyReadForm(PlainForm):
    version = Version()


class TourForm(PlainForm):
    item = Choice("item", [(item, words) for item, (words, _endpoint) in TOUR.items()])


class RemarkForm(PlainForm):
    remark = Line("What should be different?", most=500, missing="Say what should be different.")
