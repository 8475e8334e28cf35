"""What became of it at a body elsewhere, in the words that people read."""

UNKNOWN, TAKEN, REFUSED = "unknown", "taken", "refused"
ACCEPTED = {
    TAKEN: "They took it on",
    REFUSED: "They did not take it",
    UNKNOWN: "Nobody knows yet",
}
ASKS = "When you know whether they took it on, tell us on the page of your ticket."
