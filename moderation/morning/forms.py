"""What people at the desk leave to the next shift, checked."""

from collections.abc import Iterable

from forum.kernel.forms import Choice, Line, PlainForm, Words
from forum.services.models import Service


class ShiftNoteForm(PlainForm):
    """`tickets` are references with commas or spaces between them."""

    service = Choice("For whom is it?", missing="Choose the service it is for.")
    body = Words("What the next shift needs to know", most=5_000, missing="Write your note.")
    tickets = Line("Tickets it is about", most=600)

    def offer(self, services: Iterable[Service]) -> None:
        self.service.choices = [(one.slug, one.name) for one in services]

    @property
    def references(self) -> list[str]:
        return [one for one in (self.tickets.data or "").replace(",", " ").split() if one]


class MorningMailForm(PlainForm):
    wanted = Choice("wanted", [("yes", "Yes"), ("no", "No")], missing="Say yes or no.")
