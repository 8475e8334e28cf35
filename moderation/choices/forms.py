"""What managers write about a board or a reason, checked, with the sentence to show."""

from datetime import datetime
from typing import Any

from wtforms.validators import ValidationError

from forum.ideas.models import Board
from forum.ideas.queries import facts_of
from forum.kernel.forms import Choice, Line, Number, PlainForm, Seen, Version, Words, Yes
from forum.kernel.languages import say
from forum.services.queries import all_services
from moderation.announcements.forms import moment_in, typed
from moderation.helpdesk.criteria import KEEPS

PEOPLE = "Write a whole number of people, 1 to 100,000."
DAYS = "Write a whole number of working days, 1 to 250."
SECOND_DAYS = "Write a whole number of working days, 0 to 250; 0 offers no second look."
KIND_DAYS = "Write a whole number of working days, 0 to 250; 0 is what the service promises."
MONTHS = "Write a whole number of months, 0 to 12; 0 is what the service promises."
NO_LINK = "Write an address that begins with https://, or nothing."
NO_NUMBER = "Write a whole number, 1 to 1,000, or nothing for no limit."
STEPS = "Write at most twelve steps, one on each line, each under 120 characters, none twice."
MOST_STEPS, LONGEST_STEP = 12, 120
WHOLE_PLACE = "The whole place"
CLOSES_EARLY = "It must close after it opens."


class BoardForm(PlainForm):
    """Times are by the clock of the place. `facts` are what a board is kept with."""

    name = Line("Name", most=80, missing="Write the name of the board.")
    service = Choice("Whose board is it?", missing="Choose a service, or the whole place.")
    opens = Line("Opens", most=30)
    closes = Line("Closes", most=30)
    takes_supports = Yes("People can support its ideas")
    is_default = Yes("Ideas that name no board come here")
    supports_each = Line("How many open ideas can one person support?", most=6)
    review_at = Number("Supporters until it is read", least=1, most=100_000, missing=PEOPLE)
    promise_at = Number("Supporters until it is answered", least=1, most=100_000, missing=PEOPLE)
    promise_days = Number("Answer within so many working days", least=1, most=250, missing=DAYS)
    version = Version()
    seen = Seen()

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    most_each: int | None = None

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        services = all_services()
        self.numbers = {one.slug: one.id for one in services}
        named = [(one.slug, one.name) for one in services]
        self.service.choices = [("", say(WHOLE_PLACE)), *named]

    @classmethod
    def of(cls, board: Board) -> "BoardForm":
        """As it stands in the form."""
        facts = facts_of(board)
        service = board.service.slug if board.service else ""
        times = {"opens": typed(board.opens_at), "closes": typed(board.closes_at)}
        others = {"service": service, "is_default": board.is_default, "version": board.version}
        return cls(data=facts | times | others)

    def validate_opens(self, field: Any) -> None:
        """Empty means from the beginning."""
        self.opens_at = moment_in(field.data)

    def validate_closes(self, field: Any) -> None:
        """Empty means never."""
        self.closes_at = moment_in(field.data)
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError(CLOSES_EARLY)

    def validate_supports_each(self, field: Any) -> None:
        """Empty means as many as one likes."""
        if field.data:
            if not (field.data.isascii() and field.data.isdigit() and 1 <= int(field.data) <= 1000):
                raise ValidationError(NO_NUMBER)
            self.most_each = int(field.data)

    @property
    def facts(self) -> dict[str, Any]:
        plain = ("name", "takes_supports", "review_at", "promise_at", "promise_days")
        return {name: self[name].data for name in plain} | {
            "service_id": self.numbers.get(self.service.data),
            "opens_at": self.opens_at.isoformat() if self.opens_at else None,
            "closes_at": self.closes_at.isoformat() if self.closes_at else None,
            "supports_each": self.most_each,
        }


class IdeaReasonForm(PlainForm):
    """`facts` are what a reason is kept with, beside its code."""

    label = Line("What people read", most=120, missing="Write the reason as people read it.")
    is_retired = Yes("Retired: nobody can choose it from now on")
    version = Version()
    seen = Seen()

    @property
    def facts(self) -> dict[str, Any]:
        return {"label": self.label.data, "is_retired": self.is_retired.data}


class ReportReasonForm(IdeaReasonForm):
    """A report's reason names a rule of the place, which the decision then rests on."""

    rule = Line("The rule that decisions name", most=120, missing="Write the rule in a few words.")

    @property
    def facts(self) -> dict[str, Any]:
        return super().facts | {"rule": self.rule.data}


class TicketKindRowForm(IdeaReasonForm):
    """A kind of ticket; 0 days or months leave what the service promises."""

    first_days = Number("First reply: working days", least=0, most=250, missing=KIND_DAYS)
    answer_days = Number("Answer: working days", least=0, most=250, missing=KIND_DAYS)
    answer_months = Number("Answer: months of the calendar", least=0, most=12, missing=MONTHS)
    second_days = Number("Second look: working days", least=0, most=250, missing=SECOND_DAYS)
    may_pause = Yes("The clock stops while we wait for the person")
    is_for_managers = Yes("Only managers see these tickets")
    from_writing = Yes("The clock of a public post counts from when it was written")
    keeps = Choice("What nobody can delete while such a ticket is open", list(KEEPS.items()))
    steps = Words("Steps before it is answered", most=2_000)
    closing = Line("What every ending says", most=400)
    turn_to = Line("Whom people can turn to then", most=120)
    link = Line("Their address", most=300)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        if isinstance(self.steps.data, list):
            self.steps.data = "\n".join(self.steps.data)

    @property
    def listed(self) -> list[str]:
        lines = [" ".join(line.split()) for line in (self.steps.data or "").splitlines()]
        return [line for line in lines if line]

    def validate_steps(self, field: Any) -> None:
        found = self.listed
        is_long = len(found) > MOST_STEPS or any(len(one) > LONGEST_STEP for one in found)
        if is_long or len(set(found)) < len(found):
            raise ValidationError(STEPS)

    def validate_link(self, field: Any) -> None:
        if field.data and not field.data.startswith("https://"):
            raise ValidationError(NO_LINK)

    @property
    def facts(self) -> dict[str, Any]:
        plain = (
            *("first_days", "answer_days", "answer_months", "second_days"),
            *("may_pause", "is_for_managers", "from_writing", "keeps"),
        )
        words = {name: self[name].data or "" for name in ("closing", "turn_to", "link")}
        words["steps"] = self.listed
        return super().facts | {name: self[name].data for name in plain} | words
