"""What a ticket is promised: by its kind where that says so, else by its service."""

from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from forum.services.actions import every_day
from forum.services.hours import minutes_of_days
from forum.services.models import Service
from moderation.helpdesk import queries
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.promises import FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, months_after
from moderation.helpdesk.states import PRIORITIES


class Terms(NamedTuple):
    """So many minutes of a calendar; unless `may_pause` they run on while the person is asked, and
    unless `counts_incidents` they stand still while a known problem lasts.
    """

    calendar_id: int
    minutes: int
    may_pause: bool
    counts_incidents: bool = True


def terms_of(ticket: Ticket) -> dict[str, Terms]:
    """One for each clock, as the kind and the service stand now. No known problem stops the times
    of a kind: they are the law's.
    """
    kind, service = queries.kind_of(ticket.kind), ticket.service
    days = {FIRST_RESPONSE: kind.first_days, RESOLUTION: kind.answer_days}
    hours = service.calendar_version.calendar
    own = {clock: minutes_of_days(hours, number) for clock, number in days.items() if number}
    found = {
        clock: Terms(
            service.calendar_id,
            minutes,
            kind.may_pause,
            service.counts_incidents or clock in own,
        )
        for clock, minutes in (_usual(service) | _of_priority(ticket) | own).items()
    }
    if kind.answer_months:
        found[RESOLUTION] = _of_months(ticket, kind.answer_months, may_pause=kind.may_pause)
    return found


def _usual(service: Service) -> dict[str, int]:
    return {
        FIRST_RESPONSE: service.first_response_minutes,
        NEXT_RESPONSE: service.next_response_minutes,
        RESOLUTION: service.resolution_minutes,
    }


def _of_priority(ticket: Ticket) -> dict[str, int]:
    """What the service promises where it hurries more, or less, than usual."""
    priority = PRIORITIES[ticket.impact, ticket.urgency]
    found: dict[str, int] = ticket.service.by_priority.get(str(priority), {})
    return found


def _of_months(ticket: Ticket, months: int, *, may_pause: bool) -> Terms:
    """Every day counts in a month of the law."""
    zone = ticket.service.calendar_version.calendar.zone
    until = months_after(ticket.opened_at, months, zone=ZoneInfo(zone))
    minutes = (until - ticket.opened_at) // timedelta(minutes=1)
    return Terms(every_day(zone).id, minutes, may_pause)
