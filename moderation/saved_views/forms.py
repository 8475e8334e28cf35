"""What the desk sends about saved views and many tickets, checked."""

import secrets
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.forms import Choice, Line, Many, PlainForm, Seen, Yes
from forum.kernel.languages import say
from moderation.helpdesk.references import read_reference
from moderation.helpdesk.states import LEVEL_WORDS
from moderation.macros.queries import all_rows
from moderation.macros.wording import MACRO
from moderation.saved_views.queries import desk_people
from moderation.saved_views.showing import LONGEST

MOST = 40
DEEDS = {
    "give": "Give them to somebody",
    "triage": "Mark them as read",
    "weigh": "Set impact and urgency",
    "macro": "Use a macro on each",
}
CHOOSE = "Choose at least one ticket, and at most forty."
LEFT = "Leave it as it is"


class SavedViewForm(PlainForm):
    """`asked` is the address of the queue, behind the question mark."""

    name = Line("Name of this view", most=60, missing="Write a name for it.")
    asked = Line("", most=LONGEST)
    shared = Yes("The whole desk sees it")


class ManyForm(PlainForm):
    """`back` is the address of the queue it was chosen from."""

    tickets = Many("Tickets", missing=CHOOSE)
    deed = Choice(
        "What do you want to do?", list(DEEDS.items()), missing="Choose what you want to do."
    )
    who = Choice("To whom?", missing="Choose somebody who works at the desk.")
    impact = Choice("Impact", [("", LEFT), *LEVEL_WORDS.items()])
    urgency = Choice("Urgency", [("", LEFT), *LEVEL_WORDS.items()])
    macro = Choice("Which macro?", missing="Choose one of the macros.")
    back = Line("", most=LONGEST)
    nonce = Line("", most=32)
    seen = Seen()

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        people = [(str(id_), name) for id_, name in desk_people()]
        self.who.choices = [("", say("Nobody")), *people]
        macros: list[Any] = [one for one in all_rows(MACRO) if not one.is_retired]
        self.macro.choices = [("", say("None")), *((str(one.id), one.name) for one in macros)]
        chosen = [text for text in self.tickets.data or [] if read_reference(text) == text]
        self.tickets.choices = [(text, text) for text in dict.fromkeys(chosen)]
        self.nonce.data = self.nonce.data or secrets.token_hex(16)

    def validate_tickets(self, field: Any) -> None:
        if not field.data or len(field.data) > MOST:
            raise ValidationError(CHOOSE)

    def validate_macro(self, field: Any) -> None:
        if self.deed.data == "macro" and not field.data:
            raise ValidationError("Choose one of the macros.")

    def validate_urgency(self, field: Any) -> None:
        if self.deed.data == "weigh" and not (field.data or self.impact.data):
            raise ValidationError("Choose an impact or an urgency.")

    @property
    def references(self) -> list[str]:
        return list(dict.fromkeys(self.tickets.data or []))
