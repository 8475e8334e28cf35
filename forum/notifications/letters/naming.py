"""What the mail says to somebody whom a new post calls by name."""

from typing import cast

from forum.kernel.db import db
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.subjects import kind_of, may_see
from forum.kernel.text import excerpt
from forum.notifications.letters.readers import event_of, name_of, reader_of, way_out
from forum.threads.events import PersonNamed
from forum.threads.models import Answer, Comment, Thread
from forum.threads.policy import Post
from forum.threads.queries import SUBJECTS

LONGEST_EXCERPT = 600
NAMED = """\
{name} called you by name in “{title}”:

“{words}”

You can reply on the page.
"""
POSTS: dict[str, type[Post]] = {"thread": Thread, "answer": Answer, "comment": Comment}


def named(mail: OutgoingMail) -> Letter | None:
    """None when the reader wants no such mail, or cannot see the post any more."""
    event, reader = event_of(mail), reader_of(mail)
    if reader is None or not isinstance(event, PersonNamed):
        return None
    if not may_see(event.post_id, member=None):
        return None
    post = _post(event.post_id)
    title = db.get_one(Thread, event.thread_id).title
    words = excerpt(post.html, LONGEST_EXCERPT)
    return Letter(
        to=str(reader.email),
        subject=say("You are named in: {title}").format(title=title),
        text=say(NAMED).format(name=name_of(post.author), title=title, words=words),
        about_page=SUBJECTS[post.__tablename__].urls([post.id])[post.id],
        unsubscribe=way_out(mail, reader),
    )


def _post(post_id: int) -> Post:
    return cast(Post, db.get_one(POSTS[kind_of(post_id)], post_id))
