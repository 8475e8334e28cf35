"""What is like a text that somebody is writing: the finders that pages ask through the kernel."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from forum.kernel.similar import Finder, Similar
from search import boundary
from search.documents import Line
from search.finding import lines_of, sees
from search.index import Hit


def find_similar(
    kind: str, *, title: str, body: str, reader: Any, before: datetime | None, most: int
) -> Sequence[Similar]:
    """Best first; a solved question shows the beginning of what solved it."""
    hits = boundary.similar(
        kind, title=title, body=body, sees=sees(reader), before=before, most=most
    )
    lines = lines_of(((hit.kind, hit.id) for hit in hits), to=reader)
    found = ((lines.get((hit.kind, hit.id)), hit) for hit in hits)
    return [_similar(line, hit) for line, hit in found if line is not None]


def finder(kind: str) -> Finder:
    return partial(find_similar, kind)


def _similar(line: Line, hit: Hit) -> Similar:
    return Similar(
        kind=line.kind,
        id=line.id,
        title=line.title,
        url=line.url,
        excerpt=line.answer or line.excerpt,
        mark="solved" if line.is_solved else "official" if line.is_official else "",
        score=hit.score,
        shared=hit.shared,
    )
