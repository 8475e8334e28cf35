"""Writing an alert, publishing it, adding to it, ending it and taking the end back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from forum.accounts.models import Member
from forum.alerts import policy
from forum.alerts.events import (
    AlertChanged,
    AlertEnded,
    AlertPublished,
    AlertReopened,
    AlertUpdated,
    AlertWritten,
)
from forum.alerts.models import Alert, AlertUpdate
from forum.alerts.queries import BOARD, board_as_it_should_be
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.site import SiteSetting
from forum.kernel.subjects import new_subject
from forum.kernel.text import slug_of
from forum.kernel.written import Written
from forum.services.models import Service
from forum.topics.models import Topic

SENT_TWICE = timedelta(minutes=10)
ONLY_STAFF = "Only the people at the desk can write alerts."
OTHER_SERVICE = "This topic belongs to another service. Choose one of this service, or all of it."
ENDS_EARLY = "The end must be after the beginning."
CHANGED_MEANWHILE = (
    "Somebody changed this alert after you opened it. Look at it again, then send yours."
)
NOT_PUBLISHED = "This alert is still a draft. Publish it first."
IS_OVER = "This alert has ended. Reopen it, or give it a later end."
TOO_LATE = "An alert can be reopened for one day after it ended. Write a new one."


@dataclass(frozen=True)
class Draft:
    """What an alert says. Without `ends_at` it goes on until somebody ends it; without a topic it
    is about the whole service.
    """

    service_id: int
    kind: str
    title: str
    body: Written
    begins_at: datetime
    ends_at: datetime | None = None
    topic_id: int | None = None


def write_alert(draft: Draft, *, by: Member) -> Alert:
    """A draft that only staff see. The same form sent twice gives the draft it already made."""
    _require(by)
    _check(draft)
    db.execute(select(Member.id).where(Member.id == by.id).with_for_update(key_share=True))
    if known := _written_just_now(draft, by):
        return known

    alert = Alert(id=new_subject("alert"), author_id=by.id, state="draft", version=1)
    _put(alert, draft)
    db.add(alert)
    publish(AlertWritten(actor_id=by.id, **_about(alert)))
    return alert


def change_alert(alert: Alert, draft: Draft, *, by: Member, version: int) -> None:
    """Other words or times; nobody is told, so what matters belongs into an update."""
    _require(by)
    _check(draft, alert)
    if _says(alert) == draft:
        return
    if alert.version != version:
        raise Conflict(CHANGED_MEANWHILE, theirs=alert.body, yours=draft.body.source)

    _put(alert, draft)
    _touch(alert)
    publish(AlertChanged(actor_id=by.id, **_about(alert)))
    _renew_board()


def publish_alert(alert: Alert, *, by: Member) -> None:
    """Show it to everybody and tell those who follow the service."""
    _require(by)
    if alert.state != "draft":
        return

    alert.state = "published"
    alert.published_at = now()
    _touch(alert)
    publish(AlertPublished(actor_id=by.id, **_about(alert)))
    _renew_board()


def update_alert(alert: Alert, body: Written, *, by: Member, version: int) -> AlertUpdate:
    """Add what is new and tell those who follow the service; sent twice it is added once."""
    _require(by)
    if known := _added_just_now(alert, body, by):
        return known
    _refuse_closed(alert)
    if alert.version != version:
        raise Conflict(CHANGED_MEANWHILE, yours=body.source)

    added = _add(alert, body, by)
    _touch(alert)
    publish(AlertUpdated(actor_id=by.id, update_id=added.id, **_about(alert)))
    return added


def end_alert(alert: Alert, *, by: Member) -> None:
    """It is over; a planned one is called off."""
    _require(by)
    if alert.when == "past":
        return
    _refuse_closed(alert)

    alert.state = "ended"
    alert.ended_at = now()
    _touch(alert)
    publish(AlertEnded(actor_id=by.id, **_about(alert)))
    _renew_board()


def reopen_alert(alert: Alert, *, by: Member) -> None:
    """It was ended too early."""
    _require(by)
    if alert.state != "ended":
        return
    if not policy.may_reopen(alert):
        raise Refused(TOO_LATE)

    alert.state = "published"
    alert.ended_at = None
    if alert.ends_at is not None and alert.ends_at <= now():
        alert.ends_at = None
    _touch(alert)
    publish(AlertReopened(actor_id=by.id, **_about(alert)))
    _renew_board()


def rebuild_board() -> int:
    """Make the board anew from the alerts; 1 when it had been wrong."""
    return int(_renew_board())


def _renew_board() -> bool:
    """What every page reads, in the transaction of the change.

    The row is locked before the alerts are read: of two changes at one moment, the second waits
    and then sees the first.
    """
    db.flush()
    insert_once(SiteSetting, name=BOARD, value={"alerts": []}, version=1)
    mine = SiteSetting.name == BOARD
    before = db.scalars(select(SiteSetting.value).where(mine).with_for_update()).one()
    after: dict[str, Any] = {"alerts": board_as_it_should_be()}
    if before == after:
        return False
    changed = update(SiteSetting).where(mine)
    changed = changed.values(value=after, version=SiteSetting.version + 1)
    db.execute(changed, execution_options={"synchronize_session": False})
    return True


def _require(by: Member) -> None:
    if not policy.may_announce(by):
        raise Refused(ONLY_STAFF)


def _check(draft: Draft, alert: Alert | None = None) -> None:
    """A topic it has already may stay, also where it has come to another service since."""
    if draft.ends_at is not None and draft.ends_at <= draft.begins_at:
        raise Invalid(ENDS_EARLY, {"ends_at": ENDS_EARLY})
    topic = _topic_of(draft)
    stays = alert and (alert.service_id, alert.topic_id) == (draft.service_id, draft.topic_id)
    if topic is not None and not stays and topic.service_id != draft.service_id:
        raise Invalid(OTHER_SERVICE, {"topic": OTHER_SERVICE})


def _topic_of(draft: Draft) -> Topic | None:
    return None if draft.topic_id is None else db.get_one(Topic, draft.topic_id)


def _refuse_closed(alert: Alert) -> None:
    if alert.state == "draft":
        raise Refused(NOT_PUBLISHED)
    if alert.when == "past":
        raise Refused(IS_OVER)


def _put(alert: Alert, draft: Draft) -> None:
    alert.service, alert.topic = db.get_one(Service, draft.service_id), _topic_of(draft)
    alert.kind, alert.title = draft.kind, draft.title
    alert.slug = slug_of(draft.title, otherwise="alert")
    alert.body, alert.html = draft.body.source, draft.body.html
    alert.renderer = draft.body.renderer
    alert.begins_at, alert.ends_at = draft.begins_at, draft.ends_at


def _says(alert: Alert) -> Draft:
    body = Written(alert.body, alert.html, alert.renderer)
    moments = (alert.begins_at, alert.ends_at)
    return Draft(alert.service_id, alert.kind, alert.title, body, *moments, alert.topic_id)


def _touch(alert: Alert) -> None:
    """The row is locked, so counting on from what was read loses nothing."""
    alert.version += 1
    alert.changed_at = now()


def _about(alert: Alert) -> dict[str, Any]:
    db.flush()
    return {"alert_id": alert.id, "service_id": alert.service_id}


def _add(alert: Alert, body: Written, by: Member) -> AlertUpdate:
    last = select(func.max(AlertUpdate.number)).where(AlertUpdate.alert_id == alert.id)
    added = AlertUpdate(
        alert_id=alert.id,
        author_id=by.id,
        number=(db.scalar(last) or 0) + 1,
        body=body.source,
        html=body.html,
        renderer=body.renderer,
        written_at=now(),
    )
    db.add(added)
    db.flush()
    return added


def _written_just_now(draft: Draft, by: Member) -> Alert | None:
    same = select(Alert).where(Alert.author_id == by.id, Alert.written_at > now() - SENT_TWICE)
    same = same.where(Alert.title == draft.title, Alert.body == draft.body.source)
    same = same.where(Alert.topic_id.is_not_distinct_from(draft.topic_id))
    return db.scalar(same.where(Alert.service_id == draft.service_id).limit(1))


def _added_just_now(alert: Alert, body: Written, by: Member) -> AlertUpdate | None:
    same = select(AlertUpdate).where(AlertUpdate.alert_id == alert.id)
    same = same.where(AlertUpdate.author_id == by.id, AlertUpdate.body == body.source)
    return db.scalar(same.where(AlertUpdate.written_at > now() - SENT_TWICE).limit(1))
