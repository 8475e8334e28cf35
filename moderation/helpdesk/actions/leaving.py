"""Leaving a question to the neighbours, and saying that it is the same as a ticket we have."""

from sqlalchemy import delete, select

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.threads.actions import touch
from forum.threads.models import MeToo, Thread
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.joining import note_affected
from moderation.helpdesk.events import ThreadLeftAlone, ThreadTakenUp
from moderation.helpdesk.models import LeftAlone, Ticket

DECLINED, DUPLICATE = "declined", "duplicate"
NOT_YOURS = "Only the person who asked can say that."
CANNOT = "Your account cannot do this now. You can contact the council in private."
NOT_ALLOWED = "Only staff and advocates can say that a question is the same as a ticket."
ITSELF = "That is the ticket of this question itself."
HAS_ONE = "This question has a ticket of its own already."
IS_PRIVATE = "That ticket is private, so nobody else can hear its outcome."
IS_OVER = "That ticket is not open any more, so nobody would hear from it."


def leave_to_peers(thread: Thread, *, by: Member) -> None:
    """The person who asked wants no ticket: no rule makes one. They can ask for one any time."""
    _require_author(thread, by)
    if _spare(thread, by, why=DECLINED):
        _say_left_alone(thread, by, DECLINED, None)


def take_up_again(thread: Thread, *, by: Member) -> None:
    """The rules may have it again."""
    _require_author(thread, by)
    theirs = (LeftAlone.thread_id == thread.id) & (LeftAlone.why == DECLINED)
    gone = delete(LeftAlone).where(theirs).returning(LeftAlone.thread_id)
    if db.execute(gone, execution_options=SILENT).first():
        publish(ThreadTakenUp(actor_id=by.id, thread_id=thread.id))
        touch(thread.id)


def mark_duplicate(thread: Thread, ticket: Ticket, *, by: Member) -> None:
    """Its author hears the outcome of a ticket we have, and gets none of their own."""
    if not policy.may_mark_duplicates(by):
        raise Refused(NOT_ALLOWED)
    _refuse_unless_another(thread, ticket)

    others = (LeftAlone.thread_id == thread.id) & LeftAlone.ticket_id.is_distinct_from(ticket.id)
    db.execute(delete(LeftAlone).where(others), execution_options=SILENT)
    if _spare(thread, by, why=DUPLICATE, ticket_id=ticket.id):
        _tell_outcome_to_all(thread, ticket)
        _say_left_alone(thread, by, DUPLICATE, ticket.id)


def _tell_outcome_to_all(thread: Thread, ticket: Ticket) -> None:
    """Its author, and whoever said "me too" there."""
    sharers = db.scalars(select(MeToo.member_id).where(MeToo.thread_id == thread.id)).all()
    for member_id in [thread.author_id, *sharers]:
        note_affected(ticket, member_id)


def _refuse_unless_another(thread: Thread, ticket: Ticket) -> None:
    if ticket.source_id is None:
        raise Refused(IS_PRIVATE)
    if ticket.source_id == thread.id:
        raise Refused(ITSELF)
    if queries.live_ticket_of(thread.id):
        raise Refused(HAS_ONE)
    if not ticket.is_live:
        raise Refused(IS_OVER)


def _require_author(thread: Thread, by: Member) -> None:
    if by.id != thread.author_id:
        raise Refused(NOT_YOURS)
    if not by.may(Privilege.ASK):
        raise Refused(CANNOT)


def _spare(thread: Thread, by: Member, *, why: str, ticket_id: int | None = None) -> bool:
    row = {"why": why, "ticket_id": ticket_id, "member_id": by.id, "since": now()}
    return insert_once(LeftAlone, thread_id=thread.id, **row)


def _say_left_alone(thread: Thread, by: Member, why: str, ticket_id: int | None) -> None:
    publish(ThreadLeftAlone(actor_id=by.id, thread_id=thread.id, why=why, ticket_id=ticket_id))
    touch(thread.id)
