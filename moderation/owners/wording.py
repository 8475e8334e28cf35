"""How a transfer can stand, and the sentences about it."""

OPEN, CONFIRMED, REFUSED, RETURNED, WITHDRAWN, FORCED = (
    *("open", "confirmed", "refused", "returned", "withdrawn", "forced"),
)
STATES = {
    OPEN: "Waits for a yes",
    CONFIRMED: "Confirmed",
    REFUSED: "Refused",
    RETURNED: "Went back unconfirmed",
    WITHDRAWN: "Taken back",
    FORCED: "Given over by a manager",
}
COUNTED = (CONFIRMED, FORCED)
"""These changed who is responsible."""

SETTING, HOURS_AT_FIRST, MOST_HOURS = "transfers", 24, 336
