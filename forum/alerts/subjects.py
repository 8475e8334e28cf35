"""What other rooms may ask about an alert without importing it."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.alerts import policy
from forum.alerts.models import Alert
from forum.alerts.queries import alert_path
from forum.kernel.db import db
from forum.kernel.found import Address, by_id
from forum.kernel.subjects import SubjectKind


def visible_to(ids: list[int], member: Member | None) -> set[int]:
    """Published ones are for everybody, drafts for those who write them."""
    drafts_too = policy.may_announce(member)
    return {row.id for row in _rows(ids) if drafts_too or row.state != "draft"}


def titles(ids: list[int]) -> dict[int, str]:
    return {row.id: row.title for row in _rows(ids)}


def urls(ids: list[int]) -> dict[int, str]:
    return {row.id: alert_path(row.id, row.slug) for row in _rows(ids)}


def _rows(ids: list[int]) -> Any:
    rows = select(Alert.id, Alert.title, Alert.slug, Alert.state).where(Alert.id.in_(ids))
    return db.execute(rows).all()


def _address(row: Any) -> Address:
    return Address(alert_path(row.id, row.slug), row.changed_at)


SUBJECTS = {"alert": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
PUBLIC = by_id(
    select(Alert.id, Alert.slug, Alert.changed_at).where(Alert.state != "draft"), Alert.id, _address
)
