"""The states of a sub-task, which may follow which, and what people read."""

from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


MOVES: dict[State, set[State]] = {
    State.OPEN: {State.DONE, State.REFUSED, State.WITHDRAWN},
    State.DONE: set(),
    State.REFUSED: set(),
    State.WITHDRAWN: set(),
}

LABELS = {
    State.OPEN: "Asked",
    State.DONE: "Done",
    State.REFUSED: "Refused",
    State.WITHDRAWN: "Taken back",
}

SENTENCES = {
    State.OPEN: "We have asked %(service)s: %(line)s They have until %(when)s.",
    State.DONE: "%(service)s has done what we asked: %(line)s",
    State.REFUSED: "%(service)s cannot do what we asked: %(line)s",
    State.WITHDRAWN: "We do not ask %(service)s any more: %(line)s",
}
"""What the person of the ticket reads."""

ENDS = {
    State.DONE: "It is done",
    State.REFUSED: "We cannot do it",
    State.WITHDRAWN: "It is not needed any more",
}
