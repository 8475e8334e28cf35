"""What people of the group send, checked."""

from typing import Any

from wtforms.validators import ValidationError

from forum.ballots.rules import FEWEST, MOST
from forum.kernel.forms import OPEN_AGAIN, Line, Number, PlainForm, Ticked, Words, Yes

SAY_YES = "Tick the box first: nobody is in the group who did not say so."


class JoinGroupForm(PlainForm):
    yes = Yes("I want to be in the group, and can leave at any time")

    def validate_yes(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(SAY_YES)


class AgendaItemForm(PlainForm):
    title = Line("In one line", most=120, missing="Write in one line what it is about.")
    body = Words("Why we should talk about it", most=3_000, missing="Write why.")


class BallotPaperForm(PlainForm):
    """`number` is how many options stood on the paper; `chosen` are those that were ticked."""

    number = Number("Options", least=FEWEST, most=MOST, missing=OPEN_AGAIN)
    chosen = Ticked("Which do you agree with?")

    @property
    def ticked(self) -> list[int]:
        """What is no number of an option becomes one that stands on no paper."""
        on_papers = {str(number): number for number in range(MOST)}
        return [on_papers.get(one, -1) for one in self.chosen.data or []]
