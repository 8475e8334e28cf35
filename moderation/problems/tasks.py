"""Timed work: an update is told to everybody, a chunk at a time."""

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.tasks import again
from moderation.problems import actions, queries
from moderation.problems.actions.telling import SEND
from moderation.problems.reactions import TELL_MORE, tell_some


def send(update_id: int) -> None:
    """Each in its own transaction. What a worker that died has told stays told, and the row of
    the next telling is where it goes on.
    """
    waiting = queries.unsent_of(update_id)
    db.rollback()
    for sent_id in waiting:
        with writing():
            actions.deliver(sent_id)
    if waiting:
        with writing():
            again(f"{SEND}_more", f"{update_id}:{waiting[-1]}", at=now(), update_id=update_id)


def tell_more(event_id: int, problem_id: int, who: str, after: int) -> None:
    """The next chunk of those who wait for the news."""
    with writing():
        tell_some(event_id, problem_id, who, after=after)


PLANNED = {SEND: send, f"{SEND}_more": send, TELL_MORE: tell_more}
