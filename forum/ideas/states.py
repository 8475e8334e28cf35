"""The stages of an idea, which may follow which, and the reasons people are given."""

from enum import StrEnum


class Stage(StrEnum):
    OPEN = "open"
    IN_REVIEW = "in_review"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    DECLINED = "declined"
    ALREADY_DONE = "already_done"
    MERGED = "merged"
    OUT_OF_SCOPE = "out_of_scope"
    WITHDRAWN = "withdrawn"


# Whether it shows at all: kept apart from what is decided about it.
STATES = ("draft", "held", "published", "hidden", "removed")

# What enough supporters set in motion: it is read by the policy team; an answer is promised.
REVIEW, PROMISE = THRESHOLDS = ("review", "promise")

UNDECIDED = {Stage.OPEN, Stage.IN_REVIEW}
SUPPORTABLE = UNDECIDED | {Stage.PLANNED, Stage.IN_PROGRESS}
ACCEPTED = {Stage.PLANNED, Stage.IN_PROGRESS, Stage.DELIVERED}
REFUSED = {Stage.DECLINED, Stage.ALREADY_DONE, Stage.MERGED, Stage.OUT_OF_SCOPE}
CLOSED = REFUSED | {Stage.DELIVERED, Stage.WITHDRAWN}

MOVES: dict[Stage, set[Stage]] = {
    Stage.OPEN: {Stage.IN_REVIEW, Stage.WITHDRAWN} | REFUSED,
    Stage.IN_REVIEW: {Stage.OPEN, Stage.PLANNED, Stage.WITHDRAWN} | REFUSED,
    Stage.PLANNED: {Stage.IN_REVIEW, Stage.IN_PROGRESS, Stage.DECLINED},
    Stage.IN_PROGRESS: {Stage.PLANNED, Stage.DELIVERED, Stage.DECLINED},
    Stage.DELIVERED: {Stage.IN_PROGRESS},
    Stage.DECLINED: {Stage.IN_REVIEW},
    Stage.ALREADY_DONE: {Stage.IN_REVIEW},
    Stage.OUT_OF_SCOPE: {Stage.IN_REVIEW},
    Stage.MERGED: {Stage.OPEN},
    Stage.WITHDRAWN: set(),
}

FORWARD = {
    (Stage.OPEN, Stage.IN_REVIEW),
    (Stage.IN_REVIEW, Stage.PLANNED),
    (Stage.PLANNED, Stage.IN_PROGRESS),
}
"""Good news on the way: the only moves that may go without a reason and a text."""

MOVED_BY_STAFF = [stage for stage in Stage if stage not in (Stage.MERGED, Stage.WITHDRAWN)]
"""Merging has its own page (it moves the supporters too); only the author withdraws."""

REASONS = {
    "too_costly": "It costs more than we can spend",
    "not_allowed": "The rules do not let us do this",
    "does_not_work": "We tried it, or looked at it, and it does not work here",
    "other_plans": "We have decided on something else",
    "little_support": "Too few people would use it",
    "exists_already": "It exists already",
    "not_ours": "Somebody else is responsible",
    "duplicate": "It is the same as another idea",
    "is_a_fault": "It is a fault, and the help desk takes it on",
    "done": "It is done",
    "new_facts": "We have learned something new",
    "takes_longer": "It takes longer than we thought",
    "author": "The person who put it forward took it back",
    "elsewhere": "It was decided before it came here",
}
LEADS_TO: dict[str, set[Stage]] = {
    "exists_already": {Stage.ALREADY_DONE},
    "not_ours": {Stage.OUT_OF_SCOPE, Stage.DECLINED},
    "duplicate": {Stage.MERGED, Stage.DECLINED},
    "is_a_fault": {Stage.OUT_OF_SCOPE},
    "done": {Stage.DELIVERED},
    "author": {Stage.WITHDRAWN},
    "elsewhere": set(),
}
"""The stages some reasons are for; the others fit wherever a reason is asked for."""

LABELS = {
    Stage.OPEN: "Open",
    Stage.IN_REVIEW: "In review",
    Stage.PLANNED: "Planned",
    Stage.IN_PROGRESS: "Being done",
    Stage.DELIVERED: "Done",
    Stage.DECLINED: "Declined",
    Stage.ALREADY_DONE: "There already",
    Stage.MERGED: "Joined with another idea",
    Stage.OUT_OF_SCOPE: "Not for the council",
    Stage.WITHDRAWN: "Taken back",
}

WHAT_NEXT = {
    Stage.OPEN: "People can support it. A policy team reads what many support first.",
    Stage.IN_REVIEW: "A policy team is looking at it. They answer here, in public.",
    Stage.PLANNED: "The council has said yes. It says here when work begins.",
    Stage.IN_PROGRESS: "The council is working on it. It says here when it is done.",
    Stage.DELIVERED: "It is done. All its supporters have been told.",
    Stage.DECLINED: "The council has said no, and why. New facts can open it again.",
    Stage.ALREADY_DONE: "It exists already. The reply says where to find it.",
    Stage.MERGED: "It goes on as part of another idea.",
    Stage.OUT_OF_SCOPE: "The council cannot decide this. The reply says who can.",
    Stage.WITHDRAWN: "The person who put it forward took it back.",
}


def needs_reason(before: Stage, stage: Stage) -> bool:
    """Whatever ends an idea or takes it a step back is explained in public."""
    return (before, stage) not in FORWARD


def reasons_for(stage: Stage) -> list[tuple[str, str]]:
    """The reasons somebody may give for a move there, as (code, words)."""
    return [
        (code, words) for code, words in REASONS.items() if stage in LEADS_TO.get(code, {stage})
    ]
