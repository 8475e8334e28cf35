"""What the token of a program may be used for: four scopes, and which one a call needs."""

from collections.abc import Iterable

SCOPES = {
    "read": "Read what you may read as a citizen",
    "write": "Ask, answer and do what you may do as a citizen",
    "desk": "Work for the council in your name: tickets, ideas, hidden posts",
    "admin": "Run the place in your name: what managers and administrators do",
}
OF_EVERYBODY = ("read", "write")
OF_ROLES = {
    "citizen": OF_EVERYBODY,
    "moderator": (*OF_EVERYBODY, "desk"),
    "agent": (*OF_EVERYBODY, "desk"),
    "policy": (*OF_EVERYBODY, "desk"),
    "manager": tuple(SCOPES),
    "admin": tuple(SCOPES),
}
OF_LEVELS = {
    "staff": "desk",
    "desk": "desk",
    "moderator": "desk",
    "policy": "desk",
    "manager": "admin",
    "admin": "admin",
}
READING = {"GET", "HEAD", "OPTIONS"}


def scope_of(method: str, level: str) -> str:
    """What a call needs: by who may make it, and for what everybody may, by reading or writing."""
    return OF_LEVELS.get(level) or ("read" if method.upper() in READING else "write")


def written(scopes: Iterable[str]) -> str:
    """As a token keeps them, each once and in the order of the table."""
    wanted = set(scopes)
    return " ".join(name for name in SCOPES if name in wanted)
