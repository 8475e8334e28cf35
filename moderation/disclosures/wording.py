"""How a request for information ended, in the words everybody reads."""

FULL, PART, REFUSED = "full", "part", "refused"
OUTCOMES = {FULL: "Given in full", PART: "Given in part", REFUSED: "Refused"}
LISTED = "information_request"
"""The kind of ticket that can stand in the log."""
