"""What staff, citizens, timers and the other side do with hand-overs."""

from moderation.handover.actions.consenting import consent, withdraw_consent
from moderation.handover.actions.desks import add_desk, change_desk, set_secret, undo
from moderation.handover.actions.handing import (
    NOT_HANDED,
    hand_over,
    hand_over_by_itself,
    pass_on,
    say_ended,
    try_again,
)
from moderation.handover.actions.hearing import (
    hear_call,
    look_again,
    note_drift,
    note_lost,
    put_aside,
    send_comment,
    take_in,
)
from moderation.handover.actions.sending import (
    claim,
    claim_update,
    note_answered,
    note_compared,
    note_failed,
    note_going,
    note_handed,
    note_looked,
    note_passed_on,
    note_telling,
    note_token,
    wait_for_mail,
)

__all__ = [
    "NOT_HANDED",
    "add_desk",
    "change_desk",
    "claim",
    "claim_update",
    "consent",
    "hand_over",
    "hand_over_by_itself",
    "hear_call",
    "look_again",
    "note_answered",
    "note_compared",
    "note_drift",
    "note_failed",
    "note_going",
    "note_handed",
    "note_looked",
    "note_lost",
    "note_passed_on",
    "note_telling",
    "note_token",
    "pass_on",
    "put_aside",
    "say_ended",
    "send_comment",
    "set_secret",
    "take_in",
    "try_again",
    "undo",
    "wait_for_mail",
    "withdraw_consent",
]
