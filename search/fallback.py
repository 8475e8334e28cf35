"""Finds with plain SQL while the index cannot be used: slower, without stems, but never wrong."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select

from forum.kernel.db import db
from search import likeness
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


def similar(
    name: str, *, title: str, body: str, sees: Sequence[str], before: datetime | None, most: int
) -> list[Hit]:
    """What shares a word with the title; what shares the rarest words with all of it first."""
    titled = likeness.beginnings(title, most=likeness.TITLE_WORDS)
    if not titled:
        return []
    rows = _sharing(KINDS[name], titled, sees, before)
    texts = likeness.Asked(titled, likeness.beginnings(body, most=likeness.TEXT_WORDS))
    return [Hit(name, *one) for one in likeness.compared(texts, rows, before=before)[:most]]


def _ids(kind: Kind, asked: Asked, sees: Iterable[str]) -> list[int]:
    narrowed = dict(asked.wanted.fields)
    if set(narrowed) - set(kind.narrowed):
        return []
    rows = select(kind.id).where(*_may_be_found(kind, sees))
    rows = rows.where(*(kind.narrowed[name](value) for name, value in narrowed.items()))
    rows = rows.where(*(_holds(kind, word) for word in asked.words))
    return list(db.scalars(rows.order_by(kind.id.desc()).limit(MOST)))


def _sharing(
    kind: Kind, titled: Sequence[str], sees: Sequence[str], before: datetime | None
) -> list[Any]:
    """Rows whose titles hold the most of these; of equals the newest."""
    holds = [kind.title.icontains(beginning, autoescape=True) for beginning in titled]
    shared: Any = sum(case((one, 1), else_=0) for one in holds)
    start = func.substr(kind.body, 1, likeness.LOOKED_AT)
    columns = (kind.id.label("id"), kind.title.label("title"), start, kind.made_at.label("at"))
    rows = select(*columns).where(or_(*holds), *_may_be_found(kind, sees))
    if before is not None:
        rows = rows.where(kind.made_at <= before)
    return list(db.execute(rows.order_by(shared.desc(), kind.id.desc()).limit(MOST)))


def _may_be_found(kind: Kind, sees: Iterable[str]) -> list[Any]:
    return [kind.is_here] if STAFF in sees else [kind.is_here, kind.is_public]


def _holds(kind: Kind, word: str) -> ColumnElement[bool]:
    columns: tuple[Any, Any] = (kind.title, kind.body)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))
