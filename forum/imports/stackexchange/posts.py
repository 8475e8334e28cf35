"""Turns the rows of posts and comments into questions, answers, comments and texts about tags."""

import re

from forum.imports.records import Question, Record, Reply, TagText, Vote
from forum.imports.stackexchange.dump import Dump
from forum.imports.stackexchange.rows import Row
from forum.imports.values import (
    Unreadable,
    line,
    moment,
    optional_moment,
    optional_whole,
    text,
    whole,
)

QUESTION, ANSWER = "1", "2"
TAG_TEXTS = {"4", "5"}
_TAG = re.compile(r"[^<>|\s]+")  # <a><b> until 2023, |a|b| since


def question_or_tag_text(dump: Dump, row: Row) -> list[Record]:
    kind = row.fields.get("PostTypeId")
    if kind == ANSWER:
        return []  # read in a second round, when every question is known
    if kind == QUESTION:
        return [_new_question(dump, row)]

    dump.admit(whole(row.fields, "Id"), question=None)
    if kind in TAG_TEXTS:
        return [_tag_text(dump, row)]
    dump.left_out["posts that are no question, answer or text about a tag"] += 1
    return []


def answer(dump: Dump, row: Row) -> list[Record]:
    if row.fields.get("PostTypeId") != ANSWER:
        return []

    number, question = whole(row.fields, "Id"), whole(row.fields, "ParentId")
    if dump.question_of.get(question) != question:
        raise Unreadable(f"The question {question} of this answer is not in the archive.")
    written = _answer(dump, row, number, question)
    dump.admit(number, question=question)
    return [written]


def comment(dump: Dump, row: Row) -> list[Record]:
    """The comment, and the points it got, which nobody signed."""
    number, post = whole(row.fields, "Id"), whole(row.fields, "PostId")
    question = dump.question_of.get(post)
    if question is None:
        raise Unreadable(f"The post {post} of this comment is not in the archive.")
    written = Reply(
        where=row.where,
        key=f"comment:{number}",
        question_key=f"post:{question}",
        kind="comment",
        parent_key=f"post:{post}",
        body=text(row.fields, "Text"),
        markup="markdown",
        author_key=dump.author(row, by="UserId", named="UserDisplayName"),
        written_at=moment(row.fields, "CreationDate"),
    )
    points = optional_whole(row.fields, "Score") or 0
    return [written, *_points(written, points)]


def _new_question(dump: Dump, row: Row) -> Question:
    number = whole(row.fields, "Id")
    accepted = optional_whole(row.fields, "AcceptedAnswerId")
    asked = _question(dump, row, number)
    dump.admit(number, question=number)
    if accepted is not None:
        dump.accepted[number] = (accepted, row.where)
    return asked


def _question(dump: Dump, row: Row, number: int) -> Question:
    closed_at = optional_moment(row.fields, "ClosedDate")
    return Question(
        where=row.where,
        key=f"post:{number}",
        title=line(row.fields, "Title"),
        body=text(row.fields, "Body"),
        markup="html",
        author_key=dump.author(row, by="OwnerUserId", named="OwnerDisplayName"),
        written_at=moment(row.fields, "CreationDate"),
        edited_at=optional_moment(row.fields, "LastEditDate"),
        tags=dump.tagged(row, _TAG.findall(row.fields.get("Tags", ""))),
        views=optional_whole(row.fields, "ViewCount") or 0,
        is_closed=closed_at is not None,
        closed_at=closed_at,
        old_address=f"/questions/{number}",
    )


def _answer(dump: Dump, row: Row, number: int, question: int) -> Reply:
    return Reply(
        where=row.where,
        key=f"post:{number}",
        question_key=f"post:{question}",
        kind="answer",
        body=text(row.fields, "Body"),
        markup="html",
        author_key=dump.author(row, by="OwnerUserId", named="OwnerDisplayName"),
        written_at=moment(row.fields, "CreationDate"),
        edited_at=optional_moment(row.fields, "LastEditDate"),
        old_address=f"/a/{number}",
    )


def _tag_text(dump: Dump, row: Row) -> TagText:
    number = whole(row.fields, "Id")
    if number not in dump.tag_texts:
        raise Unreadable(f"No tag names the text {number} any more.")
    tag, field = dump.tag_texts[number]
    return TagText(
        where=row.where,
        tag=tag,
        kind="summary" if field == "ExcerptPostId" else "guide",
        body=text(row.fields, "Body"),
        markup="html",
        written_at=moment(row.fields, "CreationDate"),
    )


def _points(written: Reply, points: int) -> list[Record]:
    if points < 1:
        return []
    key = f"points:{written.key}"
    return [Vote(where=written.where, key=key, post_key=written.key, kind="up", count=points)]
