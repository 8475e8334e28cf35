"""The work of the next two weeks, for managers: one service at a time, drawn and in a table."""

from collections.abc import Sequence

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.design.words import date_words
from forum.kernel.web import page, room
from forum.services.models import Service
from forum.services.queries import all_services, service_called
from moderation.staff.queries import services_of
from moderation.workload import queries
from moderation.workload.reckoning import Load

workload = room("workload", __file__)


@workload.get("/desk/workload")
def index() -> Response:
    """What is expected, who is here, and the day from which it will not fit."""
    services = all_services()
    here = _chosen(services)
    found = queries.outlook(here) if here else None
    return page(
        "workload/index.html",
        here=here,
        ways=[
            (one.name, url_for("workload.index", service=one.slug), one is here) for one in services
        ],
        found=found,
        comes=[(date_words(load.day), _tenth(load.expected)) for load in found.days]
        if found
        else [],
        rows=[_row(load) for load in found.days] if found else [],
        overflow=date_words(found.overflow.day) if found and found.overflow else None,
    )


def _chosen(services: Sequence[Service]) -> Service | None:
    asked = request.args.get("service")
    if asked:
        return next((one for one in services if one.slug == asked), None) or service_called(asked)
    if not services:
        return None
    mine = services_of(current_member())
    return queries.busiest([one for one in services if not mine or one.id in mine] or services)


def _row(load: Load) -> list[str | int | float]:
    room_here = _("No limit") if load.room is None else load.room
    fits = _("It fits") if load.fits else _("Does not fit")
    numbers = (_tenth(load.expected), load.here, _tenth(load.can), _tenth(load.left))
    return [date_words(load.day), *numbers, room_here, fits]


def _tenth(number: float) -> float:
    return round(number, 1)
