"""Saying thank you, "me too", and voting."""

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.threads import policy
from forum.threads.actions import guarding
from forum.threads.actions.counting import change_answer, change_thread
from forum.threads.actions.editing import thread_id_of
from forum.threads.actions.facts import about
from forum.threads.events import (
    AnswerThanked,
    PostVoted,
    SharedProblem,
    SharedProblemWithdrawn,
    ThanksWithdrawn,
)
from forum.threads.models import Answer, MeToo, Thanks, Thread
from forum.votes.actions import Change, cast

NO_DOWNVOTES = (
    "You cannot vote against a post here. Is it out of date or not right? "
    "Say so in a comment, so that its author can put it right."
)


def thank(answer: Answer, *, by: Member) -> None:
    """One tap that says it helped. It counts more from people who have the problem."""
    guarding.require(by, Privilege.THANK)
    if by.id == answer.author_id:
        raise Refused("You cannot thank yourself, but somebody else may.")
    if not _shows(answer):
        raise Refused("This answer was removed.")

    counts = has_the_problem(answer.thread, by)
    if insert_once(Thanks, member_id=by.id, answer_id=answer.id, counts=counts):
        change_answer(answer, thanks_count=Answer.thanks_count + 1)
        publish(AnswerThanked(**about(answer, by), counts=counts))


def withdraw_thanks(answer: Answer, *, by: Member) -> None:
    mine = delete(Thanks).where(Thanks.member_id == by.id, Thanks.answer_id == answer.id)
    counted = db.execute(mine.returning(Thanks.counts), execution_options=SILENT).first()
    if counted is None:
        return

    change_answer(answer, thanks_count=Answer.thanks_count - 1)
    publish(ThanksWithdrawn(**about(answer, by), counts=counted.counts))


def share_problem(thread: Thread, *, by: Member) -> None:
    """Somebody else has the same problem."""
    guarding.require(by, Privilege.ME_TOO)
    if by.id == thread.author_id:
        raise Refused("This is your own question, so it counts for you already.")

    if insert_once(MeToo, member_id=by.id, thread_id=thread.id):
        change_thread(thread, me_too_count=Thread.me_too_count + 1)
        publish(SharedProblem(actor_id=by.id, thread_id=thread.id, count=thread.me_too_count))


def withdraw_shared_problem(thread: Thread, *, by: Member) -> None:
    mine = delete(MeToo).where(MeToo.member_id == by.id, MeToo.thread_id == thread.id)
    if not db.execute(mine.returning(MeToo.thread_id), execution_options=SILENT).first():
        return

    change_thread(thread, me_too_count=Thread.me_too_count - 1)
    left = thread.me_too_count
    publish(SharedProblemWithdrawn(actor_id=by.id, thread_id=thread.id, count=left))


def vote_on(post: Thread | Answer, *, by: Member, value: int) -> None:
    """Vote for a question or an answer with 1; take the vote back with 0."""
    _refuse_vote(post, by, value)
    change = cast(by=by, subject_id=post.id, value=value)
    if change.difference == 0:
        return

    _add_to_score(post, change)
    publish(
        PostVoted(
            actor_id=by.id,
            thread_id=thread_id_of(post),
            post_id=post.id,
            author_id=post.author_id,
            is_answer=isinstance(post, Answer),
            before=change.before,
            value=change.value,
        )
    )


def has_the_problem(thread: Thread, member: Member) -> bool:
    """The asker, and whoever pressed "me too"."""
    return member.id == thread.author_id or db.get(MeToo, (member.id, thread.id)) is not None


def _refuse_vote(post: Thread | Answer, by: Member, value: int) -> None:
    if value < 0:
        raise Refused(NO_DOWNVOTES)
    if by.id == post.author_id:
        raise Refused("You cannot vote for your own words.")
    if value:
        guarding.require(by, Privilege.UPVOTE)
    if value and not _shows(post):
        raise Refused("This was removed, so it cannot be voted for.")


def _shows(post: Thread | Answer) -> bool:
    """An answer does not while its question does not."""
    is_there = policy.is_visible(post)
    return is_there and (isinstance(post, Thread) or policy.is_visible(post.thread))


def _add_to_score(post: Thread | Answer, change: Change) -> None:
    if isinstance(post, Answer):
        change_answer(post, score=Answer.score + change.difference)
    else:
        change_thread(post, score=Thread.score + change.difference)
