"""What managers write about a service or a topic, checked, with the sentence to show."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.errors import Invalid
from forum.kernel.forms import Choice, Line, Number, PlainForm, Seen, Version, Words
from forum.kernel.languages import language, say
from forum.kernel.site import site
from forum.kernel.written import Written, write_up
from forum.services.hours import Calendar, calendar_from, minutes_of_days
from forum.services.models import Service
from forum.services.queries import all_services
from forum.services.wording import opening_line
from moderation.catalogue.hours import closures_in, closures_typed, countries, frames_in
from moderation.catalogue.ical import closures_of
from moderation.catalogue.rules import priorities_in
from moderation.catalogue.wording import INCIDENTS

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_DAYS = "Write a whole number of days, 0 to 250."
NO_HOURS = "Write a whole number of hours, 0 to 200."
PROMISES = ("first", "next", "answer")
NO_PROMISE = "Promise at least one hour."
NEVER_OPEN = "Write the hours of at least one day."
NO_HOLIDAYS = "No public holidays"
WORKING_DAY = [["09:00", "17:00"]]


MONTHS = re.compile(r"[1-9]|[1-5][0-9]|60")
WRONG_MONTHS = "Write a number of months from 1 to 60, or nothing."


def a_number_of_days(label: str) -> Any:
    return Number(label, least=0, most=250, missing=NO_DAYS)


def a_number_of_hours(label: str) -> Any:
    return Number(label, least=0, most=200, missing=NO_HOURS)


class ServiceForm(PlainForm):
    """`facts` are the columns of the service, once the form is fine."""

    unread = ("reason",)

    name = Line("Name", most=80, missing="Write the name of the service.")
    summary = Line("In one sentence", most=200, missing="Say in one sentence what it is for.")
    provides = Words("What it provides", most=10_000)
    owner = Line("Who answers", most=80, missing="Write the name of the team.")
    phone = Line("Phone", most=40)
    email = Line("E-mail", most=120)
    place = Line("Place", most=200)
    first_days = a_number_of_days("First reply: working days")
    first_hours = a_number_of_hours("First reply: and hours")
    next_days = a_number_of_days("Each later reply: working days")
    next_hours = a_number_of_hours("Each later reply: and hours")
    answer_days = a_number_of_days("Answer: working days")
    answer_hours = a_number_of_hours("Answer: and hours")
    monday = Line("Monday", most=80)
    tuesday = Line("Tuesday", most=80)
    wednesday = Line("Wednesday", most=80)
    thursday = Line("Thursday", most=80)
    friday = Line("Friday", most=80)
    saturday = Line("Saturday", most=80)
    sunday = Line("Sunday", most=80)
    by_priority = Words("Other promises by priority", most=2000)
    incidents = Choice(
        "While a known problem lasts",
        list(INCIDENTS.items()),
        missing="Say whether its time counts.",
    )
    true_months = Line("Months until an official answer is looked at again", most=3)
    country = Choice("Public holidays of", missing="Choose a country, or none.")
    subdivision = Line("Part of the country", most=10)
    closures = Words("Other closed days", most=10_000)
    reason = Words("Why can it be kept from now on?", most=1000)
    version = Version()
    seen = Seen()

    calendar: dict[str, Any]
    calendar_fault = ""
    written: Written
    zone: str = ""

    def __init__(self, *sent: Any, **options: Any) -> None:
        self.zone = options.pop("zone", "") or site().zone
        super().__init__(*sent, **options)
        self.country.choices = [("", say(NO_HOLIDAYS)), *countries(language().locale)]

    def take_calendar(self, text: str, *, today: date) -> None:
        """The closed days of a calendar file join those that are typed, which win."""
        try:
            typed = closures_in(self.closures.data or "")
            self.closures.data = closures_typed(closures_of(text, today=today) | typed)
        except ValueError as error:
            self.calendar_fault = str(error)

    def validate_true_months(self, field: Any) -> None:
        if field.data and not MONTHS.fullmatch(field.data):
            raise ValidationError(WRONG_MONTHS)

    def validate_closures(self, field: Any) -> None:
        if self.calendar_fault:
            raise ValidationError(self.calendar_fault)

    def validate(self, *more: Any) -> bool:
        """Hours first, because a promise in days needs to know how long a day is."""
        fine = bool(super().validate(*more))
        return all([fine, self._read_hours(), self._read_words()]) and self._read_promises()

    @property
    def facts(self) -> dict[str, Any]:
        hours = calendar_from(self.calendar)
        plain = {
            name: self[name].data
            for name in ("name", "summary", "owner", "phone", "email", "place")
        }
        return plain | {
            "opening": opening_line(hours),
            "provides": self.written.source,
            "provides_html": self.written.html,
            "renderer": self.written.renderer,
            "calendar": self.calendar,
            "first_response_minutes": self._minutes("first", hours),
            "next_response_minutes": self._minutes("next", hours),
            "resolution_minutes": self._minutes("answer", hours),
            "by_priority": priorities_in(self.by_priority.data or "", hours),
            "counts_incidents": self.incidents.data != "stopped",
            "true_months": int(self.true_months.data) if self.true_months.data else None,
        }

    def _minutes(self, promise: str, hours: Calendar) -> int:
        days, more = self[f"{promise}_days"].data, self[f"{promise}_hours"].data
        return minutes_of_days(hours, days) + 60 * int(more)

    def _read_promises(self) -> bool:
        hours = calendar_from(self.calendar)
        for promise in PROMISES:
            if self._minutes(promise, hours) <= 0:
                self[f"{promise}_days"].errors = [NO_PROMISE]
        _read(self.by_priority, lambda text: priorities_in(text, hours))
        return not self.faults

    def _read_words(self) -> bool:
        try:
            self.written = write_up(self.provides.data or "")
        except Invalid as error:
            self.provides.errors = [str(error)]
            return False
        return True

    def _read_hours(self) -> bool:
        frames = {str(day): _read(self[name], frames_in) for day, name in enumerate(WEEK)}
        closures = _read(self.closures, closures_in)
        open_days = {day: times for day, times in frames.items() if times}
        if any(times is None for times in (*frames.values(), closures)):
            return False
        if not open_days:
            self.monday.errors = [NEVER_OPEN]
            return False
        self.calendar = {
            "zone": self.zone,
            "frames": open_days,
            "holidays": self._holidays(),
            "closures": closures,
        }
        return self._is_a_calendar()

    def _holidays(self) -> dict[str, Any] | None:
        if not self.country.data:
            return None
        part = (self.subdivision.data or "").upper()
        return {"country": self.country.data, "subdivision": part or None}

    def _is_a_calendar(self) -> bool:
        """Times in order and holidays that are known; each fault at the field it comes from."""
        for day, name in enumerate(WEEK):
            times = self.calendar["frames"].get(str(day), WORKING_DAY)
            self._try(self[name], {"frames": {"0": times}})
        self._try(self.subdivision, {"frames": {}, "holidays": self.calendar["holidays"]})
        return not self.faults

    def _try(self, field: Any, facts: dict[str, Any]) -> None:
        try:
            calendar_from({"zone": self.zone} | facts)
        except ValueError as error:
            field.errors = [str(error)]


class TopicForm(PlainForm):
    """`after_days` and `after_hours` count the opening hours of its service; 0 means never, unless
    the topic had no time of its own before: then the general rule goes on counting.
    """

    name = Line("Name", most=80, missing="Write the name of the topic.")
    summary = Line("In one sentence", most=200, missing="Say in one sentence what it is about.")
    service = Choice("Which service answers?", missing="Choose the service that answers.")
    after_days = a_number_of_days("To the council after: working days")
    after_hours = a_number_of_hours("To the council after: and hours")
    position = Number("Place in the list", least=0, most=10_000, missing="Write a whole number.")
    version = Version()
    seen = Seen()

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.service.choices = [(one.slug, one.name) for one in all_services()]

    def facts_for(self, service: Service, *, was: int | None = 0) -> dict[str, Any]:
        hours = service.calendar_version.calendar
        minutes = minutes_of_days(hours, self.after_days.data) + 60 * self.after_hours.data
        return {
            "name": self.name.data,
            "summary": self.summary.data,
            "service_id": service.id,
            "position": self.position.data,
            "escalates_after_minutes": was if minutes == 0 == (was or 0) else minutes,
        }


class SheetForm(PlainForm):
    """A table of services and topics, typed in or from a file."""

    text = Words("The table", most=200_000, missing="Choose a file, or paste the table.")
    seen = Seen()


def usual_calendar() -> dict[str, Any]:
    """Monday to Friday, nine to five, where the place is."""
    zone = site().zone
    is_english = zone == "Europe/London"
    return {
        "zone": zone,
        "frames": {str(day): WORKING_DAY for day in range(5)},
        "holidays": {"country": "GB", "subdivision": "ENG"} if is_english else None,
        "closures": {},
    }


def _read(field: Any, read: Callable[[str], Any]) -> Any:
    """What stands in the field; None, with the sentence at the field, when it makes no sense."""
    try:
        return read(field.data or "")
    except ValueError as error:
        field.errors = [str(error)]
        return None
