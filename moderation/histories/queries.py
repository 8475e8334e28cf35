"""How long requests took that were closed elsewhere, and which services they may belong to."""

from collections import defaultdict
from dataclasses import dataclass
from math import ceil
from statistics import median

from sqlalchemy import select

from forum.kernel.db import db
from forum.services.models import Service
from moderation.helpdesk.models import Ticket
from moderation.histories.models import PastRequest


@dataclass(frozen=True)
class Figure:
    """Of so many `cases` of a service and a type: seconds from opening to closing.

    `half` is the median, the mean of the two in the middle of an even number. Nine of ten took at
    most `nine`: the smallest time of which that is true.
    """

    service: str
    what: str
    cases: int
    half: float
    nine: float


def figures() -> list[Figure]:
    """For each service as a whole (`what` is empty), and for each type in it."""
    rows = (
        select(Service.name, PastRequest.what, Ticket.opened_at, Ticket.closed_at)
        .join(Ticket, Ticket.id == PastRequest.ticket_id)
        .join(Service, Service.id == Ticket.service_id)
    )
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for service, what, opened, closed in db.execute(rows):
        if closed is not None:  # opened again, it is no history any more
            for name in ("", what):
                found[service, name].append((closed - opened).total_seconds())
    return [_figure(*key, sorted(took)) for key, took in sorted(found.items())]


def services_by_slug() -> dict[str, int]:
    return {slug: id_ for slug, id_ in db.execute(select(Service.slug, Service.id))}


def _figure(service: str, what: str, took: list[float]) -> Figure:
    nine = took[ceil(0.9 * len(took)) - 1]
    return Figure(service, what, len(took), median(took), nine)
