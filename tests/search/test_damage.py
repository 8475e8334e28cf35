"""The index is damaged in eight ways while people search: nobody meets a fault, it mends itself.

Seven are things that happen to its files; the eighth is a lock that somebody never lets go.
"""

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from forum.kernel.db import fresh_reading
from forum.kernel.settling import settle
from search.boundary import engine, state
from search.checks import health, index_and_database
from search.index import shelf
from tests.cast import Visitor

REPAIRED = "The search is being repaired"
LOOKS = (
    "/search?q=permit",
    '/search?q="my+permit"+is:open',
    "/api/v1/search?q=permi*",
    "/api/v1/similar?title=My+permit+is+lost",
    "/ask?title=My+permit+is+lost",
)


def delete_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def delete_file(folder: Path) -> None:
    _segment(folder).unlink()


def truncate(folder: Path) -> None:
    os.truncate(_segment(folder), 40)


def random_bytes(folder: Path) -> None:
    path = _segment(folder)
    path.write_bytes(os.urandom(path.stat().st_size))


def empty_file(folder: Path) -> None:
    next(folder.glob("_MAIN_*.toc")).write_bytes(b"")


def old_schema(folder: Path) -> None:
    older = folder.name.replace(f"v{shelf.VERSION}-", f"v{shelf.VERSION - 1}-")
    (folder.parent / shelf.NAMES).write_text(older)


def unreadable(folder: Path) -> None:
    """As the tests may run as root, whom no permission stops, a folder stands in its place."""
    path = _segment(folder)
    path.unlink()
    path.mkdir()


DAMAGES = [delete_folder, delete_file, truncate, random_bytes, empty_file, old_schema, unreadable]


@pytest.fixture
def found_before(app, ada, asks, deliver, finds):
    for title in ("My permit is lost", "The permit machine is broken"):
        asks(ada, title)
    deliver()
    assert len(finds("permit")) == 2


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_met_by_nobody_and_mends_itself(app, visitor, found_before, deliver, damage):
    with searching(app) as answers:
        damage(engine().shelf.current())
        page = _once_it_is_noticed(visitor)
        answers.wait_for(2 * len(LOOKS))

    assert answers.codes == {200}
    assert "My permit is lost" in page.text
    assert health() != "ok"
    deliver()
    _nobody_rests(app)
    mended = visitor.get("/search?q=permit&kind=thread")
    assert REPAIRED not in mended.text
    assert mended.text.count('class="go"') == 2
    assert health() == "ok"
    assert _differences() == []


def test_a_lock_that_somebody_holds_stops_no_search_and_is_got_around(
    app, ada, asks, deliver, finds, found_before, monkeypatch
):
    monkeypatch.setattr("search.index.engine.WAIT_SECONDS", 0.2)
    with searching(app) as answers, _locked(engine().shelf.current()):
        asks(ada, "A permit for my visitors")
        settle(app, seconds=1)

        assert len(finds("permit")) == 2
        deliver()
        assert len(finds("permit")) == 3
        answers.wait_for(len(LOOKS))
    assert answers.codes == {200}
    assert _differences() == []


def test_while_it_is_damaged_programs_are_told(app, visitor, found_before):
    delete_folder(engine().shelf.current())
    engine().let_go()

    found = visitor.get("/api/v1/search?q=permit&kind=thread").json

    assert found["is_complete"] is False
    assert len(found["items"]) == 2


def test_the_fallback_narrows_down_too(app, ada, dev, asks, answers, visitor, deliver):
    thread_id = asks(ada, "A permit 100%_sure")
    asks(ada, "A permit for visitors")
    answers(dev, thread_id, "It is on its way.", official=True)
    _never_built()

    def titles(query: str) -> int:
        found = visitor.get("/search", query_string={"q": query, "kind": "thread"})
        assert found.status_code == 200
        return int(found.text.count('class="go"'))

    assert titles("permit topic:parking") == 2
    assert titles("permit is:official") == 1
    assert titles("permit is:open") == 2
    assert titles("permit tag:nothing") == 0
    assert titles("100%_sure") == 1
    assert titles("%") == 0


def test_a_fault_in_one_search_is_no_damage(app, visitor, found_before, monkeypatch, deliver):
    def broken(*_arguments, **_named):
        raise TypeError("a fault of ours")

    monkeypatch.setattr("search.index.engine.match", broken)

    page = visitor.get("/search?q=permit&kind=thread")

    assert page.status_code == 200
    assert REPAIRED in page.text
    assert state() == "ok"


def _once_it_is_noticed(visitor: Visitor) -> Any:
    """A process looks at the files four times a second."""
    until = time.monotonic() + 30
    while REPAIRED not in (page := visitor.get("/search?q=permit&kind=thread")).text:
        assert page.status_code == 200
        assert time.monotonic() < until
    return page


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "MAIN_WRITELOCK").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _segment(folder: Path) -> Path:
    return max(folder.glob("*.seg"), key=lambda path: path.stat().st_size)


def _never_built() -> None:
    shutil.rmtree(engine().shelf.root, ignore_errors=True)
    engine().let_go()


def _nobody_rests(app: Flask) -> None:
    engine().rests_until = 0.0
    engine().let_go()


def _differences() -> list[str]:
    with fresh_reading():
        return [finding.sentence for finding in index_and_database()]


class Answers:
    """What the searches were answered while something happened to the index."""

    def __init__(self) -> None:
        self.codes: set[int] = set()
        self._count = 0
        self._changed = threading.Condition()

    def add(self, code: int) -> None:
        with self._changed:
            self.codes.add(code)
            self._count += 1
            self._changed.notify_all()

    def wait_for(self, more: int) -> None:
        with self._changed:
            until = self._count + more
            assert self._changed.wait_for(lambda: self._count >= until, timeout=60)


@contextmanager
def searching(app: Flask) -> Iterator[Answers]:
    answers, ended = Answers(), threading.Event()

    def search() -> None:
        visitor = Visitor(app)
        for path in cycle(LOOKS):
            if ended.wait(0.005):
                return
            answers.add(visitor.get(path).status_code)

    searchers: list[threading.Thread] = [threading.Thread(target=search) for _ in range(2)]
    _each(searchers, threading.Thread.start)
    try:
        answers.wait_for(4)
        yield answers
    finally:
        ended.set()
        _each(searchers, threading.Thread.join)


def _each(threads: list[threading.Thread], deed: Callable[[threading.Thread], None]) -> None:
    for thread in threads:
        deed(thread)
