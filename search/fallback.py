"""Finds with plain SQL while the index cannot be used: slower, without stems, but never wrong."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from forum.kernel.db import db
from search.documents import STAFF, Kind
from search.index import Hit, Hits
from search.kinds import KINDS
from search.query import Asked

MOST = 100


def find(asked: Asked, *, sees: Iterable[str]) -> Hits:
    """What holds every word in its title or its first text, the newest first."""
    if asked.wanted.is_empty and not asked.words:
        return Hits(is_fallback=True)
    found = {name: _ids(kind, asked, sees) for name, kind in KINDS.items()}
    named = [name for name in KINDS if asked.wanted.kind in ("", name)]
    best = [Hit(name, id_, 0.0) for name in named for id_ in found[name]]
    return Hits(best, {name: len(ids) for name, ids in found.items() if ids}, is_fallback=True)


def _ids(kind: Kind, asked: Asked, sees: Iterable[str]) -> list[int]:
    narrowed = dict(asked.wanted.fields)
    if set(narrowed) - set(kind.narrowed):
        return []
    rows = select(kind.id).where(kind.is_here)
    if STAFF not in sees:
        rows = rows.where(kind.is_public)
    rows = rows.where(*(kind.narrowed[name](value) for name, value in narrowed.items()))
    rows = rows.where(*(_holds(kind, word) for word in asked.words))
    return list(db.scalars(rows.order_by(kind.id.desc()).limit(MOST)))


def _holds(kind: Kind, word: str) -> ColumnElement[bool]:
    columns: tuple[Any, Any] = (kind.title, kind.body)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))
