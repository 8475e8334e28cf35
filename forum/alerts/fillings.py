"""What alerts show on the pages of services."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.alerts import queries
from forum.alerts.queries import Live
from forum.kernel.clock import now
from forum.kernel.slots import Filling


def on_services(service_ids: Sequence[int], _reader: object) -> dict[int, Markup]:
    """Rows of a list, for the page of a service; no query of its own."""
    return _parts("rows", service_ids)


def in_short(service_ids: Sequence[int], _reader: object) -> dict[int, Markup]:
    """One word beside each service of a list; no query of its own."""
    return _parts("word", service_ids)


def _parts(macro: str, service_ids: Sequence[int]) -> dict[int, Markup]:
    alerts = queries.not_over()
    here = {id_: [one for one in alerts if one.service_id == id_] for id_ in service_ids}
    return {id_: _part(macro, found) for id_, found in here.items() if found}


def _part(name: str, alerts: list[Live]) -> Markup:
    html: Markup = get_template_attribute("alerts/parts.html", name)(alerts, now())
    return html


SLOTS: dict[str, list[object]] = {
    "service": [Filling(on_services, public=True)],
    "service in short": [Filling(in_short, public=True)],
}
