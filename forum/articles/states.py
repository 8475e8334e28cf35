"""The states of an article, and which may follow which."""

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


MOVES: dict[State, set[State]] = {
    State.DRAFT: {State.PUBLISHED, State.ARCHIVED},
    State.PUBLISHED: {State.ARCHIVED},
    State.ARCHIVED: {State.PUBLISHED},
}

LABELS = {
    State.DRAFT: "Draft, only staff see it",
    State.PUBLISHED: "Published",
    State.ARCHIVED: "Put away, only staff see it",
}
