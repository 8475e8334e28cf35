"""Finding alerts: what is on now, what is planned, what is past."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select, true, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from forum.accounts.models import Member
from forum.alerts import policy
from forum.alerts.models import Alert, AlertUpdate
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST, Page, moment, page_of, position
from forum.kernel.site import rows_shown_everywhere
from forum.services.models import Service
from forum.topics.models import Topic

SIZE = 20
BOARD = "alerts"
GONE = "We cannot find this alert. It may have been taken back."


@dataclass(frozen=True, slots=True)
class Live:
    """A published alert that is not over, as it stands on the board every page reads. Without a
    topic it is about the whole service.
    """

    id: int
    title: str
    path: str
    kind: str
    service_id: int
    begins_at: datetime
    ends_at: datetime | None
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom an alert is about, and while it lasts; without a topic the whole service."""

    service_id: int
    topic_id: int | None
    kind: str
    ends_at: datetime | None


def reach_of(alert: Alert) -> Reach:
    return Reach(alert.service_id, alert.topic_id, alert.kind, alert.over_at)


def alert_path(alert_id: int, slug: str) -> str:
    return f"/alerts/{alert_id}-{slug}"


def on_now(service_id: int | None = None, topic_id: int | None = None) -> list[Live]:
    """What every page may show, the latest first; read with the site's own row, at no cost. Of a
    topic, nothing that is only about another one.
    """
    begun = [live for live in _board(service_id) if live.begins_at <= now()]
    return [one for one in begun if topic_id is None or one.topic_id in (None, topic_id)]


def count_now() -> int:
    return len(on_now())


def not_over(service_id: int | None = None) -> list[Live]:
    """What is on now and what is planned."""
    return _board(service_id)


def visible_alert(alert_id: int, *, to: Member | None, lock: bool = False) -> Alert:
    """Raises Missing when there is none, or none for this reader."""
    rows = select(Alert).where(Alert.id == min(alert_id, LARGEST))
    whole = rows.options(joinedload(Alert.service), joinedload(Alert.topic))
    rows = rows.with_for_update() if lock else whole
    alert = db.scalar(rows.execution_options(populate_existing=True))
    if alert is None or not policy.may_see(to, alert):
        raise Missing(GONE)
    return alert


def updates_of(alert_ids: Sequence[int]) -> dict[int, list[AlertUpdate]]:
    """What was added to each, the newest first; in one query for all."""
    rows = select(AlertUpdate).where(AlertUpdate.alert_id.in_(alert_ids))
    found: dict[int, list[AlertUpdate]] = {id_: [] for id_ in alert_ids}
    for added in db.scalars(rows.order_by(AlertUpdate.number.desc())):
        found[added.alert_id].append(added)
    return found


def coming_and_now(service_id: int | None = None) -> Sequence[Alert]:
    """Published and not over, with their services; what begins first stands first."""
    rows = _published(service_id).where(_is_not_over())
    return db.scalars(rows.order_by(Alert.begins_at, Alert.id)).all()


def past(
    service_id: int | None = None, *, cursor: str | None = None, size: int = SIZE
) -> Page[Alert]:
    """What is over, the latest first."""
    over = func.coalesce(Alert.ended_at, Alert.ends_at)
    rows = _published(service_id).where(~_is_not_over())
    if place := position(cursor, str, int):
        rows = rows.where(tuple_(over, Alert.id) < (moment(place[0]), place[1]))
    found = db.scalars(rows.order_by(over.desc(), Alert.id.desc()).limit(size + 1)).all()
    return page_of(found, size, lambda alert: (_over_at(alert).isoformat(), alert.id))


def listed(
    when: str, service_id: int | None, *, cursor: str | None = None, size: int = SIZE
) -> Page[Alert]:
    """Published alerts for programs, the newest first; `when` is all, now, planned or past."""
    rows = _published(service_id).where(_WHENS[when]())
    if place := position(cursor, int):
        rows = rows.where(Alert.id < place[0])
    found = db.scalars(rows.order_by(Alert.id.desc()).limit(size + 1)).all()
    return page_of(found, size, lambda alert: (alert.id,))


def lately_changed(service_id: int | None = None) -> Sequence[Alert]:
    """For the feed: published alerts, the one changed last on top."""
    rows = _published(service_id).order_by(Alert.changed_at.desc(), Alert.id.desc())
    return db.scalars(rows.limit(SIZE)).all()


def for_staff(*, cursor: str | None = None, size: int = SIZE) -> Page[Alert]:
    """All alerts, drafts first, then the one changed last."""
    drafts_first = case((Alert.state == "draft", 0), else_=1)
    rows = _with_service()
    if place := position(cursor, int, str, int):
        before = and_(
            drafts_first == place[0],
            tuple_(Alert.changed_at, Alert.id) < (moment(place[1]), place[2]),
        )
        rows = rows.where(or_(drafts_first > place[0], before))
    rows = rows.order_by(drafts_first, Alert.changed_at.desc(), Alert.id.desc())
    found = db.scalars(rows.limit(size + 1)).all()
    return page_of(found, size, _staff_key)


def board_as_it_should_be() -> list[dict[str, Any]]:
    """What the board holds after the last change: published and not over."""
    rows = select(Alert).where(Alert.state == "published", _is_not_over())
    return [_line(alert) for alert in db.scalars(rows.order_by(Alert.begins_at, Alert.id))]


def board_as_it_is() -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = rows_shown_everywhere().get(BOARD, {}).get("alerts", [])
    return lines


def count_alerts() -> int:
    return db.scalar(select(func.count()).select_from(Alert).where(Alert.state != "draft")) or 0


def _board(service_id: int | None) -> list[Live]:
    lives = [_live(line) for line in board_as_it_is()]
    here = [one for one in lives if service_id in (None, one.service_id)]
    not_over = [one for one in here if one.ends_at is None or one.ends_at > now()]
    return sorted(not_over, key=lambda one: one.begins_at, reverse=True)


def _line(alert: Alert) -> dict[str, Any]:
    """Without the topic where it has none, as boards were before alerts had topics."""
    of_topic = {} if alert.topic_id is None else {"topic_id": alert.topic_id}
    return of_topic | {
        "id": alert.id,
        "title": alert.title,
        "path": alert_path(alert.id, alert.slug),
        "kind": alert.kind,
        "service_id": alert.service_id,
        "begins_at": alert.begins_at.isoformat(),
        "ends_at": alert.ends_at.isoformat() if alert.ends_at else None,
    }


def _live(line: dict[str, Any]) -> Live:
    begins_at = datetime.fromisoformat(line["begins_at"])
    ends_at = datetime.fromisoformat(line["ends_at"]) if line["ends_at"] else None
    return Live(**(line | {"begins_at": begins_at, "ends_at": ends_at}))


def _with_service() -> Any:
    rows = select(Alert).join(Service).outerjoin(Topic, Topic.id == Alert.topic_id)
    return rows.options(contains_eager(Alert.service), contains_eager(Alert.topic))


def _published(service_id: int | None) -> Any:
    rows = _with_service().where(Alert.state != "draft")
    return rows if service_id is None else rows.where(Alert.service_id == service_id)


def _is_not_over() -> Any:
    return and_(Alert.state != "ended", or_(Alert.ends_at.is_(None), Alert.ends_at > now()))


_WHENS: dict[str, Callable[[], Any]] = {
    "all": true,
    "now": lambda: and_(_is_not_over(), Alert.begins_at <= now()),
    "planned": lambda: and_(_is_not_over(), Alert.begins_at > now()),
    "past": lambda: ~_is_not_over(),
}


def _over_at(alert: Alert) -> datetime:
    return alert.over_at or alert.changed_at


def _staff_key(alert: Alert) -> tuple[int, str, int]:
    return (0 if alert.state == "draft" else 1, alert.changed_at.isoformat(), alert.id)
