"""What people do in the advisory group."""

from forum.advisory.actions.agenda import (
    add_item,
    cast_paper,
    move_item,
    open_ballot,
    propose_item,
)
from forum.advisory.actions.joining import end_membership, forget_member, join, leave
from forum.advisory.actions.meeting import (
    call_meeting,
    change_meeting,
    publish_minutes,
    publish_response,
)

__all__ = [
    "add_item",
    "call_meeting",
    "cast_paper",
    "change_meeting",
    "end_membership",
    "forget_member",
    "join",
    "leave",
    "move_item",
    "open_ballot",
    "propose_item",
    "publish_minutes",
    "publish_response",
]
