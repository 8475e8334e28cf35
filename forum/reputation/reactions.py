"""What the ledger and the ladder make of what happens in threads and to ideas."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from forum.ideas.events import (
    IdeaHidden,
    IdeaMoved,
    IdeaReleased,
    IdeaSupported,
    SupportWithdrawn,
)
from forum.kernel.clock import now
from forum.kernel.events import Event, Origin, Reaction, serves
from forum.reputation.actions.awarding import enter, enter_turn
from forum.reputation.actions.climbing import settle_standing
from forum.reputation.queries.awards import members_awarded_for
from forum.reputation.queries.streams import missed_by
from forum.threads.events import (
    AnswerAccepted,
    AnswerConfirmed,
    AnswerEvent,
    AnswerUnaccepted,
    ConfirmationWithdrawn,
    PostDeleted,
    PostHidden,
    PostRestored,
    PostUnhidden,
    PostVoted,
)
from forum.votes.events import GiftReinstated, GiftVoided

live = serves(Origin.LIVE, Origin.DEMO)
ENTERING: dict[type[Event], Reaction] = {}


def enters(*events: type[Event]) -> Callable[[Reaction], Reaction]:
    """A reaction that writes into the ledger, where one event never counts twice.

    So when an event comes late, after others of its stream, these are heard once more behind it,
    and the ledger is as if it had come in time.
    """

    def mark(reaction: Reaction) -> Reaction:
        ENTERING.update(dict.fromkeys(events, reaction))

        @wraps(reaction)
        def in_order(event: Any) -> None:
            reaction(event)
            for later in missed_by(event):
                ENTERING[type(later)](later)

        return live(in_order)

    return mark


@enters(AnswerAccepted)
def reward_solving(event: AnswerAccepted) -> None:
    enter(event, about=event.answer_id, members={event.helper_id, event.asker_id})


@enters(AnswerUnaccepted)
def take_back_solving(event: AnswerUnaccepted) -> None:
    enter(event, about=event.answer_id, members={event.helper_id, event.asker_id})


@enters(AnswerConfirmed)
def reward_confirmation(event: AnswerConfirmed) -> None:
    enter(event, about=event.answer_id, members={event.helper_id})


@enters(ConfirmationWithdrawn)
def take_back_confirmation(event: ConfirmationWithdrawn) -> None:
    enter(event, about=event.answer_id, members={event.helper_id})


@enters(PostVoted)
def reward_vote(event: PostVoted) -> None:
    if event.actor_id is not None:
        enter(event, about=event.post_id, members={event.author_id, event.actor_id})


@enters(PostDeleted, PostHidden)
def rest_awards(event: PostDeleted | PostHidden) -> None:
    enter_turn(event)


@enters(PostRestored, PostUnhidden)
def restore_awards(event: PostRestored | PostUnhidden) -> None:
    enter_turn(event)


@enters(IdeaSupported)
def reward_support(event: IdeaSupported) -> None:
    enter(event, about=event.idea_id, members={event.author_id})


@enters(SupportWithdrawn)
def take_back_support(event: SupportWithdrawn) -> None:
    enter(event, about=event.idea_id, members={event.author_id})


@enters(IdeaMoved)
def reward_decision(event: IdeaMoved) -> None:
    enter(event, about=event.idea_id, members={event.author_id})


@enters(IdeaHidden)
def rest_awards_of_idea(event: IdeaHidden) -> None:
    enter(event, about=event.idea_id, members=members_awarded_for({event.idea_id}))


@enters(IdeaReleased)
def restore_awards_of_idea(event: IdeaReleased) -> None:
    enter(event, about=event.idea_id, members=members_awarded_for({event.idea_id}))


@live
def judge_gift(event: GiftVoided | GiftReinstated) -> None:
    """What it earned goes or comes back, and where its receiver stands may have changed."""
    enter(event, about=event.post_id, members={event.giver_id, event.receiver_id})
    settle_standing([event.receiver_id], as_of=now())


@live
def look_at_standing(event: AnswerEvent) -> None:
    """Somebody was helped, or no longer: where the helper stands may have changed."""
    settle_standing([event.helper_id], as_of=now())
