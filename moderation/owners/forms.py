"""What people at the desk say about a ticket they pass on, checked."""

from collections.abc import Sequence

from forum.kernel.forms import Choice, Line, Number, PlainForm, Words
from moderation.owners.wording import MOST_HOURS

CHOOSE = "Choose who takes it on."


class TransferForm(PlainForm):
    to = Choice("Who takes it on?", missing=CHOOSE)
    note = Words(
        "What they need to know", most=2_000, missing="Write what the next person needs to know."
    )

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        self.to.choices = [(str(id_), name) for id_, name in people]


class TransferRefusalForm(PlainForm):
    reason = Line("Why not?", most=500, missing="Say why you do not take it on.")


class GivingOverForm(PlainForm):
    to = Choice("Who takes it on?", missing=CHOOSE)
    reason = Line("Why, without asking?", most=500, missing="Say why you give it over.")

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        self.to.choices = [(str(id_), name) for id_, name in people]


class TransferTimeForm(PlainForm):
    hours = Number(
        "Hours for the next person to say yes",
        least=1,
        most=MOST_HOURS,
        missing="Write a whole number of hours, 1 to 336.",
    )
