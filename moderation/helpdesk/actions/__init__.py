"""What citizens and staff do with tickets."""

from moderation.helpdesk.actions.answering import (
    OfficialAnswer,
    answer_ticket,
    pass_on_from,
    take_over_answer,
    tell_along,
    write_message,
)
from moderation.helpdesk.actions.claiming import LEASE, assign, claim, note_opened, release
from moderation.helpdesk.actions.contacting import open_contact
from moderation.helpdesk.actions.joining import join, leave, note_affected
from moderation.helpdesk.actions.keeping import keep_again, keep_what_it_covers
from moderation.helpdesk.actions.kinds import set_kind, set_topic
from moderation.helpdesk.actions.leaving import leave_to_peers, mark_duplicate, take_up_again
from moderation.helpdesk.actions.marking import mark_as_request
from moderation.helpdesk.actions.moving import (
    call_emergency,
    move,
    move_along,
    say_outcome,
    weigh,
    withdraw,
)
from moderation.helpdesk.actions.noting import note_from_outside, write_note
from moderation.helpdesk.actions.opening import escalate_idea, escalate_thread
from moderation.helpdesk.actions.owning import hand_on, own_first
from moderation.helpdesk.actions.promising import (
    Key,
    break_promise,
    heed_incidents,
    renew_promises,
    warn_of_promise,
)
from moderation.helpdesk.actions.publishing import keep_on_answer, publish_answer
from moderation.helpdesk.actions.refusing import refuse_unread, why_unread
from moderation.helpdesk.actions.resuming import make_code
from moderation.helpdesk.actions.sharing import UNFINISHED, count_subtask
from moderation.helpdesk.actions.stepping import tick, untick
from moderation.helpdesk.actions.writing import named, plain

__all__ = [
    "LEASE",
    "UNFINISHED",
    "Key",
    "OfficialAnswer",
    "answer_ticket",
    "assign",
    "break_promise",
    "call_emergency",
    "claim",
    "count_subtask",
    "escalate_idea",
    "escalate_thread",
    "hand_on",
    "heed_incidents",
    "join",
    "keep_again",
    "keep_on_answer",
    "keep_what_it_covers",
    "leave",
    "leave_to_peers",
    "make_code",
    "mark_as_request",
    "mark_duplicate",
    "move",
    "move_along",
    "named",
    "note_affected",
    "note_from_outside",
    "note_opened",
    "open_contact",
    "own_first",
    "pass_on_from",
    "plain",
    "publish_answer",
    "refuse_unread",
    "release",
    "renew_promises",
    "say_outcome",
    "set_kind",
    "set_topic",
    "take_over_answer",
    "take_up_again",
    "tell_along",
    "tick",
    "untick",
    "warn_of_promise",
    "weigh",
    "why_unread",
    "withdraw",
    "write_message",
    "write_note",
]
