"""What other rooms may ask about a service without importing it."""

from typing import Any

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.found import Address, of_few
from forum.kernel.subjects import SubjectKind
from forum.services.models import Service
from forum.services.queries import all_services


def visible_to(ids: list[int], _reader: Any) -> set[int]:
    """The catalogue is public."""
    return {row.subject_id for row in _rows(ids)}


def titles(ids: list[int]) -> dict[int, str]:
    return {row.subject_id: row.name for row in _rows(ids)}


def urls(ids: list[int]) -> dict[int, str]:
    return {row.subject_id: f"/services/{row.slug}" for row in _rows(ids)}


def _rows(ids: list[int]) -> Any:
    rows = select(Service.subject_id, Service.name, Service.slug)
    return db.execute(rows.where(Service.subject_id.in_(ids))).all()


SUBJECTS = {"service": SubjectKind(visible_to=visible_to, titles=titles, urls=urls)}
PUBLIC = of_few(lambda: [Address(f"/services/{service.slug}") for service in all_services()])
