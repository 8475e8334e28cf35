"""The list of services for managers; adding a service and changing one."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import is_seen, text_of_file
from forum.kernel.web import page
from forum.services.queries import catalogue as whole_catalogue
from forum.services.queries import service_called
from forum.services.wording import opening_line, promise_words
from moderation.catalogue import actions, telling
from moderation.catalogue.forms import ServiceForm, usual_calendar
from moderation.catalogue.hours import frames_typed
from moderation.catalogue.ical import MOST_BYTES
from moderation.catalogue.views.room import BOTH, catalogue

USUAL = {
    **{"first_days": 2, "first_hours": 0, "next_days": 2, "next_hours": 0},
    **{"answer_days": 5, "answer_hours": 0, "version": 0},
    "incidents": "counted",
}


@catalogue.get("/desk/services")
def index() -> Response:
    """Every service with its promises, its hours and its topics."""
    rows = [
        {
            "service": service,
            "topics": topics,
            "first": promise_words(service.first_response_minutes, hours),
            "answer": promise_words(service.resolution_minutes, hours),
            "opening": opening_line(hours),
        }
        for service, topics in whole_catalogue()
        for hours in [service.calendar_version.calendar]
    ]
    return page("catalogue/index.html", rows=rows)


@catalogue.route("/desk/services/new", methods=BOTH)
def add_service() -> Response:
    """Add a service: first shown as it will be, then saved."""
    if request.method == "GET":
        return telling.service_page(_empty())
    form = _sent()
    if not form.is_fine:
        return telling.service_page(form, status=422)
    if not is_seen(form):
        return telling.service_page(form, preview=True)

    try:
        with writing():
            slug = actions.open_service(form.facts, by=current_member()).slug
    except Invalid as taken:
        form.name.errors = [str(taken)]
        return telling.service_page(form, status=422)
    flash("The service is added. Now give it its topics.", "good")
    return redirect(url_for("catalogue.add_topic", service=slug), 303)


@catalogue.route("/desk/services/<slug>/edit", methods=BOTH)
def edit_service(slug: str) -> Response:
    """Change a service: first shown what differs, then saved. Old tickets keep their promises."""
    service = service_called(slug)
    zone = service.calendar_version.facts["zone"]
    if request.method == "GET":
        return telling.service_page(ServiceForm(**telling.filled(service)), service)
    form = _sent(zone=zone)
    if not form.is_fine:
        return telling.service_page(form, service, status=422)
    if not is_seen(form):
        return telling.service_page(form, service, preview=True)

    try:
        with writing():
            here, said = service_called(slug, lock=True), form.reason.data or ""
            version, by = form.version.data, current_member()
            actions.change_service(here, form.facts, by=by, version=version, reason=said)
    except Invalid as refused:
        form.reason.errors = [str(refused)]
        return telling.service_page(form, service_called(slug), preview=True, status=422)
    flash("It is saved. You can undo it below.", "good")
    return redirect(url_for("catalogue.history", slug=slug), 303)


def _sent(**options: Any) -> ServiceForm:
    """With the closed days of a calendar file, when one came along."""
    form = ServiceForm.sent(**options)
    if text := text_of_file("calendar", most=MOST_BYTES):
        form.take_calendar(text, today=now().date())
    return form


def _empty() -> ServiceForm:
    """What most services have: weekdays, and the usual promises."""
    hours = usual_calendar()
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    week = {day: frames_typed(hours["frames"]["0"]) for day in days}
    holidays = hours["holidays"] or {}
    return ServiceForm(**USUAL, **week, **holidays)
