"""The texts about how this place is run: their addresses and what they are called."""

TEXTS = {
    "privacy": "Privacy notice",
    "house-rules": "House rules",
    "moderation-hours": "When we moderate",
}


def row_of(name: str) -> str:
    """The name of the row that holds a text."""
    return f"text:{name}"
