"""What axe cannot decide by itself: looked at by a person, each with the reason it is right."""

from __future__ import annotations

from typing import Any

# Rule -> what its places have in common, and why they are right.
SETTLED: dict[str, tuple[str, str]] = {}


def is_settled(doubt: dict[str, Any]) -> bool:
    """Every place of it is one that a person has looked at."""
    mark, _ = SETTLED.get(doubt["id"], ("", ""))
    return bool(mark) and all(mark in node["html"] for node in doubt["nodes"])
