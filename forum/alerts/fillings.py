"""What alerts show on the pages of services."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.alerts import queries
from forum.alerts.queries import Live
from forum.kernel.clock import now


def on_services(service_ids: Sequence[int], _reader: object) -> dict[int, Markup]:
    """Rows of a list for one service, a word for each service of many; no query of its own."""
    alerts = queries.not_over()
    macro = "rows" if len(service_ids) == 1 else "word"
    here = {id_: [one for one in alerts if one.service_id == id_] for id_ in service_ids}
    return {id_: _part(macro, found) for id_, found in here.items() if found}


def _part(name: str, alerts: list[Live]) -> Markup:
    html: Markup = get_template_attribute("alerts/parts.html", name)(alerts, now())
    return html
