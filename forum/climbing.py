"""What the ladder plugs in: who is told when somebody's tools change."""

from forum.notifications import reactions as notifying
from forum.reputation.events import AdvocacyOffered, RungMoved, StepDownNear

REACTIONS: dict[type, list[object]] = {
    AdvocacyOffered: [notifying.tell_whom_we_ask],
    RungMoved: [notifying.tell_of_tools],
    StepDownNear: [notifying.tell_of_rest_to_come],
}
