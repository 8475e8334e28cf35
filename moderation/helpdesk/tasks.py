"""Timed work of the desk: unsolved threads become tickets, broken promises are marked."""

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.errors import Refused
from forum.threads.queries import visible_thread
from moderation.helpdesk import actions, queries


def escalate_unsolved_threads() -> None:
    """Bring every thread that has waited long enough to the desk, each in its own transaction."""
    due = list(queries.threads_to_escalate(now()))
    db.rollback()
    for thread_id in due:
        _escalate(thread_id)


def mark_broken_promises() -> None:
    """Mark what fell due; only due rows are read, until none is left."""
    while due := queries.broken_by(now()):
        db.rollback()
        for ticket_id, clock in due:
            with writing():
                actions.break_promise(ticket_id, clock)
    db.rollback()


def _escalate(thread_id: int) -> None:
    """What was solved or hidden since it was read is left alone."""
    try:
        with writing():
            thread = visible_thread(thread_id, to=None, lock=True)
            actions.escalate_thread(thread, by=None)
    except Refused:
        return
