"""What people send to the desk, checked, with the sentence to show."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.validators import ValidationError

from forum.accounts import emails
from forum.accounts.forms import check_email
from forum.kernel.errors import Invalid
from forum.kernel.forms import Choice, Line, PlainForm, Ticked, Words, Yes
from forum.kernel.languages import say
from forum.kernel.written import Written, write_up
from forum.services.queries import all_services
from forum.threads.forms import BriefPart
from forum.topics.models import Topic
from moderation.helpdesk.states import FINAL, LEVEL_WORDS, NOT_OURS, REASONS, SAY_WHOSE

NOT_SURE = "I am not sure"
HOLDS_UP = "How much does it hold you up?"
AS_USUAL = "medium"
HURRY = [
    ("high", "I cannot go on without an answer"),
    ("medium", "It makes things harder for me"),
    ("low", "I would like to know"),
]
"""Words of the person for the urgency of a ticket; staff can weigh it anew."""
LONGEST_NONCE = 64
LONGEST_NAME = 150
MOST_AGREED = 20
AGREED = re.compile(r"(\d{1,15}):(\d{1,15})", re.ASCII)
OUTCOMES = [("solved", "It is solved"), ("open", "It is not solved")]
WEIGHTS = list(LEVEL_WORDS.items())
READERS = [("everyone", "Everyone"), ("person", "Only the person")]
SEEN_BY = [("private", "The person and the desk"), ("internal", "Only staff: it is never sent")]
NOBODY_CHOSEN = "Press one of the two: keep it as a note for staff, or send it to the person."
NO_REASON = "No reason needed"
NO_TOPIC = "Nobody has said"


class ContactForm(PlainForm):
    """`about` is the id of a service; without one the message goes to the front desk. `hurry` is
    the urgency in the words of the person. `known`: a problem we know was offered already.
    `topic` is the slug of one they had chosen on the ask page.
    """

    title = Line("In a few words", missing="Say in a few words what it is about.")
    body = Words("Your message", missing="Write your message.")
    about = Choice("What is it about?", [("", NOT_SURE)], missing="Choose what it is about.")
    hurry = Choice(HOLDS_UP, HURRY)
    name = Line("Your name", most=100, missing="Write your name, so that we can address you.")
    email = Line("Your e-mail", most=emails.LONGEST, missing="Write your e-mail address.")
    nonce = Line("", most=LONGEST_NONCE)
    known = Line("", most=3)
    topic = Line("", most=LONGEST_NAME)
    agreed = Ticked("What may go to another office")

    @property
    def agreements(self) -> list[tuple[int, int]]:
        """Numbers of desks and the versions of their notices, as they were ticked."""
        found = [AGREED.fullmatch(one) for one in (self.agreed.data or [])[:MOST_AGREED]]
        return [(int(one[1]), int(one[2])) for one in found if one]

    def offer_services(self) -> None:
        services = [(str(service.id), service.name) for service in all_services()]
        self.about.choices = [("", say(NOT_SURE)), *services]

    def validate_email(self, field: Any) -> None:
        check_email(field)


class TicketCheckForm(PlainForm):
    reference = Line("Your reference", most=40, missing="Write the reference from our mail.")
    email = Line(
        "Your e-mail, or your code",
        most=emails.LONGEST,
        missing="Write the address you gave us with it, or the code you have.",
    )


class TicketReplyForm(PlainForm):
    body = Words("Your message", missing="Write your message.")
    nonce = Line("", most=LONGEST_NONCE)


class TicketOutcomeForm(PlainForm):
    outcome = Choice("Is it solved?", OUTCOMES, missing="Choose one of the two answers.")


class EscalationForm(PlainForm):
    """Advocates have to say why; for the others it is free. `is_personal` is for staff, `hurry`
    for the person who asked: the urgency in their words.
    """

    reason = Line("Why should the council look at this?", most=500)
    is_personal = Yes("An answer needs details about the person")
    hurry = Choice(HOLDS_UP, HURRY)


class SameTicketForm(PlainForm):
    reference = Line("Reference of that ticket", most=40, missing="Write the reference.")


class TicketAnswerForm(BriefPart, PlainForm):
    """`to` is everyone (the thread too) or person. Beside it come, for each passage that looks
    personal, its words (`passage`) and why everybody may read it (`why`): `confirmed_in`.
    """

    body = Words("Answer once", missing="Write your answer.")
    to = Choice("Who reads it?", READERS)
    unfinished = Line("Why do you not wait for the other departments?", most=500)
    nonce = Line("", most=LONGEST_NONCE)


class TicketMessageForm(PlainForm):
    """Each of its two buttons says who reads it, so that no note is sent because nobody looked."""

    body = Words("Your message or note", missing="Write your message.")
    visibility = Choice("Who reads it?", SEEN_BY, missing=NOBODY_CHOSEN)
    nonce = Line("", most=LONGEST_NONCE)


class TicketMoveForm(PlainForm):
    """Where a page moves a ticket, the citizen is told in words when it is their turn or over."""

    state = Line("New state", most=40, missing="Choose the new state.")
    reason = Choice("Reason", [("", NO_REASON), *REASONS.items()])
    text = Words("What the person will read")

    def validate_reason(self, field: Any) -> None:
        if self.state.data in FINAL and field.data == NOT_OURS:
            raise ValidationError(SAY_WHOSE)

    def validate_text(self, field: Any) -> None:
        if self.state.data in ("waiting_citizen", "closed_unresolved") and not field.data:
            raise ValidationError("Write what the person will read about this.")


class TicketKindForm(PlainForm):
    kind = Choice("What kind of ticket is it?", missing="Choose what kind of ticket it is.")

    def offer(self, kinds: Mapping[str, str]) -> None:
        self.kind.choices = [(code, say(label)) for code, label in kinds.items()]


class TicketTopicForm(PlainForm):
    topic = Choice("What is it about?", [("", NO_TOPIC)], missing="Choose one of the topics.")

    def offer(self, topics: Sequence[Topic]) -> None:
        names = [(str(one.id), one.name) for one in topics]
        self.topic.choices = [("", say(NO_TOPIC)), *names]


class TicketWeightForm(PlainForm):
    impact = Choice("Impact", WEIGHTS)
    urgency = Choice("Urgency", WEIGHTS)


def written(form: PlainForm, name: str = "body") -> Written | None:
    """The field rendered; None, with the sentence in the form, when something is not fine."""
    if not form.is_fine:
        return None

    try:
        return write_up(form[name].data)
    except Invalid as error:
        form[name].errors = [str(error)]
        return None
