"""A title as it stands in an address."""

import re
import unicodedata

LONGEST_SLUG = 60


def slug_of(title: str, *, otherwise: str) -> str:
    """Letters, numbers and hyphens; `otherwise` for a title that has none of them."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:LONGEST_SLUG].strip("-")
    return words or otherwise
