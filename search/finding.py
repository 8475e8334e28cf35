"""A search from the words to the lines that are shown, with who may see them asked twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

from forum.accounts.models import Member
from search import boundary
from search.documents import EVERYONE, STAFF, Key, Line
from search.index import Hits
from search.kinds import KINDS
from search.query import Asked

SIZE = 10
LAST_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of results. `lines` go with their `scores`; `total` counts the kind asked for."""

    lines: Sequence[Line]
    scores: Sequence[float]
    counts: dict[str, int]
    total: int
    solved: int
    has_more: bool
    is_loose: bool
    is_fallback: bool


def find(asked: Asked, *, to: Member | None, page: int = 1) -> Found:
    """The index knows what is public; what is shown is asked of the database once more."""
    hits = boundary.find(asked, sees=sees(to), most=page * SIZE + 1)
    begin = (page - 1) * SIZE
    shown = hits.best[begin : begin + SIZE]
    lines = lines_of(((hit.kind, hit.id) for hit in shown), to=to)
    pairs = [(lines[h.kind, h.id], h.score) for h in shown if (h.kind, h.id) in lines]
    return Found(
        lines=[line for line, _ in pairs],
        scores=[score for _, score in pairs],
        counts=hits.counts,
        total=_total(hits, asked.wanted.kind),
        solved=hits.solved,
        has_more=len(hits.best) > begin + SIZE and page < LAST_PAGE,
        is_loose=hits.is_loose,
        is_fallback=hits.is_fallback,
    )


def sees(member: Member | None) -> tuple[str, ...]:
    """What is held back or hidden can be found by staff alone."""
    return (EVERYONE, STAFF) if member is not None and member.works_here else (EVERYONE,)


def lines_of(keys: Iterable[Key], *, to: Member | None) -> dict[Key, Line]:
    """As they are in the database now, without what this reader may not see."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, id_ in keys:
        ids[kind].append(id_)
    found: dict[Key, Line] = {}
    for name in ids.keys() & KINDS.keys():
        seen = _visible(name, ids[name], to)
        lines = KINDS[name].lines(sorted(seen)) if seen else {}
        found |= {(name, id_): line for id_, line in lines.items()}
    return found


def _visible(name: str, ids: list[int], to: Any) -> set[int]:
    if not KINDS[name].is_subject:
        return set(ids)
    visible: set[int] = current_app.extensions["house"].subjects[name].visible_to(ids, to)
    return visible


def _total(hits: Hits, kind: str) -> int:
    return hits.counts.get(kind, 0) if kind else sum(hits.counts.values())
