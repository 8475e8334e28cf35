"""A served town on its first day: people have come, nobody has written anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.town import Town as Sample
from tests.browser.sights import Show, Sight
from tests.browser.states import EMPTY, PEOPLE
from tests.cast import Visitor, make_person
from tests.races.towns import inside
from tests.services.town import running_town


@contextmanager
def running_empty_show(home: Path) -> Iterator[Show]:
    with running_town(home, requests_per_minute="0") as town, inside(town) as app:
        people = {who: make_person(app, name, role=role) for who, (name, role) in PEOPLE.items()}
        sample = Sample(app, {"visitor": Visitor(app)} | people, {})
        pages = [Sight(f"empty, {name}", who, path) for name, who, path in EMPTY]
        yield Show(town, app, sample, pages)
