"""What the ladder plugs in: who is told when somebody's tools change."""

from forum.advisory.reactions import end_what_the_rung_opened
from forum.notifications import reactions as notifying
from forum.notifications.announcing import tell_more_of_rules
from forum.reputation.events import (
    AdvocacyOffered,
    LadderRulesAnnounced,
    RungMoved,
    StepDownNear,
)

REACTIONS: dict[type, list[object]] = {
    AdvocacyOffered: [notifying.tell_whom_we_ask],
    LadderRulesAnnounced: [notifying.tell_of_rules],
    RungMoved: [notifying.tell_of_tools, end_what_the_rung_opened],
    StepDownNear: [notifying.tell_of_rest_to_come],
}

PLANNED: dict[str, object] = {notifying.MORE_OF_RULES: tell_more_of_rules}
