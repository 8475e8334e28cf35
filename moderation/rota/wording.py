"""The ways in which a service gives its new tickets, in the words staff read."""

BY_HAND, IN_TURN, FEWEST = "by_hand", "in_turn", "fewest"
WAYS = {
    BY_HAND: "By hand: they wait until somebody takes them",
    IN_TURN: "In turn: the next person of the service gets the next ticket",
    FEWEST: "To whoever has the fewest tickets at work",
}
