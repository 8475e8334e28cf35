"""What of a question, an answer or a comment has to be kept, because a hold covers it."""

from typing import Any

from sqlalchemy import select

from forum.kernel import holding
from forum.kernel.db import db
from forum.threads.models import Comment, Thread
from forum.threads.policy import Post
from forum.topics.models import Topic


def refuse_if_kept(post: Post) -> None:
    """Raises Refused when it has to stay."""
    holding.refuse_if_held(**_covering(post))


def is_kept(post: Post) -> bool:
    return holding.is_held(**_covering(post))


def _covering(post: Post) -> dict[str, list[Any]]:
    """Whatever a hold may name that this post is, or stands in."""
    thread_id = post.id if isinstance(post, Thread) else post.thread_id
    answer_id = post.answer_id if isinstance(post, Comment) else None
    where = select(Thread.topic_id, Topic.service_id).join(Topic, Topic.id == Thread.topic_id)
    topic_id, service_id = db.execute(where.where(Thread.id == thread_id)).one()
    return {
        "members": [post.author_id],
        "subjects": [post.id, thread_id, answer_id],
        "topics": [topic_id],
        "services": [service_id],
    }
