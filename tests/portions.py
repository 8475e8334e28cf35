"""What `make test` leaves to `make test-full`: the same thing tried once more with other values."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Protocol, TypeVar

WHOLE = os.environ.get("FOLKMOOT_WHOLE") == "1"
DATABASES = re.compile(r"empty postgres|postgres|in the town's home|sqlite")
Value = TypeVar("Value")


class Test(Protocol):
    """What is looked at of a pytest.Item."""

    @property
    def nodeid(self) -> str: ...

    def get_closest_marker(self, name: str) -> object: ...


One = TypeVar("One", bound=Test)


def portion_of(values: Iterable[Value], number: int, parts: int) -> Iterable[Value]:
    """Every `parts`-th of `values`, another one first for each `number`; all where all is asked.

    Numbers that follow each other meet all values together.
    """
    return values if WHOLE else islice(values, number % parts, None, parts)


def with_one_value_each(items: list[One]) -> list[One]:
    """Of a test with many values the first; all of those about what a database itself refuses."""
    first: dict[str, One] = {}
    for item in items:
        first.setdefault(_test(item), item)
    return [item for item in items if first[_test(item)] is item or _wants_every_value(item)]


def by_turns(items: list[One]) -> list[One]:
    """Of what is tried on both databases in one run the one or the other, in turns."""
    both: dict[str, list[One]] = defaultdict(list)
    for item in items:
        both[DATABASES.sub("a database", item.nodeid)].append(item)
    pairs = [found for found in both.values() if len(found) == 2]
    left_out = {pair[number % 2] for number, pair in enumerate(pairs)}
    return items if WHOLE else [item for item in items if item not in left_out]


def _test(item: Test) -> str:
    return item.nodeid.partition("[")[0]


def _wants_every_value(item: Test) -> bool:
    return WHOLE or item.get_closest_marker("every_value") is not None
