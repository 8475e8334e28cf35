"""A topic gathered from its files: what it is called, and its posts by their numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from forum.imports.discourse.files import contents, place, posts_in
from forum.imports.discourse.posts import REPLY, Post, checked
from forum.imports.records import Refused
from forum.imports.values import Fields, Unreadable, claim, line, optional_whole

FIRST = 1
NO_SLUG = "-"
_SLUG = re.compile(r"[^\s/?#%\\\x00-\x1f\ud800-\udfff]{1,255}")


@dataclass(slots=True)
class Topic:
    id: int
    where: str = ""
    heading: Fields = field(default_factory=dict)
    """The file that tells of the topic as a whole; a file of one post tells little."""
    posts: dict[int, Post] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    """The ids of all posts it says it has, and of those in the files."""
    present: set[int] = field(default_factory=set)

    def replies(self) -> list[Post]:
        return [self.posts[number] for number in sorted(self.posts) if number != FIRST]


@dataclass(frozen=True, slots=True)
class Head:
    """What is said once about the whole topic."""

    title: str
    slug: str
    category: int | None
    tags: tuple[str, ...]
    views: int
    is_closed: bool


def gather(number: int, paths: Iterable[Path], *, folder: Path) -> Topic:
    """All that can be read of the topic; `refused` says what can't."""
    topic = Topic(number)
    for path in paths:
        where = place(path, folder)
        try:
            _add(topic, contents(path), where)
        except Unreadable as problem:
            topic.refused.append(Refused(where=where, why=str(problem)))
    if missing := len(topic.listed - topic.present):
        why = f"{missing} posts that this topic lists are not in the archive."
        topic.refused.append(Refused(where=topic.where, why=why))
    return topic


def head(topic: Topic) -> Head:
    """Unreadable when the topic has no title or no first post, or was never public."""
    told = topic.heading
    if told.get("archetype") == "private_message":
        raise Unreadable("This is a private conversation, which must not become public.")
    if FIRST not in topic.posts:
        raise Unreadable("The first post of this topic is missing, so this has no thread.")
    slug = _slug(told)
    return Head(
        title=_title(told, slug),
        slug=slug,
        category=optional_whole(told, "category_id"),
        tags=_tags(told.get("tags")),
        views=max(0, optional_whole(told, "views") or 0),
        is_closed=claim(told, "closed") or claim(told, "archived"),
    )


def solution(topic: Topic) -> int | None:
    """The number of the answer that solved it: the one the topic names, or else the last marked."""
    marked = [post.number for post in topic.replies() if post.is_accepted and post.kind == REPLY]
    named = topic.heading.get("accepted_answer")
    number = named.get("post_number") if isinstance(named, dict) else None
    chosen = marked[marked.index(number)] if number in marked else max(marked, default=None)
    for post in topic.posts.values():
        if post.is_accepted and post.number != chosen:
            why = f"It is marked as a solution too; the thread keeps number {chosen or 'none'}."
            topic.refused.append(Refused(where=post.where, why=why))
    return chosen


def _add(topic: Topic, found: Fields, where: str) -> None:
    posts = posts_in(found)
    if not topic.heading or _tells(found) > _tells(topic.heading):
        topic.heading, topic.where = found, where
    topic.listed |= _listed(found)
    for position, fields in enumerate(posts, start=1):
        number, key = _numbers(fields)
        topic.present.add(key)
        spot = f"{where} post {number or position}"
        try:
            _admit(topic, checked(fields, where=spot))
        except Unreadable as problem:
            topic.refused.append(Refused(where=spot, why=str(problem)))


def _admit(topic: Topic, post: Post) -> None:
    """Take in one post; the same post in a second file changes nothing."""
    known = topic.posts.setdefault(post.number, post)
    if known.id != post.id:
        raise Unreadable(f"The number {post.number} is used twice; only the first was read.")


def _tells(found: Fields) -> int:
    """How much a file says about its topic as a whole."""
    if "post_stream" in found:
        return 2
    return 1 if found.get("post_number") == FIRST else 0


def _numbers(fields: object) -> tuple[int, int]:
    """The number of the post in its topic, and in the whole forum; 0 when it has none."""
    told = fields if isinstance(fields, dict) else {}
    number, key = (
        value if isinstance(value := told.get(name), int) else 0 for name in ("post_number", "id")
    )
    return number, key


def _listed(found: Fields) -> set[int]:
    stream = found.get("post_stream")
    listed = stream.get("stream") if isinstance(stream, dict) else None
    found_numbers = listed if isinstance(listed, list) else []
    return {number for number in found_numbers if isinstance(number, int)}


def _title(told: Fields, slug: str) -> str:
    name = "title" if "post_stream" in told else "topic_title"
    if told.get(name) is None and slug != NO_SLUG:
        return slug.replace("-", " ").capitalize()
    return line(told, name)


def _slug(told: Fields) -> str:
    slug = told.get("slug" if "post_stream" in told else "topic_slug")
    return slug if isinstance(slug, str) and _SLUG.fullmatch(slug) else NO_SLUG


def _tags(told: object) -> tuple[str, ...]:
    """Names alone, or each with more said about it, as later versions have it."""
    if told is None:
        return ()
    if not isinstance(told, list):
        raise Unreadable("“tags” is not a list.")
    named = [tag if isinstance(tag, dict) else {"name": tag} for tag in told]
    return tuple(dict.fromkeys(line(tag, "name") for tag in named))
