"""What follows for badges when somebody was helped, or no longer."""

from sqlalchemy import select

from forum.accounts.events import RoleChanged
from forum.ideas.events import IdeaEvent
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.recognition.actions import settle_badges
from forum.reputation.events import RungMoved
from forum.threads.events import AnswerEvent, PostDeleted, PostHidden, PostRestored, PostUnhidden
from forum.threads.models import Answer
from forum.votes.events import GiftEvent

here = serves(Origin.LIVE, Origin.DEMO)


@here
def look_at_helper(event: AnswerEvent) -> None:
    settle_badges([event.helper_id], as_of=now())


@here
def look_at_receiver(event: GiftEvent) -> None:
    """What a reversal made void helped nobody while it stands."""
    settle_badges([event.receiver_id], as_of=now())


@here
def look_at_author(event: IdeaEvent) -> None:
    """The idea was carried out, or no longer, or cannot be seen."""
    settle_badges([event.author_id], as_of=now())


@here
def look_at_writers(event: PostDeleted | PostHidden | PostRestored | PostUnhidden) -> None:
    """Whoever wrote the post, and below a question everybody who answered it."""
    writers = {event.author_id}
    if event.post_id == event.thread_id:
        answered = select(Answer.author_id).where(Answer.thread_id == event.thread_id)
        writers |= set(db.scalars(answered))
    settle_badges(writers, as_of=now())


@here
def look_at_person(event: RungMoved | RoleChanged) -> None:
    settle_badges([event.member_id], as_of=now())
