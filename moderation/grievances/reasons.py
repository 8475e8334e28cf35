"""How a grievance can end, and what we do about it, in the words people read."""

OUTCOMES = {
    "upheld": "You are right",
    "partly_upheld": "You are partly right",
    "not_upheld": "We do not agree",
}
REMEDIES = {
    "apology": "We say sorry",
    "put_right": "We have put it right",
    "way_changed": "We have changed how we work",
    "none": "Nothing to put right",
}
FIGURES = {
    "made": "Complaints made",
    "decided": "Complaints decided",
    "late": "Decided too late",
    "second": "Second looks asked for",
    "second_upheld": "Second looks that changed something",
}
NOT_UPHELD, NO_REMEDY = "not_upheld", "none"

WORKING_DAYS = 10
"""How long the review of a broken promise may take, in working days of the ticket's service; a
second look takes what the kind of ticket says.
"""
UNFIT = (
    "When they are right, choose what we do about it. When they are not, choose “Nothing to put "
    "right”."
)
SECOND_LOOK = "A second look"

PROMISES = {
    "first_response": "First answer",
    "next_response": "A later reply",
    "resolution": "Solution",
}


def about(clock: str | None) -> str:
    """What it is about, as a heading."""
    return PROMISES[clock] if clock else SECOND_LOOK


def fits(outcome: str, remedy: str) -> bool:
    """Something is put right exactly when the person was right, wholly or in part."""
    return (outcome == NOT_UPHELD) == (remedy == NO_REMEDY)
