"""The catalogue of services, and the page of each: what it provides and what it promises."""

from zoneinfo import ZoneInfo

from flask import flash, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.follows.queries import is_following
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.found import Outside
from forum.kernel.live import is_live
from forum.kernel.slots import Slot
from forum.kernel.text import shown
from forum.kernel.web import page, part_or, room
from forum.services import actions, queries
from forum.services.forms import FollowServiceForm
from forum.services.wording import opening_words, promise_words
from forum.topics.policy import may_keep_catalogue

services = room("services", __file__)

# What is happening with a service now, on its own page and as a word in the list; ids are its ids.
happening = Slot("service")
in_short = Slot("service in short")


@services.get("/services")
def index() -> Response:
    """What the public body offers, each service with its topics."""
    found = queries.catalogue()
    alerts = in_short.render([service.id for service, _topics in found], to=None)
    return page("services/index.html", catalogue=found, alerts=alerts)


@services.get("/services/<slug>")
def show(slug: str) -> Response:
    """What a service provides, what it promises, when it is open and where it is reached."""
    service = queries.service_called(slug)
    calendar = service.calendar_version.calendar
    to = reader()
    return page(
        "services/show.html",
        outside=Outside(service.summary, "website"),
        service=service,
        provides=shown(service.provides_html),
        first_reply=promise_words(service.first_response_minutes, calendar),
        next_reply=promise_words(service.next_response_minutes, calendar),
        solution=promise_words(service.resolution_minutes, calendar),
        opening=opening_words(calendar),
        closures=queries.closures_from(calendar, now().astimezone(ZoneInfo(calendar.zone)).date()),
        topics=queries.topics_of(service.id),
        alerts=happening.render([service.id], to=to).get(service.id),
        follows=to is not None and is_following(to.id, service.subject_id),
        may_keep=may_keep_catalogue(to),
    )


@services.post("/services/<slug>/follow")
def follow(slug: str) -> Response:
    """Hear of its alerts by e-mail, or stop that."""
    wanted = FollowServiceForm.sent().or_refuse().is_yes
    with writing():
        service = queries.service_called(slug)
        actions.follow_service(service, by=current_member(), wanted=wanted)
        place = url_for("services.show", slug=service.slug)
    if wanted and not is_live():
        flash(_("We will write to you when there is an alert."), "good")
    return part_or(place, "services/followed.html", service=service, follows=wanted)
