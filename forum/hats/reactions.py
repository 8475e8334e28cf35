"""What follows for hats when an answer is changed, or somebody begins or ceases to work here."""

from forum.accounts.events import RoleChanged
from forum.accounts.queries import member_of
from forum.hats.actions import end_what_does_not_fit, take_off_for
from forum.hats.kinds import Why
from forum.hats.queries import worn_on
from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.threads.events import PostEdited
from forum.threads.models import Answer

here = serves(Origin.LIVE, Origin.DEMO)


@here
def look_at_words(event: PostEdited) -> None:
    """Nobody goes on speaking for somebody through an old answer: once the grant is over, other
    words of its author have no hat.
    """
    worn = worn_on([event.post_id]).get(event.post_id)
    if worn is None or worn.is_live:
        return
    answer = db.get_one(Answer, event.post_id)
    if answer.author_id == event.actor_id:
        take_off_for(answer, Why.CHANGED, by=None)


@here
def look_at_role(event: RoleChanged) -> None:
    end_what_does_not_fit(member_of(event.member_id))
