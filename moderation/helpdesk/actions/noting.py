"""Notes between staff: nothing is moved, met or sent because of one."""

from forum.accounts.models import Member
from forum.kernel.errors import Refused
from forum.kernel.written import Written
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.moving import move_along
from moderation.helpdesk.actions.writing import Voice, note_down, say_written, written_before
from moderation.helpdesk.models import InternalNote, Ticket
from moderation.helpdesk.states import State


def write_note(
    ticket: Ticket, *, by: Member, body: Written, nonce: str | None = None
) -> InternalNote:
    """The same showing of the form sent twice leaves one."""
    if not policy.works_at_desk(by):
        raise Refused("Only staff can leave notes between staff.")
    if before := written_before(InternalNote, ticket, nonce):
        return before

    note = note_down(ticket, body, voice=Voice(by.id, is_from_staff=True, nonce=nonce))
    say_written(ticket, note)
    return note


def note_from_outside(ticket: Ticket, body: Written, *, sender: str) -> InternalNote:
    """What a desk outside this house writes by mail: for staff alone, who tell the person what they
    think fit; the ticket is back with us.
    """
    target = queries.target_of(ticket)
    note = note_down(target, body, voice=Voice(None, sender=sender))
    say_written(target, note)
    if target.state == State.WAITING_THIRD_PARTY:
        move_along(target, State.OPEN, by_id=None, reason="told_by_desk")
    return note
