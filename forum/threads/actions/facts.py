"""What events about an answer or another post say: who did it, where, and whose post it is."""

from typing import Any

from forum.accounts.models import Member
from forum.threads.actions.editing import thread_id_of
from forum.threads.models import Answer
from forum.threads.policy import Post


def about(answer: Answer, by: Member) -> dict[str, Any]:
    """The fields that all kinds of AnswerEvent share."""
    return {
        "actor_id": by.id,
        "thread_id": answer.thread_id,
        "answer_id": answer.id,
        "helper_id": answer.author_id,
    }


def about_post(post: Post, by: Member) -> dict[str, Any]:
    """The fields that hiding and removing share, for a question, an answer or a comment."""
    return {
        "actor_id": by.id,
        "thread_id": thread_id_of(post),
        "post_id": post.id,
        "author_id": post.author_id,
    }
