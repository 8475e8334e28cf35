"""What the database says about the index: what waits, and what should be in it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import case, func, select

from forum.kernel.db import db, fresh_reading
from search.documents import EVERYONE, STAFF, Document, Key
from search.kinds import KINDS
from search.models import StaleDocument

AT_ONCE = 200


def stale(most: int) -> dict[Key, int]:
    """What is to be read again, with how often it was marked."""
    rows = select(StaleDocument.kind, StaleDocument.subject_id, StaleDocument.marks)
    rows = rows.where(StaleDocument.drained_at.is_(None)).limit(most)
    return {(kind, id_): marks for kind, id_, marks in db.execute(rows)}


def count_stale() -> int:
    waiting = select(func.count()).where(StaleDocument.drained_at.is_(None))
    return db.scalar(waiting) or 0


def documents_of(keys: Iterable[Key]) -> Iterator[Document]:
    """The documents as they are now, read a few at a time; what is gone has none."""
    wanted = sorted(key for key in keys if key[0] in KINDS)
    for name, same in groupby(wanted, key=itemgetter(0)):
        ids = [id_ for _, id_ in same]
        for start in range(0, len(ids), AT_ONCE):
            with fresh_reading():
                documents = KINDS[name].documents(ids[start : start + AT_ONCE])
            yield from documents


def all_documents() -> Iterator[Document]:
    """Every document there should be, read a few at a time, each time as the database is then."""
    for kind in KINDS.values():
        last = -1
        while True:
            with fresh_reading():
                ids = _ids_after(kind.id, kind.is_here, last)
                documents = kind.documents(ids) if ids else []
            yield from documents
            if not ids:
                break
            last = ids[-1]


def expected() -> dict[Key, str]:
    """What should be in the index, and who may find it."""
    found: dict[Key, str] = {}
    for name, kind in KINDS.items():
        who = case((kind.is_public, EVERYONE), else_=STAFF)
        rows = db.execute(select(kind.id, who).where(kind.is_here))
        found |= {(name, id_): visibility for id_, visibility in rows}
    return found


def _ids_after(id_: object, is_here: object, last: int) -> list[int]:
    rows = select(id_).where(is_here, id_ > last)  # type: ignore[call-overload, operator]
    return list(db.scalars(rows.order_by(id_).limit(AT_ONCE)))
