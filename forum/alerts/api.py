"""Alerts as programs get them."""

from collections.abc import Sequence
from typing import Any

from apiflask import Schema
from apiflask.fields import DateTime, Integer, List, Nested, String
from apiflask.validators import OneOf
from flask import current_app

from forum.alerts import queries
from forum.alerts.models import Alert, AlertUpdate
from forum.kernel.api import PageAsked, Text, api, as_list, listed
from forum.services.queries import service_called

alerts_api = api("alerts", __name__)

LONGEST_NAME = 100


class AlertsAsked(PageAsked):
    """`service` is the slug of a service."""

    service = Text(most=LONGEST_NAME, one_line=True, load_default=None)
    when = String(load_default="all", validate=OneOf(["all", "now", "planned", "past"]))


class AlertUpdateShown(Schema):
    number = Integer()
    body = String()
    html = String()
    written_at = DateTime()


class AlertShown(Schema):
    """`body` is as it was typed, `html` as it is shown; `ends_at` may not be known yet. Without a
    topic it is about the whole service.
    """

    id = Integer()
    url = String()
    title = String()
    kind = String()
    when = String()
    service = String()
    topic = String(allow_none=True)
    body = String()
    html = String()
    begins_at = DateTime()
    ends_at = DateTime(allow_none=True)
    changed_at = DateTime()
    updates = List(Nested(AlertUpdateShown))


@alerts_api.get("/alerts")
@alerts_api.input(AlertsAsked, location="query", arg_name="asked")
@alerts_api.output(listed(AlertShown, "Alerts"))
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Alerts with their updates, the newest first."""
    service_id = service_called(asked["service"]).id if asked["service"] else None
    found = queries.listed(asked["when"], service_id, cursor=asked["cursor"])
    updates = queries.updates_of([alert.id for alert in found.items])
    return as_list(found, lambda alert: _shown(alert, updates[alert.id]))


def _shown(alert: Alert, updates: Sequence[AlertUpdate]) -> dict[str, Any]:
    return {
        "id": alert.id,
        "url": current_app.config["BASE_URL"] + queries.alert_path(alert.id, alert.slug),
        "title": alert.title,
        "kind": alert.kind,
        "when": alert.when,
        "service": alert.service.slug,
        "topic": alert.topic.slug if alert.topic else None,
        "body": alert.body,
        "html": alert.html,
        "begins_at": alert.begins_at,
        "ends_at": alert.over_at,
        "changed_at": alert.changed_at,
        "updates": updates,
    }
