"""What axe cannot decide by itself: looked at by a person, each with the reason it is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Rule -> the class of what it stands in -> why it is right there.
SETTLED: dict[str, dict[str, str]] = {
    "color-contrast": {
        "stub": "the bites of the stub lie beside the words; on a tint they have 6.4 to 1 or more",
        "chart": "numbers of one digit on a card; soft on card has 7 to 1 or more",
        "scroll": "a wide table moves inside its frame; its words stand on card or on paper",
        "hero": "the words stand on dusk, above the hill; they have 10.8 to 1 or more",
    },
}


def unsettled(doubts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The doubts, each with only those places that nobody has looked at."""
    for doubt in doubts:
        known = set(SETTLED.get(doubt["id"], {}))
        left = [node for node in doubt["nodes"] if not known & set(node["within"])]
        if left:
            yield {**doubt, "nodes": left}
