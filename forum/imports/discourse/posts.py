"""One post of a Discourse topic, checked field by field."""

from dataclasses import dataclass
from datetime import datetime

from forum.imports.discourse.bbcode import quotes_as_markdown, without_marks
from forum.imports.records import Markup
from forum.imports.values import (
    Fields,
    Unreadable,
    claim,
    moment,
    optional_moment,
    optional_text,
    optional_whole,
    whole,
)

REPLY, WHISPER = 1, 4
LIKE = 2


@dataclass(frozen=True, slots=True)
class Author:
    """Someone who left has no id, and perhaps no name either."""

    id: int | None
    username: str
    full_name: str
    trust_level: int | None

    @property
    def key(self) -> str:
        return f"name:{self.username}" if self.id is None else f"user:{self.id}"


@dataclass(frozen=True, slots=True)
class Post:
    where: str
    id: int
    number: int
    kind: int
    answers: int | None
    """The number of the post it replies to."""
    author: Author
    body: str
    markup: Markup
    deed: str
    written_at: datetime
    edited_at: datetime | None
    likes: int
    is_accepted: bool
    is_hidden: bool


def checked(fields: object, *, where: str) -> Post:
    """The post, or Unreadable with what is wrong or why it must not be shown to everybody."""
    if not isinstance(fields, dict):
        raise Unreadable("This is not a post.")
    kind = whole(fields, "post_type")
    if kind == WHISPER:
        raise Unreadable("This is a whisper among staff, which must not become public.")
    if fields.get("deleted_at") or claim(fields, "user_deleted"):
        raise Unreadable("This post was deleted in the old forum.")
    return _post(fields, where, kind)


def _post(fields: Fields, where: str, kind: int) -> Post:
    body, markup = _body(fields, kind)
    return Post(
        where=where,
        id=whole(fields, "id"),
        number=whole(fields, "post_number"),
        kind=kind,
        answers=optional_whole(fields, "reply_to_post_number"),
        author=_author(fields),
        body=body,
        markup=markup,
        deed=optional_text(fields, "action_code"),
        written_at=moment(fields, "created_at"),
        edited_at=_edited_at(fields),
        likes=_likes(fields.get("actions_summary")),
        is_accepted=claim(fields, "accepted_answer"),
        is_hidden=claim(fields, "hidden"),
    )


def _author(fields: Fields) -> Author:
    return Author(
        id=optional_whole(fields, "user_id"),
        username=optional_text(fields, "username"),
        full_name=optional_text(fields, "name"),
        trust_level=optional_whole(fields, "trust_level"),
    )


def _body(fields: Fields, kind: int) -> tuple[str, Markup]:
    """The HTML as it was shown; the source text where that is all there is."""
    if cooked := optional_text(fields, "cooked"):
        return without_marks(cooked), "html"
    if raw := optional_text(fields, "raw"):
        return quotes_as_markdown(raw), "markdown"
    if kind != REPLY:
        return "", "html"
    raise Unreadable("This post has no text.")


def _edited_at(fields: Fields) -> datetime | None:
    """`updated_at` also moves when nobody edited; the version tells."""
    if (optional_whole(fields, "version") or 1) > 1:
        return optional_moment(fields, "updated_at")
    return None


def _likes(summary: object) -> int:
    if summary is None:
        return 0
    if not isinstance(summary, list) or not all(isinstance(act, dict) for act in summary):
        raise Unreadable("“actions_summary” is not a list of counts.")
    return sum(
        max(0, optional_whole(act, "count") or 0) for act in summary if act.get("id") == LIKE
    )
