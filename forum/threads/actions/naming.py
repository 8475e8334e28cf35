"""Whoever a new post calls by name is to hear of it."""

from forum.accounts.models import Member
from forum.kernel.events import publish
from forum.kernel.written import Written
from forum.threads.events import PersonNamed
from forum.threads.models import Answer, Comment, Thread
from forum.threads.policy import Post

MOST_TOLD = 5


def name_people(body: Written, post: Post, *, by: Member) -> None:
    """Say whom it names, oneself left out. More than a few are linked, but not told."""
    others = [person_id for person_id in body.named if person_id != by.id]
    for person_id in others[:MOST_TOLD]:
        publish(
            PersonNamed(
                actor_id=by.id,
                thread_id=post.id if isinstance(post, Thread) else post.thread_id,
                post_id=post.id,
                answer_id=_answer_of(post),
                person_id=person_id,
            )
        )


def _answer_of(post: Post) -> int | None:
    if isinstance(post, Answer):
        return post.id
    return post.answer_id if isinstance(post, Comment) else None
