"""What the policy team chooses from."""

from forum.advisory.states import State

DECISIONS = {
    State.ON_AGENDA: "Put it on the agenda",
    State.DEALT_WITH: "It was dealt with",
    State.NOT_TAKEN: "It is not taken",
}
