"""What became of it elsewhere, in words."""

UNKNOWN, TAKEN, REFUSED = "unknown", "taken", "refused"
ASKS = "When you know whether they took it on, tell us on the page of your ticket."
ACCEPTED = {
    TAKEN: "They took it on",
    REFUSED: "They did not take it",
    UNKNOWN: "Nobody knows yet",
}
