"""One row for everything people can vote on, follow or report, whatever room it lives in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import insert, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model, db
from forum.kernel.errors import Missing


class Subject(Model):
    __tablename__ = "subject"
    __privacy__ = {"kind": "code"}
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


@dataclass(frozen=True)
class SubjectKind:
    """What a room tells the others about its noun, without their importing it.

    `visible_to(ids, member)` returns the ids this reader may see; `titles(ids)` and
    `urls(ids)` return a dictionary, each in one query.
    """

    visible_to: Callable[[list[int], Any], set[int]]
    titles: Callable[[list[int]], dict[int, str]]
    urls: Callable[[list[int]], dict[int, str]]


def new_subject(kind: str) -> int:
    """The id that the thread, answer or ticket to be written will have."""
    return db.execute(insert(Subject).values(kind=kind).returning(Subject.id)).scalar_one()


def kind_of(subject_id: int) -> str:
    if kind := db.scalar(select(Subject.kind).where(Subject.id == subject_id)):
        return kind
    raise Missing("We cannot find that.")


def urls_of(kind: str, ids: list[int]) -> dict[int, str]:
    """Where the room that owns this kind shows them; without those that are not there."""
    known: dict[str, SubjectKind] = current_app.extensions["house"].subjects
    return known[kind].urls(ids) if kind in known else {}


def may_see(subject_id: int, *, member: Any) -> bool:
    """Asked of the room that owns the subject; an unknown kind is visible to nobody."""
    return may_see_any([subject_id], member=member)


def may_see_any(ids: list[int], *, member: Any) -> bool:
    """Whether at least one of them shows to this reader."""
    known: dict[str, SubjectKind] = current_app.extensions["house"].subjects
    kinds: dict[str, list[int]] = {}
    for id_, kind in db.execute(select(Subject.id, Subject.kind).where(Subject.id.in_(ids))):
        kinds.setdefault(kind, []).append(id_)
    return any(
        known[kind].visible_to(some, member) for kind, some in kinds.items() if kind in known
    )
