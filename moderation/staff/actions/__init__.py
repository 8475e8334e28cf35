"""What administrators and managers do about the people who work here."""

from moderation.staff.actions.accepting import accept_as, accept_new
from moderation.staff.actions.changing import (
    change_person,
    let_go,
    take_second_step_off,
    undo,
)
from moderation.staff.actions.inviting import (
    check_invitation,
    forget_old_invitations,
    invite,
    send_again,
    withdraw,
)

__all__ = [
    "accept_as",
    "accept_new",
    "change_person",
    "check_invitation",
    "forget_old_invitations",
    "invite",
    "let_go",
    "send_again",
    "take_second_step_off",
    "undo",
    "withdraw",
]
