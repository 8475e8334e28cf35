"""A gift between people of a reversal that stands is judged at once, not only at night."""

from forum.ideas.events import IdeaSupported
from forum.integrity.actions import judge_at_once
from forum.integrity.queries import Gift
from forum.kernel.events import Event, Origin, serves
from forum.threads.events import AnswerAccepted, AnswerThanked, PostVoted

here = serves(Origin.LIVE, Origin.DEMO)


@here
def judge_vote(event: PostVoted) -> None:
    if event.value > 0:
        kind = "answer_upvoted" if event.is_answer else "question_upvoted"
        _judge(event, kind, to=event.author_id, post_id=event.post_id)


@here
def judge_support(event: IdeaSupported) -> None:
    _judge(event, "idea_upvoted", to=event.author_id, post_id=event.idea_id)


@here
def judge_solution(event: AnswerAccepted) -> None:
    _judge(event, "solution", to=event.helper_id, post_id=event.answer_id)


@here
def judge_thanks(event: AnswerThanked) -> None:
    _judge(event, event.kind, to=event.helper_id, post_id=event.answer_id)


def _judge(event: Event, kind: str, *, to: int, post_id: int) -> None:
    by = event.actor_id
    if by is not None and by != to:
        at = event.row.happened_at
        judge_at_once(Gift(event.event_id, by, to, post_id, kind, event.stream, at))
