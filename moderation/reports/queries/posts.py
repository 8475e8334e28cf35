"""What can be reported: one line for each kind of post, and how a page shows it in its context."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.errors import Missing
from forum.kernel.house import house
from forum.kernel.languages import say
from forum.kernel.subjects import kind_of
from forum.kernel.text import excerpt, shown
from forum.threads.models import Answer, Comment
from forum.threads.policy import Post
from forum.threads.queries import visible_answer, visible_comment, visible_thread

LARGEST = 2**63 - 1
GIST = 200

KINDS: dict[str, Callable[..., Post]] = {
    "thread": visible_thread,
    "answer": visible_answer,
    "comment": visible_comment,
}
NOUNS = {"thread": "Question", "answer": "Answer in", "comment": "Comment in"}


@dataclass(frozen=True)
class About:
    """A reported post: what it is and where it stands.

    Who wrote it and what was said just before is loaded where a page shows it.
    """

    post: Post
    name: str
    url: str

    @property
    def html(self) -> Markup:
        return shown(self.post.html)

    @property
    def state(self) -> str:
        return self.post.state

    @property
    def author(self) -> Member:
        return self.post.author

    @property
    def before(self) -> str:
        return excerpt(_said_before(self.post), GIST)


def post_of(subject_id: int, *, to: Member | None, lock: bool = False) -> Post:
    """The post, if this reader may see it. Raises Missing also for what cannot be reported."""
    kind = kind_of(min(subject_id, LARGEST))
    if kind not in KINDS:
        raise Missing("This cannot be reported here. You can contact the council in private.")
    return KINDS[kind](subject_id, to=to, lock=lock)


def about(post: Post) -> About:
    kind = post.__tablename__
    known = house().subjects[kind]
    title, url = known.titles([post.id])[post.id], known.urls([post.id])[post.id]
    return About(post, named(kind, title), url)


def named(kind: str, title: str) -> str:
    """What the queue and the letters call it."""
    return f"{say(NOUNS.get(kind, kind))} “{title}”"


def names_of(subjects: dict[int, str]) -> dict[int, str]:
    """Of many at once, one query for each kind: id and kind in, id and name out."""
    names: dict[int, str] = {}
    kinds: Any = house().subjects
    for kind in sorted(set(subjects.values()) & set(kinds)):
        ids = [id_ for id_, its in subjects.items() if its == kind]
        names |= {id_: named(kind, title) for id_, title in kinds[kind].titles(ids).items()}
    return names


def _said_before(post: Post) -> str:
    """The question before an answer, the answer before a comment."""
    if isinstance(post, Answer):
        return post.thread.html
    if isinstance(post, Comment) and post.answer:
        return post.answer.html
    return ""
