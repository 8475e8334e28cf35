"""What staff write about an alert."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from forum.alerts.actions import OTHER_SERVICE
from forum.kernel.clock import now
from forum.kernel.forms import Choice, Line, PlainForm, Seen, Version, Words
from forum.kernel.languages import say
from forum.kernel.site import site
from forum.services.queries import catalogue
from forum.topics.models import Topic

KINDS = [
    ("problem", "Something is wrong"),
    ("planned", "Planned work"),
]
ALL_OF_IT = "All of it"
NO_TIME = "Write the day and the time, like 2026-03-20 09:30."
ENDS_EARLY = "The end must be after the beginning."
YEARS = range(2000, 2101)


class AlertForm(PlainForm):
    """Times are by the clock of the place; `begins_at` and `ends_at` are the moments. `part` is
    the topic, None for the whole service. `kept` is the service and the topic an alert has already,
    which may stay also where the topic has come to another service since.
    """

    service = Choice("Which service?", missing="Choose the service it is about.")
    topic = Choice("Which part of it?", [("", ALL_OF_IT)], missing="Choose a topic, or all of it.")
    kind = Choice("What is it?", KINDS, missing="Say whether something is wrong or planned.")
    title = Line("In one sentence", most=120, missing="Write the alert in one sentence.")
    body = Words("What people need to know", most=5_000, missing="Say what people can do.")
    begins = Line("Begins", most=30)
    ends = Line("Ends", most=30)
    version = Version()
    seen = Seen()

    begins_at: datetime
    ends_at: datetime | None = None
    part: Topic | None = None
    kept: tuple[str, str] | None = None

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        services = catalogue()
        self.service.choices = [(one.slug, one.name) for one, _ in services]
        parts = [(topic, one) for one, topics in services for topic in topics]
        named = [
            (topic.slug, _("%(service)s: %(topic)s", service=one.name, topic=topic.name))
            for topic, one in parts
        ]
        self.topic.choices = [("", say(ALL_OF_IT)), *named]
        self._of = {topic.slug: (topic, one.slug) for topic, one in parts}

    def validate_topic(self, field: Any) -> None:
        """Empty means the whole service."""
        topic, service = self._of.get(field.data or "", (None, self.service.data))
        if service != self.service.data and self.kept != (self.service.data, field.data):
            raise ValidationError(OTHER_SERVICE)
        self.part = topic

    def validate_begins(self, field: Any) -> None:
        """Empty means from now on."""
        self.begins_at = moment_in(field.data) or now()

    def validate_ends(self, field: Any) -> None:
        """Empty means that nobody knows yet."""
        self.ends_at = moment_in(field.data)
        begins_at = getattr(self, "begins_at", None)
        if self.ends_at and begins_at and self.ends_at <= begins_at:
            raise ValidationError(ENDS_EARLY)


class AlertUpdateForm(PlainForm):
    body = Words("What is new", most=5_000, missing="Write what is new.")
    version = Version(least=1)
    seen = Seen()


def moment_in(text: str) -> datetime | None:
    """The moment somebody typed, by the clock of the place; None when nothing was typed."""
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(NO_TIME) from error
    if read.year not in YEARS:
        raise ValidationError(NO_TIME)
    return read.replace(tzinfo=read.tzinfo or ZoneInfo(site().zone)).astimezone(UTC)


def typed(moment: datetime | None) -> str:
    """As a control for day and time wants it."""
    return moment.astimezone(ZoneInfo(site().zone)).strftime("%Y-%m-%dT%H:%M") if moment else ""
