"""What staff read and choose from about rounds."""

from forum.rounds.states import Phase, Reason, State

PHASES = {
    Phase.DRAFT: "Draft, only staff see it",
    Phase.ANNOUNCED: "To come: people can ask already",
    Phase.OPEN: "Open",
    Phase.CLOSED: "Closed",
    Phase.CALLED_OFF: "Called off",
}
REASONS = {
    "": "I answer it",
    Reason.PERSONAL: "Not here: it is about one person, they ask us in private",
    Reason.ELSEWHERE: "Not here: somebody else decides about it",
    Reason.ALREADY: "Not here: it was answered before",
    Reason.UNSAID: "Not here: we may not say it",
}
STATES = {
    State.ANNOUNCED: "Announce it",
    State.CALLED_OFF: "Call it off",
}
