"""Small invented archives in the formats of other forums."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

DAY = "2019-03-04T10:00:00.000"
ROOTS = {
    "Tags": "tags",
    "Users": "users",
    "Posts": "posts",
    "Comments": "comments",
    "Votes": "votes",
}

Row = dict[str, Any]


def user(number: int, name: str = "Ada", **more: Any) -> Row:
    return {"Id": number, "DisplayName": name, "CreationDate": DAY, "LastAccessDate": DAY} | more


def question(number: int, **more: Any) -> Row:
    told = {"Id": number, "PostTypeId": 1, "CreationDate": DAY, "Title": "When are bins emptied?"}
    return told | {"Body": "<p>Mine is full.</p>", "OwnerUserId": 1, "ViewCount": 7} | more


def answer(number: int, *, to: int, **more: Any) -> Row:
    told = {"Id": number, "PostTypeId": 2, "ParentId": to, "CreationDate": DAY}
    return told | {"Body": "<p>On Tuesdays.</p>", "OwnerUserId": 1} | more


def comment(number: int, *, on: int, **more: Any) -> Row:
    told = {"Id": number, "PostId": on, "Text": "Thank `you`", "CreationDate": DAY}
    return told | {"UserId": 1, "Score": 0} | more


def vote(number: int, *, on: int, kind: int, **more: Any) -> Row:
    told = {"Id": number, "PostId": on, "VoteTypeId": kind}
    return told | {"CreationDate": "2019-03-04T00:00:00.000"} | more


def dump(folder: Path, **files: Iterable[Row]) -> Path:
    """A Stack Exchange dump with one user, unless told otherwise; files not named are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, root in ROOTS.items():
        rows = files.get(name, [user(1)] if name == "Users" else [])
        (folder / f"{name}.xml").write_text(_xml(root, rows), encoding="utf-8")
    return folder


def _xml(root: str, rows: Iterable[Row]) -> str:
    lines = [f"  <row {_attributes(row)} />\n" for row in rows]
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root}>\n{"".join(lines)}</{root}>\n'


def _attributes(row: Row) -> str:
    return " ".join(f"{name}={quoteattr(str(value))}" for name, value in row.items())


def post(number: int, **more: Any) -> Row:
    """One post of a Discourse topic; its id is 100 times the topic's and its number more."""
    topic = more.get("topic_id", 5)
    told = {"id": 100 * topic + number, "post_number": number, "post_type": 1, "topic_id": topic}
    told |= {"username": "ada", "name": "", "user_id": 1, "trust_level": 1, "version": 1}
    told |= {"created_at": f"2019-03-04T10:{number:02}:00.000Z", "cooked": f"<p>Words {number}</p>"}
    told |= {"updated_at": "2020-01-01T00:00:00.000Z", "reply_to_post_number": None}
    return told | {"actions_summary": [], "accepted_answer": False, "hidden": False} | more


def topic(number: int, posts: list[Any], **more: Any) -> Row:
    told = {"id": number, "title": f"Topic {number}", "slug": f"topic-{number}", "views": 3}
    told |= {"category_id": 9, "closed": False, "archived": False, "archetype": "regular"}
    return told | {"post_stream": {"posts": posts}} | more


def replies(*answered: int | None) -> list[Row]:
    """A first post and one reply for each number given, which is the post it replies to."""
    numbered = enumerate(answered, start=2)
    return [post(1), *(post(number, reply_to_post_number=to) for number, to in numbered)]


def forum(folder: Path, *contents: Any) -> Path:
    """A Discourse archive with one file for each of the contents, a topic or a post."""
    folder.mkdir(parents=True, exist_ok=True)
    for position, content in enumerate(contents):
        (folder / f"{position}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder
