"""Asking a question."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.kernel import text
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.kernel.written import Written
from forum.threads.actions import guarding
from forum.threads.actions.naming import name_people
from forum.threads.events import ThreadAsked
from forum.threads.models import Thread, ThreadTag
from forum.topics.actions import tags_called
from forum.topics.models import Topic
from forum.uploads.actions import show_pictures

SENT_TWICE = timedelta(minutes=10)


def ask(*, by: Member, topic: Topic, title: str, body: Written, tags: Sequence[str] = ()) -> Thread:
    """Put a question to everyone. The same form sent twice gives the thread it already made."""
    guarding.require(by, Privilege.ASK)
    guarding.refuse_many_links(by, body)
    _queue_up(by)
    if known := _asked_just_now(by, title, body):
        return known

    guarding.spend_question(by)
    thread = _new_thread(by, topic, title, body)
    for tag in tags_called(tags):
        db.add(ThreadTag(thread_id=thread.id, tag_id=tag.id))
    publish(ThreadAsked(actor_id=by.id, thread_id=thread.id))
    name_people(body, thread, by=by)
    show_pictures(body.html, in_post=thread.id)
    return thread


def slug_of(title: str) -> str:
    """The title as it stands in the address: letters, numbers and hyphens."""
    return text.slug_of(title, otherwise="question")


def _queue_up(by: Member) -> None:
    """A form sent twice at the same moment: the second waits, and then finds the first's thread."""
    db.execute(select(Member.id).where(Member.id == by.id).with_for_update(key_share=True))


def _asked_just_now(by: Member, title: str, body: Written) -> Thread | None:
    same = select(Thread).where(Thread.author_id == by.id, Thread.asked_at > now() - SENT_TWICE)
    same = same.where(Thread.title == title, Thread.body == body.source, Thread.state == "visible")
    return db.scalar(same.limit(1))


def _new_thread(by: Member, topic: Topic, title: str, body: Written) -> Thread:
    thread = Thread(
        id=new_subject("thread"),
        topic_id=topic.id,
        author_id=by.id,
        title=title,
        slug=slug_of(title),
        body=body.source,
        html=body.html,
        renderer=body.renderer,
    )
    db.add(thread)
    db.flush()
    return thread
