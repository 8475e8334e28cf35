"""The rounds through the files of a dump, in the order that lets every record name earlier ones."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from forum.imports.records import (
    Archive,
    ArchiveUnreadable,
    LeftOut,
    Person,
    Record,
    Records,
    Refused,
    Tag,
)
from forum.imports.stackexchange import posts, votes
from forum.imports.stackexchange.dump import Dump
from forum.imports.stackexchange.rows import Damaged, Row, count_rows, rows
from forum.imports.values import Unreadable, line, moment, optional_moment, optional_whole, whole

FILES = ("Tags.xml", "Users.xml", "Posts.xml", "Comments.xml", "Votes.xml")
NOT_READ = {
    "Badges.xml": "Badges are earned here by what people did.",
    "PostHistory.xml": "Only the latest text of a post is carried over.",
    "PostLinks.xml": "The links stand in the texts.",
}
NO_PLACE = "There is no place for them here."


def read(folder: Path) -> Records:
    """Everything in the dump; ArchiveUnreadable when it has no posts or a file has a DOCTYPE."""
    if not (folder / "Posts.xml").is_file():
        raise ArchiveUnreadable("There is no Posts.xml here. Unpack the archive, name its folder.")
    for file in FILES:  # before anything is written, so that nothing is half done
        with suppress(Damaged):
            next(rows(folder / file), None)
    return _records(Dump(folder))


def _records(dump: Dump) -> Records:
    yield _archive(dump.folder)
    yield from _each(dump, "Tags.xml", _tag)
    yield from _each(dump, "Users.xml", _person)
    yield from _each(dump, "Posts.xml", posts.question_or_tag_text)
    yield from _each(dump, "Posts.xml", posts.answer)
    yield from votes.unresolved(dump)
    yield from _each(dump, "Comments.xml", posts.comment)
    yield from _each(dump, "Votes.xml", votes.vote)
    yield from votes.undated(dump)
    yield from _left_out(dump)


def _archive(folder: Path) -> Archive:
    """Known by the moment its first account was made: sites differ in it, their dumps do not."""
    key = folder.resolve().name
    for file in ("Posts.xml", "Users.xml"):
        with suppress(Damaged):
            key = next((row.fields.get("CreationDate", key) for row in rows(folder / file)), key)
    size = count_rows(folder / "Posts.xml") + count_rows(folder / "Comments.xml")
    return Archive(source="stackexchange", key=key, posts=size)


def _each(dump: Dump, file: str, read_row: Callable[[Dump, Row], list[Record]]) -> Records:
    try:
        for row in rows(dump.folder / file):
            yield from _one(dump, row, read_row)
    except Damaged as damage:
        if file not in dump.damaged:  # posts are read twice
            dump.damaged.add(file)
            yield Refused(where=damage.where, why=damage.why)


def _one(dump: Dump, row: Row, read_row: Callable[[Dump, Row], list[Record]]) -> list[Record]:
    try:
        found = read_row(dump, row)
    except Unreadable as problem:
        return [Refused(where=row.where, why=str(problem))]
    newcomers, dump.newcomers = dump.newcomers, []
    return newcomers + found


def _tag(dump: Dump, row: Row) -> list[Record]:
    name = line(row.fields, "TagName")
    if name in dump.tags:
        raise Unreadable("This tag is there twice; only the first was read.")
    dump.tags.add(name)
    for field in ("ExcerptPostId", "WikiPostId"):
        if (number := optional_whole(row.fields, field)) is not None:
            dump.tag_texts[number] = (name, field)
    return [Tag(where=row.where, name=name)]


def _person(dump: Dump, row: Row) -> list[Record]:
    number = whole(row.fields, "Id")
    if f"user:{number}" in dump.people:
        raise Unreadable(f"The number {number} is used twice; only the first was read.")
    person = Person(
        where=row.where,
        key=f"user:{number}",
        name=line(row.fields, "DisplayName"),
        joined_at=moment(row.fields, "CreationDate"),
        last_seen_at=optional_moment(row.fields, "LastAccessDate"),
        is_system=number < 1,
        old_address=f"/users/{number}",
    )
    dump.people.add(person.key)
    return [person]


def _left_out(dump: Dump) -> Iterator[LeftOut]:
    for what, count in sorted(dump.left_out.items()):
        yield LeftOut(what=what, count=count, why=NO_PLACE)
    for file, why in NOT_READ.items():
        if count := count_rows(dump.folder / file):
            yield LeftOut(what=file, count=count, why=why)
