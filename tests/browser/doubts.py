"""What axe cannot decide by itself: looked at by a person, each with the reason it is right."""

from __future__ import annotations

from typing import Any

# Rule -> marks of the places that were looked at -> why they are right.
SETTLED: dict[str, dict[str, str]] = {
    "color-contrast": {
        'class="stub-label"': "the bites of the stub lie beside it; soft on a tint has 6.4 to 1",
        'class="ref"': "the bites of the stub lie beside it; ink on a tint has more than 14 to 1",
        "Neighbours usually answer": "it stands on dusk, the hill begins below: 10.8 to 1",
        'href="/threads">read all': "it stands on dusk, the hill begins below: 10.8 to 1",
    },
}


def is_settled(doubt: dict[str, Any]) -> bool:
    """Every place of it is one that a person has looked at."""
    marks = SETTLED.get(doubt["id"], {})
    return all(any(mark in node["html"] for mark in marks) for node in doubt["nodes"])
