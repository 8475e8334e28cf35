"""The post that is marked, whatever it is, and the ones that a ticket came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.queries import visible_idea
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.kernel.subjects import Subject, urls_of
from forum.threads.models import Thread
from forum.threads.queries import visible_answer, visible_comment, visible_thread
from moderation.helpdesk.actions.opening import Source
from moderation.helpdesk.models import Ticket

NO_POST = "We cannot find this post. It may have been removed."
REPLIES = ("answer", "comment")


@dataclass(frozen=True)
class Marked:
    """A post as the source of a ticket, when it was written, what it says and where it stands."""

    source: Source
    written_at: datetime
    html: str
    url: str


def post_numbered(post_id: int, *, to: Member | None, lock: bool = False) -> Marked:
    """Raises Missing."""
    kind = db.scalar(select(Subject.kind).where(Subject.id == min(post_id, LARGEST)))
    if kind is None or kind not in _POSTS:
        raise Missing(NO_POST)
    find, when = _POSTS[kind]
    post = find(post_id, to=to, lock=lock)
    thread = db.get_one(Thread, post.thread_id) if kind in REPLIES else post
    title = _("Reply to: %(title)s", title=thread.title) if kind in REPLIES else post.title
    source = Source(kind, post.id, title, post.author_id, thread.topic_id)
    url = urls_of(kind, [post.id]).get(post.id, "")
    return Marked(source, getattr(post, when), post.html, url)


def reply_behind(ticket: Ticket, *, to: Member | None) -> Marked | None:
    """The answer or comment a ticket came from, while this reader may see it."""
    if ticket.source_kind not in REPLIES or ticket.source_id is None:
        return None
    try:
        return post_numbered(ticket.source_id, to=to)
    except Missing:
        return None


_POSTS: Mapping[str, tuple[Callable[..., Any], str]] = {
    "thread": (visible_thread, "asked_at"),
    "answer": (visible_answer, "written_at"),
    "comment": (visible_comment, "written_at"),
    "idea": (visible_idea, "proposed_at"),
}
