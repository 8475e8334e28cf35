"""Who else answers for it, whether they took it on, and what was learned."""

from forum.kernel.forms import Choice, Line, PlainForm, Words, Yes
from forum.threads.forms import BriefPart
from moderation.closings.queries import NO_BODY, bodies
from moderation.macros.speech import ACCEPTED


class NotOursForm(BriefPart, PlainForm):
    """With `public` it is said on the question too, and `in_short` opens that."""

    whom = Choice("Who answers for it?", missing=NO_BODY)
    text = Words("What the person will read", missing="Say why, in a sentence or two.")
    public = Yes("Say it on the question too, as the official answer")

    def offer(self) -> None:
        self.whom.choices = [(str(one.id), one.name) for one in bodies()]


class AcceptedForm(PlainForm):
    accepted = Choice("Did they take it on?", list(ACCEPTED.items()))


class WordsForm(PlainForm):
    """`seen` stands for what the person read before they said yes."""

    seen = Line("Seen", most=64)
    with_person = Yes("My name and e-mail go along, so that they can answer me")


class LessonForm(PlainForm):
    words = Line("What did we learn?", most=200, missing="Write one line.")
    correction = Yes("The person showed us that our answer was wrong")
