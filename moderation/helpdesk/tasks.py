"""Timed work of the desk: unsolved threads become tickets, broken promises are marked."""

from collections.abc import Callable
from datetime import datetime

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.errors import Refused
from forum.threads.queries import visible_thread
from moderation.helpdesk import actions, queries
from moderation.helpdesk.actions import Key
from moderation.helpdesk.queries import Due


def escalate_unsolved_threads() -> None:
    """Bring every question for which a rule came true to the desk, each in its own transaction."""
    due = list(queries.threads_to_escalate(now()))
    db.rollback()
    for one in due:
        _escalate(one)


def mark_broken_promises() -> None:
    """Mark what fell due, and warn of what soon will; only due rows are read, till none is left."""
    _each(queries.broken_by, actions.break_promise)
    _each(queries.near_by, actions.warn_of_promise)


def renew_outdated_promises() -> None:
    """Services changed: their open tickets are given their promises anew, each on its own."""
    while found := queries.outdated():
        db.rollback()
        for ticket_id in found:
            with writing():
                actions.renew_promises(queries.locked_ticket(ticket_id), why="service")
    db.rollback()


def heed_incident(alert_id: int) -> None:
    """Work out anew what a known problem stops: open tickets of its service, each on its own."""
    found = queries.stopped_by(alert_id)
    db.rollback()
    for ticket_id in found:
        with writing():
            actions.heed_incidents(queries.locked_ticket(ticket_id))


def _each(read: Callable[[datetime], list[Key]], deed: Callable[[Key], None]) -> None:
    while due := read(now()):
        db.rollback()
        for key in due:
            with writing():
                deed(key)
    db.rollback()


def _escalate(due: Due) -> None:
    """What was solved, hidden, spared or taken on since it was read is left alone."""
    try:
        with writing():
            thread = visible_thread(due.thread_id, to=None, lock=True)
            if not queries.is_left_alone(thread.id):
                actions.escalate_thread(thread, by=None, fired=due.fired)
    except Refused:
        return
