"""Adding a service with its opening hours and its promises."""

from typing import Any

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.services.hours import calendar_from
from forum.services.models import CalendarVersion, Service


def add_service(
    *,
    slug: str,
    name: str,
    summary: str,
    owner: str,
    phone: str,
    place: str,
    opening: str,
    calendar: dict[str, Any],
    first_response_minutes: int,
    resolution_minutes: int,
) -> Service:
    """The service with this slug, made when there is none yet; promises count opening minutes."""
    if known := db.scalar(select(Service).where(Service.slug == slug)):
        return known

    service = Service(
        slug=slug,
        name=name,
        summary=summary,
        owner=owner,
        phone=phone,
        place=place,
        opening=opening,
        calendar_version=_calendar(name, calendar),
        first_response_minutes=first_response_minutes,
        resolution_minutes=resolution_minutes,
    )
    db.add(service)
    db.flush()
    return service


def _calendar(name: str, facts: dict[str, Any]) -> CalendarVersion:
    """Read once before it is kept, so that no promise ever meets hours it cannot count."""
    try:
        calendar_from(facts)
    except ValueError as error:
        raise Invalid(str(error)) from error
    return CalendarVersion(name=name, facts=facts)
