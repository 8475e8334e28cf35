"""Ready answers and macros as they stand, what was changed in them, and a text made ready."""

from moderation.macros.queries.filling import filled
from moderation.macros.queries.rows import (
    PARTS,
    Offered,
    Ready,
    all_rows,
    change_numbered,
    facts_of,
    history_of,
    offered_for,
    row_numbered,
    usable,
)

__all__ = [
    "PARTS",
    "Offered",
    "Ready",
    "all_rows",
    "change_numbered",
    "facts_of",
    "filled",
    "history_of",
    "offered_for",
    "row_numbered",
    "usable",
]
