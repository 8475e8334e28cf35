"""Reads Decidim's export: a proposal or a comment on each line, in one file or in two."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from forum.ideas.states import Stage
from forum.imports.entries import Entry, each
from forum.imports.lines import count_lines, first_object, objects
from forum.imports.records import (
    Archive,
    ArchiveUnreadable,
    Category,
    Decision,
    LeftOut,
    Person,
    Proposal,
    Record,
    Records,
    Remark,
)
from forum.imports.values import (
    Fields,
    Unreadable,
    claim,
    counted,
    line,
    optional_text,
    optional_whole,
    text,
    whole,
)

OF_PROPOSAL, OF_COMMENT = "title", "commentable_id"
UNEXPLAINED = "It was declined. The platform on which this was decided gives no reason."
DECISIONS: dict[object, tuple[Stage, str, str] | None] = {
    "accepted": (Stage.PLANNED, "", ""),
    "rejected": (Stage.DECLINED, "elsewhere", UNEXPLAINED),
    "withdrawn": (Stage.WITHDRAWN, "author", "The person who put it forward took it back."),
    "evaluating": None,
    None: None,
}
UNDECIDED = (Stage.DECLINED, "elsewhere", "It ended without a decision on an earlier platform.")
NO_PLACE = "There is no place for them here."


def read(path: Path) -> Records:
    """Everything in the file and the one beside it; ArchiveUnreadable without a proposal."""
    files = _files(path)
    first = first_object(files[0], has=OF_PROPOSAL, noun="proposal")
    return _records(files, _site(first, files[0]))


def _files(path: Path) -> list[Path]:
    """Proposals first: `…proposals…` and `…comments…` with the same name are one export."""
    if "comments" not in path.name and "proposals" not in path.name:
        return [path]
    proposals = path.with_name(path.name.replace("comments", "proposals"))
    comments = path.with_name(path.name.replace("proposals", "comments"))
    if not proposals.is_file():
        raise ArchiveUnreadable(f"The proposals are missing: put {proposals.name} beside it.")
    return [proposals, *([comments] if comments.is_file() else [])]


def _site(first: Entry, path: Path) -> str:
    """Each site counts its proposals from 1; one that does not say is known by its file."""
    address = first.fields.get("url")
    try:
        host = urlsplit(address).hostname if isinstance(address, str) else None
    except ValueError:
        host = None
    return host or path.name.partition(".")[0]


def _records(files: list[Path], site: str) -> Records:
    left_out: Counter[str] = Counter()
    yield Archive(source="decidim", key=site, posts=sum(map(count_lines, files)))
    yield from each(chain.from_iterable(map(objects, files)), partial(_one, left_out))
    for what, number in sorted(left_out.items()):
        yield LeftOut(what=what, count=number, why=NO_PLACE)


def _one(left_out: Counter[str], entry: Entry) -> Iterator[Record]:
    fields = entry.fields
    if OF_COMMENT in fields:
        yield from _comment(entry)
        left_out["dislikes of comments"] += counted(fields, "total_dislikes")
        return
    yield from _proposal(entry)
    for name, what in {"subcategory": "subcategories", "district": "districts"}.items():
        left_out[what] += bool(fields.get(name))


def _comment(entry: Entry) -> Iterator[Record]:
    fields = entry.fields
    if not optional_text(fields, "commentable_type").endswith("Proposal"):
        raise Unreadable("This comment is on something that is not a proposal.")
    author = _author(entry)
    yield author
    yield Remark(
        where=entry.where,
        key=f"comment:{whole(fields, 'id')}",
        proposal_key=f"proposal:{whole(fields, OF_COMMENT)}",
        parent_key=_parent(fields),
        body=text(fields, "body"),
        markup="html",
        author_key=author.key,
        written_at=_moment(fields),
        stance=_stance(fields),
        likes=counted(fields, "total_likes"),
        is_hidden=claim(fields, "hidden"),
    )


def _proposal(entry: Entry) -> Iterator[Record]:
    author, category = _author(entry), _category(entry)
    yield author
    if category:
        yield category
    yield _put_forward(entry, author, category.key if category else None)


def _put_forward(entry: Entry, author: Person, category_key: str | None) -> Proposal:
    fields, written_at = entry.fields, _moment(entry.fields)
    return Proposal(
        where=entry.where,
        key=f"proposal:{whole(fields, 'id')}",
        title=line(fields, "title"),
        body=text(fields, "summary"),
        markup="markdown",
        author_key=author.key,
        written_at=written_at,
        published_at=written_at,
        category_key=category_key,
        supports=counted(fields, "total_votes"),
        decision=_decision(fields, written_at),
        is_collective=author.is_system or claim(fields, "official"),
        is_hidden=claim(fields, "hidden"),
        old_address=_old_address(fields),
    )


def _author(entry: Entry) -> Person:
    """Many proposals were made at meetings, by nobody in person."""
    told = entry.fields.get("author")
    if told is None:
        is_meeting = claim(entry.fields, "from_meeting")
        key, name = ("meeting", "A meeting") if is_meeting else ("nobody", "")
        return Person(where=entry.where, key=key, name=name, is_system=True)
    if not isinstance(told, dict):
        raise Unreadable("“author” is not a person.")
    erased = claim(told, "erased")
    name = "" if erased else " ".join(optional_text(told, "name").split())
    key = f"user:{whole(told, 'id')}"
    return Person(where=entry.where, key=key, name=name, is_deleted=erased)


def _category(entry: Entry) -> Category | None:
    told = entry.fields.get("category")
    if not isinstance(told, dict):
        return None
    key = f"category:{whole(told, 'id')}"
    return Category(where=entry.where, key=key, name=line(told, "name"))


def _decision(fields: Fields, at: datetime) -> Decision | None:
    """An export tells what was decided, never when: the day it was put forward stands for it."""
    status = fields.get("status") or None
    if not (status is None or isinstance(status, str)) or status not in DECISIONS:
        raise Unreadable("“status” is not one we know.")
    found = DECISIONS[status]
    if found is None and claim(fields, "closed"):
        found = UNDECIDED
    if found is None:
        return None
    stage, reason, said = found
    return Decision(stage=stage, reason=reason, text=said, at=at)


def _moment(fields: Fields) -> datetime:
    """Day first, with a time or without, as in 22/02/2016 13:46:03; taken as UTC."""
    told = text(fields, "created_at")
    try:
        form = "%d/%m/%Y %H:%M:%S" if " " in told else "%d/%m/%Y"
        return datetime.strptime(told, form).replace(tzinfo=UTC)
    except ValueError as wrong:
        raise Unreadable("“created_at” is not a date of the form 22/02/2016.") from wrong


def _parent(fields: Fields) -> str | None:
    """`ancestry` is the way from the first comment down, as in 4189/4645."""
    if ancestry := optional_text(fields, "ancestry"):
        return f"comment:{whole({'ancestry': ancestry.rpartition('/')[2]}, 'ancestry')}"
    return None


def _stance(fields: Fields) -> int | None:
    stance = optional_whole(fields, "alignment")
    if stance not in (None, -1, 0, 1):
        raise Unreadable("“alignment” is none of -1, 0 and 1.")
    return stance


def _old_address(fields: Fields) -> str | None:
    try:
        return unquote(urlsplit(optional_text(fields, "url")).path) or None
    except ValueError:
        return None
