"""The pages of alerts: what is on now, planned and past; one alert; and the feed."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.current import reader
from forum.alerts import policy, queries
from forum.kernel.feeds import feed_of
from forum.kernel.found import Outside, kept_out
from forum.kernel.text import opening, shown
from forum.kernel.web import page, room
from forum.services.models import Service
from forum.services.queries import all_services, service_called

alerts = room("alerts", __file__)


@alerts.get("/alerts")
def index() -> AnyResponse:
    """What is wrong now, what is planned, and what is past."""
    services = all_services()
    here = _service_among(services)
    found = queries.coming_and_now(here.id if here else None)
    over = queries.past(here.id if here else None, cursor=request.args.get("cursor"))
    return page(
        "alerts/index.html",
        on_now=[alert for alert in found if alert.when == "now"],
        planned=[alert for alert in found if alert.when == "planned"],
        over=over.items,
        ways=_ways(services, here),
        path_of=queries.alert_path,
        here=here,
        newest=request.args.get("cursor") and _address(here),
        older=over.next and _address(here, cursor=over.next),
        feed_url=_address(here, "/alerts/feed.atom"),
        may_announce=policy.may_announce(reader()),
    )


@alerts.get("/alerts/<int:alert_id>")
@alerts.get("/alerts/<int:alert_id>-<slug>")
def show(alert_id: int, slug: str = "") -> AnyResponse:
    """One alert with everything that was added to it."""
    to = reader()
    alert = queries.visible_alert(alert_id, to=to)
    if slug != alert.slug:
        return redirect(queries.alert_path(alert.id, alert.slug), 301)

    updates = [
        (one.written_at, shown(one.html)) for one in queries.updates_of([alert.id])[alert.id]
    ]
    own = page(
        "alerts/show.html",
        outside=Outside(opening(alert.html)),
        alert=alert,
        html=shown(alert.html),
        updates=updates,
        may_announce=policy.may_announce(to),
    )
    return kept_out(own) if alert.state == "draft" else own


@alerts.get("/alerts/feed.atom")
def feed() -> Response:
    """The alerts changed last, as an Atom feed; `service` picks one service."""
    asked = request.args.get("service")
    here = service_called(asked) if asked else None
    return _feed(here, _address(here))


@alerts.get("/services/<slug>/feed.atom")
def service_feed(slug: str) -> Response:
    """The alerts of a service changed last, as an Atom feed that belongs to its page."""
    here = service_called(slug)
    return _feed(here, url_for("services.show", slug=here.slug))


def _feed(here: Service | None, page_path: str) -> Response:
    found = queries.lately_changed(here.id if here else None)
    return feed_of(
        "alerts/feed.xml",
        changed_at=max((alert.changed_at for alert in found), default=None),
        here=page_path,
        service=here,
        alerts=found,
        updates=queries.updates_of([alert.id for alert in found]),
        path_of=queries.alert_path,
    )


def _service_among(services: Sequence[Service]) -> Service | None:
    """The service asked for; asking for one we do not have is answered as such."""
    asked = request.args.get("service")
    if not asked:
        return None
    return next((one for one in services if one.slug == asked), None) or service_called(asked)


def _ways(services: Sequence[Service], here: Service | None) -> list[tuple[str, str, bool]]:
    """The links that show the alerts of one service; none when there is only one."""
    if len(services) < 2:
        return []
    every = (_("All services"), _address(None), here is None)
    return [every, *((one.name, _address(one), one is here) for one in services)]


def _address(here: Service | None, path: str = "", **more: str) -> str:
    asked = ({"service": here.slug} if here else {}) | more
    path = path or url_for("alerts.index")
    return f"{path}?{urlencode(asked)}" if asked else path
