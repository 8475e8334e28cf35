"""The states of a round and which may follow which, what is shown of them, and reasons."""

from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


MOVES: dict[State, set[State]] = {
    State.DRAFT: {State.ANNOUNCED, State.CALLED_OFF},
    State.ANNOUNCED: {State.CLOSED, State.CALLED_OFF},
    State.CLOSED: set(),
    State.CALLED_OFF: set(),
}
"""Closed it is by its time, and by nobody."""


class Phase(StrEnum):
    """What people see: an announced round is open from its first moment to its last."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


class Reason(StrEnum):
    """Why a question is not answered in a round."""

    PERSONAL = "personal"
    ELSEWHERE = "elsewhere"
    ALREADY = "already"
    UNSAID = "unsaid"


PLACES = (1, 2, 3)
"""So many questions each person has in a round; a question that is taken back frees its place."""

LONGEST = 500
"""Characters of a question."""

TAKES_QUESTIONS = {Phase.ANNOUNCED, Phase.OPEN}
TAKES_ANSWERS = {*TAKES_QUESTIONS, Phase.CLOSED}


def phase_of(state: str, opens_at: datetime, closes_at: datetime, *, at: datetime) -> Phase:
    """An announced round is closed from `closes_at` on, whether that is written down yet or not."""
    if state != State.ANNOUNCED:
        return Phase(state)
    if at >= closes_at:
        return Phase.CLOSED
    return Phase.OPEN if at >= opens_at else Phase.ANNOUNCED
