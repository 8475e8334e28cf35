"""What the ledger and the ladder make of what happens in threads and to ideas."""

from forum.ideas.events import (
    IdeaHidden,
    IdeaMoved,
    IdeaReleased,
    IdeaSupported,
    SupportWithdrawn,
)
from forum.kernel.clock import now
from forum.kernel.events import Origin, serves
from forum.reputation.actions.awarding import enter
from forum.reputation.actions.climbing import settle_standing
from forum.reputation.queries.awards import members_awarded_for
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

here = serves(Origin.LIVE, Origin.DEMO)


@here
def reward_solving(event: AnswerAccepted) -> None:
    enter(event, about=event.answer_id, members={event.helper_id, event.asker_id})


@here
def take_back_solving(event: AnswerUnaccepted) -> None:
    enter(event, about=event.answer_id, members={event.helper_id, event.asker_id})


@here
def reward_confirmation(event: AnswerConfirmed) -> None:
    enter(event, about=event.answer_id, members={event.helper_id})


@here
def take_back_confirmation(event: ConfirmationWithdrawn) -> None:
    enter(event, about=event.answer_id, members={event.helper_id})


@here
def reward_vote(event: PostVoted) -> None:
    if event.actor_id is not None:
        enter(event, about=event.post_id, members={event.author_id, event.actor_id})


@here
def rest_awards(event: PostDeleted | PostHidden) -> None:
    enter(event, about=event.post_id, members=members_awarded_for(event.post_id))


@here
def restore_awards(event: PostRestored | PostUnhidden) -> None:
    enter(event, about=event.post_id, members=members_awarded_for(event.post_id))


@here
def reward_support(event: IdeaSupported) -> None:
    enter(event, about=event.idea_id, members={event.author_id})


@here
def take_back_support(event: SupportWithdrawn) -> None:
    enter(event, about=event.idea_id, members={event.author_id})


@here
def reward_decision(event: IdeaMoved) -> None:
    enter(event, about=event.idea_id, members={event.author_id})


@here
def rest_awards_of_idea(event: IdeaHidden) -> None:
    enter(event, about=event.idea_id, members=members_awarded_for(event.idea_id))


@here
def restore_awards_of_idea(event: IdeaReleased) -> None:
    enter(event, about=event.idea_id, members=members_awarded_for(event.idea_id))


@here
def look_at_standing(event: AnswerEvent) -> None:
    """Somebody was helped, or no longer: where the helper stands may have changed."""
    settle_standing([event.helper_id], as_of=now())
