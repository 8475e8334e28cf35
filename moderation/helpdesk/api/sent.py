"""What programs send about tickets."""

from apiflask import Schema
from apiflask.fields import Date, List, Nested, String
from apiflask.validators import Length, OneOf
from marshmallow import ValidationError

from forum.kernel.api import PageAsked, Text
from forum.threads.api.schemas import Confirmation
from forum.threads.briefs import LONGEST
from moderation.helpdesk import queries
from moderation.helpdesk.forms import AS_USUAL
from moderation.helpdesk.states import LEVELS, REASONS, State

STATES = [str(state) for state in State]
VISIBILITIES = ["public", "private", "internal"]


class Escalation(Schema):
    reason = Text(most=500, one_line=True, load_default="")
    impact = String(load_default=None, validate=OneOf(LEVELS))
    urgency = String(load_default=None, validate=OneOf(LEVELS))


def _hurry(*, otherwise: str | None) -> String:
    told = {"description": "how much it holds the person up, as they say: the urgency"}
    return String(load_default=otherwise, validate=OneOf(LEVELS), metadata=told)


class QuestionEscalation(Escalation):
    """`hurry` is heard from whoever asked, and is the urgency until staff weigh it."""

    hurry = _hurry(otherwise=None)


def _offered(code: str) -> None:
    """Staff can add kinds: the description names none."""
    if code not in queries.offered_kinds():
        raise ValidationError("Choose what it is about.")


class Contact(Schema):
    subject = Text(most=150, one_line=True, required=True)
    body = Text(most=30_000, required=True)
    email = Text(most=254, one_line=True, required=True, described={"format": "email"})
    name = Text(most=100, one_line=True, load_default="")
    kind = Text(most=40, one_line=True, load_default="question", validate=_offered)
    hurry = _hurry(otherwise=AS_USUAL)


class NewMessage(Schema):
    """A public one is the official answer and opens with `in_short`; without it, its first sentence
    stands there, when that has at most 30 words.
    """

    body = Text(most=30_000, required=True)
    in_short = Text(most=LONGEST, one_line=True, load_default="")
    true_until = Date(load_default=None)
    confirmed = List(Nested(Confirmation), load_default=list, validate=Length(max=100))
    visibility = String(load_default="private", validate=OneOf(VISIBILITIES))


class NewState(Schema):
    state = String(required=True, validate=OneOf(STATES))
    reason = String(load_default="", validate=OneOf(["", *REASONS]))
    text = Text(most=30_000, load_default="")


class Assignment(Schema):
    """`assignee` is a member's id, "me", or null for nobody in particular."""

    assignee = Text(most=20, one_line=True, required=True, allow_none=True)


class TicketsAsked(PageAsked):
    """`assignee` is a member's id or "me"."""

    state = String(load_default=None, validate=OneOf(STATES))
    assignee = Text(most=20, one_line=True, load_default=None)
