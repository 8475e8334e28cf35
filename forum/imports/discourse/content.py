"""Turns a gathered topic into people, a question, replies, an accepted answer and likes."""

from collections.abc import Iterator

from forum.imports.discourse.places import Place, places
from forum.imports.discourse.posts import Post
from forum.imports.discourse.topics import FIRST, Head, Topic
from forum.imports.records import (
    Accepted,
    Category,
    Person,
    Question,
    Record,
    Records,
    Reply,
    Tag,
    Vote,
)


def records_of(topic: Topic, head: Head, *, solution: int | None) -> Records:
    """In order: category, tags, authors, question, replies, accepted answer, likes.

    Authors, tags and categories come again in every topic that names them.
    """
    posts = [topic.posts[number] for number in sorted(topic.posts)]
    yield from _setting(topic, head)
    yield from (_author(post) for post in posts)
    yield _question(topic, head)
    yield from _replies(topic, head, places(topic.replies(), solution=solution))
    if solution is not None:
        yield _accepted(topic, solution)
    yield from (_likes(post) for post in posts if post.likes)


def _setting(topic: Topic, head: Head) -> Iterator[Record]:
    if head.category is not None:
        yield Category(where=topic.where, key=f"category:{head.category}")
    for name in head.tags:
        yield Tag(where=topic.where, name=name)


def _author(post: Post) -> Person:
    author = post.author
    return Person(
        where=post.where,
        key=author.key,
        name=author.username or (f"user{author.id}" if author.id is not None else ""),
        full_name=author.full_name,
        trust_level=author.trust_level,
        is_deleted=author.id is None,
        is_system=author.id is not None and author.id < 1,
        old_address=f"/u/{author.username}" if author.username else None,
    )


def _question(topic: Topic, head: Head) -> Question:
    first = topic.posts[FIRST]
    return Question(
        where=first.where,
        key=_key(first),
        title=head.title,
        body=first.body,
        markup=first.markup,
        author_key=first.author.key,
        written_at=first.written_at,
        edited_at=first.edited_at,
        category_key=None if head.category is None else f"category:{head.category}",
        tags=head.tags,
        views=head.views,
        is_closed=head.is_closed,
        is_hidden=first.is_hidden,
        old_address=f"/t/{head.slug}/{topic.id}",
    )


def _replies(topic: Topic, head: Head, placed: dict[int, Place]) -> Iterator[Reply]:
    for post in topic.replies():
        place = placed[post.number]
        answer = topic.posts[place.answer] if place.kind == "comment" and place.answer else None
        yield Reply(
            where=post.where,
            key=_key(post),
            question_key=_key(topic.posts[FIRST]),
            kind=place.kind,
            parent_key=_key(answer) if answer else None,
            body=post.body,
            markup=post.markup,
            author_key=post.author.key,
            written_at=post.written_at,
            edited_at=post.edited_at,
            number=post.number,
            deed=post.deed or None,
            is_hidden=post.is_hidden,
            old_address=f"/t/{head.slug}/{topic.id}/{post.number}",
        )


def _accepted(topic: Topic, solution: int) -> Accepted:
    answer = topic.posts[solution]
    return Accepted(
        where=answer.where,
        question_key=_key(topic.posts[FIRST]),
        answer_key=_key(answer),
        at=None,
    )


def _likes(post: Post) -> Vote:
    key = _key(post)
    return Vote(where=post.where, key=f"likes:{key}", post_key=key, kind="like", count=post.likes)


def _key(post: Post) -> str:
    return f"post:{post.id}"
