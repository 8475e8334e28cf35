"""A question as a feed: what was answered last, for whoever follows it without an account."""

from flask import Response

from forum.kernel.feeds import feed_of
from forum.threads import queries
from forum.threads.models import Thread
from forum.threads.queries.news import Told, latest_answers
from forum.threads.queries.question import SIZE
from forum.threads.views.room import threads


@threads.get("/threads/<int:thread_id>/feed.atom")
def thread_feed(thread_id: int) -> Response:
    """The newest answers to a question, and the question itself, as an Atom feed."""
    thread = queries.visible_thread(thread_id, to=None)
    answers = latest_answers(thread.id)
    is_long = thread.last_number > SIZE
    moments = [thread.edited_at or thread.asked_at, *(one.changed_at for one in answers)]
    return feed_of(
        "threads/answers.xml",
        changed_at=max(moments),
        here=queries.thread_path(thread.id, thread.slug),
        thread=thread,
        answers=[(one, _path(thread, one, is_long=is_long)) for one in answers],
    )


def _path(thread: Thread, one: Told, *, is_long: bool) -> str:
    return queries.answer_path(
        thread.id, thread.slug, answer_id=one.id, number=one.number, is_long=is_long
    )
