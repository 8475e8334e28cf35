"""What the pages of the catalogue share: filled forms, and the preview of a change."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from forum.kernel.forms import fingerprint
from forum.kernel.web import page
from forum.services.advising import PROMISES, Advice
from forum.services.hours import Calendar, calendar_from, minutes_of_days
from forum.services.models import Service
from forum.services.queries import all_services, facts_of
from forum.topics import queries as topic_queries
from forum.topics.models import Topic
from moderation.catalogue import actions
from moderation.catalogue.forms import WEEK, ServiceForm, TopicForm
from moderation.catalogue.hours import closures_typed, frames_typed
from moderation.catalogue.rules import priorities_typed
from moderation.catalogue.wording import LABELS, lines_of
from moderation.settings.changes import differences


def service_page(
    form: ServiceForm, service: Service | None = None, *, preview: bool = False, status: int = 200
) -> Response:
    """The form of a service, under the preview of what it would change."""
    lines = _service_lines(form, service) if preview else None
    form.seen.data = fingerprint(form) if preview else ""
    here = url_for("catalogue.edit_service", slug=service.slug) if service else None
    return page(
        "catalogue/service.html",
        status,
        form=form,
        service=service,
        lines=lines,
        advice=_advice(form, service) if preview and service else [],
        week=[form[name] for name in WEEK],
        action=here or url_for("catalogue.add_service"),
    )


def topic_page(
    form: TopicForm,
    service: Service | None,
    topic: Topic | None = None,
    *,
    preview: bool = False,
    status: int = 200,
) -> Response:
    """The form of a topic, under the preview of what it would change."""
    lines = _topic_lines(form, service, topic) if preview and service else None
    form.seen.data = fingerprint(form) if preview else ""
    here = url_for("catalogue.edit_topic", slug=topic.slug) if topic else None
    return page(
        "catalogue/topic.html",
        status,
        form=form,
        service=service,
        topic=topic,
        lines=lines,
        action=here or url_for("catalogue.add_topic"),
    )


def change_lines(
    before: Mapping[str, Any], after: Mapping[str, Any], hours: Calendar
) -> list[list[str]]:
    """Field, before, after; hours that changed are used for the promises of their side."""
    was, becomes = (
        calendar_from(side["calendar"]) if side.get("calendar") else hours
        for side in (before, after)
    )
    services = {one.id: one.name for one in all_services()}
    return lines_of(before, after, was=was, becomes=becomes, services=services)


def filled(service: Service) -> dict[str, Any]:
    """What stands in the form of a service that is there."""
    facts = service.calendar_version.facts
    hours = service.calendar_version.calendar
    holidays = facts.get("holidays") or {}
    week = {name: frames_typed(facts["frames"].get(str(day), ())) for day, name in enumerate(WEEK)}
    plain = ("name", "summary", "provides", "owner", "phone", "email", "place", "version")
    return {
        **{name: getattr(service, name) for name in plain},
        **week,
        **_split("first", service.first_response_minutes, hours),
        **_split("next", service.next_response_minutes, hours),
        **_split("answer", service.resolution_minutes, hours),
        "by_priority": priorities_typed(service.by_priority, hours),
        "incidents": "counted" if service.counts_incidents else "stopped",
        "true_months": str(service.true_months or ""),
        "country": holidays.get("country", ""),
        "subdivision": holidays.get("subdivision") or "",
        "closures": closures_typed(facts.get("closures") or {}),
        "zone": facts["zone"],
    }


def filled_topic(topic: Topic, service: Service) -> dict[str, Any]:
    """What stands in the form of a topic that is there."""
    minutes = topic.escalates_after_minutes or 0
    return {
        "name": topic.name,
        "summary": topic.summary,
        "service": service.slug,
        "position": topic.position,
        "version": topic.version,
        **_split("after", minutes, service.calendar_version.calendar),
    }


def _advice(form: ServiceForm, service: Service) -> list[tuple[str, Advice]]:
    said = actions.service_advice(service, form.facts)
    return [(LABELS[PROMISES[advice.clock]], advice) for advice in said]


def _service_lines(form: ServiceForm, service: Service | None) -> list[list[str]]:
    before = facts_of(service) if service else {}
    hours = calendar_from(before.get("calendar") or form.calendar)
    return change_lines(*differences(before, form.facts), hours)


def _topic_lines(form: TopicForm, service: Service, topic: Topic | None) -> list[list[str]]:
    before = topic_queries.facts_of(topic) if topic else {}
    was = topic.escalates_after_minutes if topic else 0
    changes = differences(before, form.facts_for(service, was=was))
    return change_lines(*changes, service.calendar_version.calendar)


def _split(promise: str, minutes: int, hours: Calendar) -> dict[str, int]:
    days, rest = divmod(minutes, minutes_of_days(hours, 1))
    return {f"{promise}_days": days, f"{promise}_hours": -(-rest // 60)}
