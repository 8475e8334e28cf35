"""Groups of rooms whose wiring stands in a file of its own, and what they plug in together."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from moderation import (
    answering,
    custody,
    daybreak,
    foresight,
    involving,
    outside,
    relations,
    safety,
    shared_causes,
    teamwork,
)

PARTS: Sequence[Any] = (
    safety,
    teamwork,
    daybreak,
    relations,
    shared_causes,
    custody,
    outside,
    foresight,
    answering,
    involving,
)


def listed(table: str) -> list[Any]:
    """What every part has in the list `table`; a part without it adds nothing."""
    return [one for part in PARTS for one in getattr(part, table, ())]


def named(table: str) -> dict[Any, Any]:
    """The same for a table of name -> thing. ValueError when two parts use one name: one of them
    would be lost without a word.
    """
    pairs = [pair for part in PARTS for pair in getattr(part, table, {}).items()]
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"Two parts use one name in {table}.")
    return found


def joined(table: str, own: Mapping[Any, Sequence[Any]]) -> dict[Any, list[Any]]:
    """The same for a table of name -> list: first `own`, then each part's, in their order."""
    tables = [own, *(getattr(part, table, {}) for part in PARTS)]
    names = dict.fromkeys(chain.from_iterable(tables))
    return {name: [one for each in tables for one in each.get(name, ())] for name in names}
