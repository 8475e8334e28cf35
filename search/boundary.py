"""Where the index ends: a damaged one raises anything, and nobody who searches may notice.

The search is answered by SQL instead, the page says so, and the worker builds the index anew.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar, cast

import structlog
from flask import current_app

from forum.kernel.cache import observe
from forum.kernel.clock import now
from search import fallback
from search.index import Busy, Damaged, Engine, Hit, Hits, terms
from search.query import Asked

REST_SECONDS = 1.0
LONGEST_TITLE = 300
LONGEST_BODY = 3_000

T = TypeVar("T")
log = structlog.get_logger(__name__)


def engine() -> Engine:
    """The index of this deployment; made when it is first asked for."""
    known = current_app.extensions
    if "search" not in known:
        known["search"] = Engine(current_app.config["FOLKMOOT"].HOME / "index")
    return cast(Engine, known["search"])


def find(asked: Asked, *, sees: Sequence[str], most: int) -> Hits:
    """The best hits of the index, or those of the database when there is no index to be used."""
    found = _guarded(lambda index: index.find(asked.wanted, sees=sees, most=most))
    return fallback.find(asked, sees=sees) if found is None else found


def similar(
    kind: str, *, title: str, body: str, sees: Sequence[str], before: datetime | None, most: int
) -> list[Hit]:
    """What the index finds most alike, or the database when there is no index to be used."""
    title, body = title[:LONGEST_TITLE], body[:LONGEST_BODY]
    found = _guarded(
        lambda index: index.similar(
            kind,
            title=terms(title),
            body=terms(body),
            sees=sees,
            before=before,
            moment=before or now(),
            most=most,
        )
    )
    if found is not None:
        return found
    return fallback.similar(kind, title=title, body=body, sees=sees, before=before, most=most)


def state() -> str:
    """`ok`, or one word about what is wrong."""
    try:
        engine().look()
    except Exception as error:
        return _word(error)
    return "ok"


def write(deed: Callable[[Engine], object]) -> bool:
    """Have something written; False, and the trouble noted, when it could not be.

    That another of ours is at it is no trouble: building anew for that would keep it busy for ever.
    """
    try:
        deed(engine())
    except Busy:
        return False
    except Exception as error:
        log.warning("the index could not be written", error=type(error).__name__)
        return _note(_word(error))
    return True


def _guarded(ask: Callable[[Engine], T]) -> T | None:
    """None when there is no answer: a second try with files newly opened, then a short rest."""
    index = engine()
    if time.monotonic() < index.rests_until:
        return None
    try:
        return ask(index)
    except Exception as error:
        log.warning("the index is opened anew", error=type(error).__name__)
    try:
        index.let_go()
        return ask(index)
    except Exception as error:
        index.rests_until = time.monotonic() + REST_SECONDS
        _note(_word(error))
        return None


def _note(word: str) -> bool:
    observe("search_trouble", word)
    return False


def _word(error: Exception) -> str:
    """A fault of ours in one search is no damage; what the shelf says of its files is."""
    return str(error) if isinstance(error, Damaged) else type(error).__name__
