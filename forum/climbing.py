"""What the ladder plugs in: who is told when somebody's tools change."""

from forum.notifications import standings
from forum.reputation.events import AdvocacyOffered, RungMoved, StepDownNear

REACTIONS: dict[type, list[object]] = {
    AdvocacyOffered: [standings.tell_whom_we_ask],
    RungMoved: [standings.tell_of_tools],
    StepDownNear: [standings.tell_of_rest_to_come],
}
