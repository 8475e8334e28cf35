"""Ready answers and macros as they stand, what was changed in them, and a text made ready."""

from moderation.macros.queries.filling import filled, plainly_filled, pointing_to
from moderation.macros.queries.rows import (
    CALLED,
    MODELS,
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
    "CALLED",
    "MODELS",
    "PARTS",
    "Offered",
    "Ready",
    "all_rows",
    "change_numbered",
    "facts_of",
    "filled",
    "history_of",
    "offered_for",
    "plainly_filled",
    "pointing_to",
    "row_numbered",
    "usable",
]
