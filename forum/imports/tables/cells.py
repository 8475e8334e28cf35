"""What both kinds of tables have in common: people, topics and addresses."""

from urllib.parse import unquote, urlsplit

from forum.imports.entries import Entry
from forum.imports.records import Category, Person
from forum.imports.values import Fields, Unreadable, line, optional_text

YES = {"yes", "true", "1", "x"}
NO = {"no", "false", "0", ""}


def author_of(entry: Entry) -> Person:
    """Equal names in one table are one person; without a name it is somebody who left."""
    name = " ".join(optional_text(entry.fields, "author").split())
    return Person(where=entry.where, key=f"name:{name}", name=name, is_deleted=not name)


def topic_of(entry: Entry) -> Category | None:
    if "topic" not in entry.fields:
        return None
    name = line(entry.fields, "topic")
    return Category(where=entry.where, key=f"topic:{name.lower()}", name=name, joins=True)


def yes(fields: Fields, name: str) -> bool:
    """What people write into a cell for yes and for no."""
    told = optional_text(fields, name).strip().lower()
    if told not in YES | NO:
        raise Unreadable(f"“{name}” is neither yes nor no.")
    return told in YES


def old_address(fields: Fields) -> str:
    """The path, and what stands behind a question mark; empty when there is none."""
    try:
        parts = urlsplit(optional_text(fields, "old_address").strip())
    except ValueError as wrong:
        raise Unreadable("“old_address” is not an address.") from wrong
    path = unquote(parts.path)
    if not path.strip("/"):
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{path if path.startswith('/') else f'/{path}'}{query}"
