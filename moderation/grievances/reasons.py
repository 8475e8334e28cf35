"""How a grievance can end, and what we do about it, in the words people read."""

OUTCOMES = {
    "upheld": "You are right: we broke this promise",
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
}
NOT_UPHELD, NO_REMEDY = "not_upheld", "none"

WORKING_DAYS = 10
"""How long a review may take, in working days of the ticket's service."""

PROMISES = {
    "first_response": "First answer",
    "next_response": "A later reply",
    "resolution": "Solution",
}


def fits(outcome: str, remedy: str) -> bool:
    """Something is put right exactly when the person was right, wholly or in part."""
    return (outcome == NOT_UPHELD) == (remedy == NO_REMEDY)
