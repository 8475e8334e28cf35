"""The states of a problem, which may follow which, and what people read."""

from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    KNOWN_ERROR = "known_error"
    SOLVED = "solved"
    CLOSED = "closed"


MOVES: dict[State, set[State]] = {
    State.OPEN: {State.KNOWN_ERROR, State.SOLVED, State.CLOSED},
    State.KNOWN_ERROR: {State.OPEN, State.SOLVED, State.CLOSED},
    State.SOLVED: {State.OPEN, State.CLOSED},
    State.CLOSED: {State.OPEN},
}

AT_WORK = {State.OPEN, State.KNOWN_ERROR}

LABELS = {
    State.OPEN: "We look for the cause",
    State.KNOWN_ERROR: "Cause and way round are known",
    State.SOLVED: "Solved",
    State.CLOSED: "Closed",
}

PUBLIC_LABELS = {
    State.OPEN: "We are looking for the cause",
    State.KNOWN_ERROR: "We know the cause and work on it",
    State.SOLVED: "This is fixed",
    State.CLOSED: "This is over",
}
