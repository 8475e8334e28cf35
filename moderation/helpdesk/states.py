"""The states of a ticket, which may follow which, and what a citizen reads."""

from enum import StrEnum


class State(StrEnum):
    NEW = "new"
    TRIAGED = "triaged"
    OPEN = "open"
    WAITING_CITIZEN = "waiting_citizen"
    WAITING_THIRD_PARTY = "waiting_third_party"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CLOSED_UNRESOLVED = "closed_unresolved"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


FINAL = {State.RESOLVED, State.CLOSED_UNRESOLVED, State.MERGED, State.WITHDRAWN}
PAUSED = {State.WAITING_CITIZEN}
NEEDS_REASON = {State.CLOSED_UNRESOLVED, State.WITHDRAWN, State.MERGED}

_AT_WORK = {
    State.OPEN,
    State.WAITING_CITIZEN,
    State.WAITING_THIRD_PARTY,
    State.ANSWERED,
    State.CLOSED_UNRESOLVED,
    State.MERGED,
    State.WITHDRAWN,
}

_BEFORE_JOINING = {
    State.NEW,
    State.TRIAGED,
    State.OPEN,
    State.WAITING_CITIZEN,
    State.WAITING_THIRD_PARTY,
}
"""Where a ticket that was joined with another one goes back to when that is undone."""

MOVES: dict[State, set[State]] = {
    State.NEW: _AT_WORK | {State.TRIAGED},
    State.TRIAGED: _AT_WORK,
    State.OPEN: _AT_WORK - {State.OPEN},
    State.WAITING_CITIZEN: _AT_WORK - {State.WAITING_CITIZEN},
    State.WAITING_THIRD_PARTY: _AT_WORK - {State.WAITING_THIRD_PARTY},
    State.ANSWERED: {State.RESOLVED, State.OPEN, State.CLOSED_UNRESOLVED, State.WITHDRAWN},
    State.RESOLVED: {State.OPEN},
    State.CLOSED_UNRESOLVED: {State.OPEN},
    State.MERGED: _BEFORE_JOINING,
    State.WITHDRAWN: {State.OPEN},
}

CITIZEN_LABELS = {
    State.NEW: "We have it",
    State.TRIAGED: "We have read it",
    State.OPEN: "We are working on it",
    State.WAITING_CITIZEN: "We need something from you",
    State.WAITING_THIRD_PARTY: "We are waiting for somebody else",
    State.ANSWERED: "We have answered",
    State.RESOLVED: "Solved",
    State.CLOSED_UNRESOLVED: "Closed without a solution",
    State.MERGED: "Joined with another ticket",
    State.WITHDRAWN: "Withdrawn",
}

NEXT = {
    State.NEW: "Next, somebody here reads it.",
    State.TRIAGED: "Next, somebody takes it on.",
    State.OPEN: "Next, we write an answer.",
    State.WAITING_CITIZEN: "Next, the person who asked writes back to us.",
    State.WAITING_THIRD_PARTY: "Next, people outside write back to us.",
    State.ANSWERED: "Next, the person who asked says whether it is solved.",
    State.RESOLVED: "Nothing more happens, unless the person who asked says it is not solved.",
    State.CLOSED_UNRESOLVED: "Nothing more happens here, unless the person who asked writes to us.",
}
"""What happens next, in few words, on the page of the question."""

SENTENCES = {
    State.NEW: "We have your message",
    State.TRIAGED: "We have read your message",
    State.OPEN: "We are working on this",
    State.WAITING_CITIZEN: "We are waiting for you",
    State.WAITING_THIRD_PARTY: "We are waiting for somebody else",
    State.ANSWERED: "We have answered",
    State.RESOLVED: "This is solved",
    State.CLOSED_UNRESOLVED: "We have closed this without a solution",
    State.MERGED: "We have joined this with another ticket",
    State.WITHDRAWN: "You took this back",
}

NOT_OURS = "not_ours"
REASONS = {
    NOT_OURS: "Somebody else is responsible",
    "cannot": "We are not able to do this",
    "not_allowed": "The rules do not let us do this",
    "no_reply": "We asked and heard nothing",
    "duplicate": "It is the same as another ticket",
    "solved_by_peer": "Somebody else’s answer solved it",
    "not_needed": "It is not needed any more",
}

SAY_WHOSE = (
    "When it is not ours, say whose it is. The desk does that with “Not ours” on the page of "
    "the ticket."
)

DENIED = {"citizen_said", "rejected", "unaccepted"}
"""With these reasons a ticket is opened again because its person says it is not solved."""

MOVED_BY_HAND = [
    State.OPEN,
    State.WAITING_CITIZEN,
    State.WAITING_THIRD_PARTY,
    State.ANSWERED,
    State.RESOLVED,
    State.CLOSED_UNRESOLVED,
    State.WITHDRAWN,
]

OPENERS_MOVES = {
    State.NEW: {State.WITHDRAWN},
    State.TRIAGED: {State.WITHDRAWN},
    State.OPEN: {State.WITHDRAWN},
    State.WAITING_CITIZEN: {State.OPEN, State.WITHDRAWN},
    State.WAITING_THIRD_PARTY: {State.WITHDRAWN},
    State.ANSWERED: {State.OPEN, State.RESOLVED, State.WITHDRAWN},
    State.RESOLVED: {State.OPEN},
    State.CLOSED_UNRESOLVED: {State.OPEN},
    State.WITHDRAWN: {State.OPEN},
    State.MERGED: set(),
}

LEVEL_WORDS = {"low": "Low", "medium": "Medium", "high": "High"}
LEVELS = tuple(LEVEL_WORDS)

# Impact, then urgency: the editable table of the service manager comes with its own page.
PRIORITIES = {
    ("high", "high"): 1,
    ("high", "medium"): 2,
    ("medium", "high"): 2,
    ("high", "low"): 3,
    ("medium", "medium"): 3,
    ("low", "high"): 3,
    ("medium", "low"): 4,
    ("low", "medium"): 4,
    ("low", "low"): 5,
}
