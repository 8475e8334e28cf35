"""Finds the files of each topic, in the order of the topics' numbers, and opens one at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from forum.imports.records import Refused
from forum.imports.values import LARGEST_FILE, Fields, Unreadable, whole, writable


@dataclass(frozen=True, slots=True, order=True)
class Leaf:
    """One file, known to hold a topic or one post of it."""

    topic: int
    number: int
    """The first post in the file: pages of a topic and single posts follow in this order."""
    path: Path
    posts: int = field(compare=False)


def find(folder: Path) -> tuple[list[Leaf], list[Refused]]:
    """Every file of the archive, sorted, and those that cannot be used."""
    leaves: list[Leaf] = []
    refused: list[Refused] = []
    for path in sorted(folder.rglob("*.json")):
        try:
            leaves.append(_leaf(path))
        except Unreadable as problem:
            refused.append(Refused(where=place(path, folder), why=str(problem)))
    return sorted(leaves), refused


def place(path: Path, folder: Path) -> str:
    """Where the file is, for a person to read."""
    return writable(str(path.relative_to(folder)))


def by_topic(leaves: list[Leaf]) -> Iterator[tuple[int, list[Path]]]:
    for topic, group in groupby(leaves, key=lambda leaf: leaf.topic):
        yield topic, [leaf.path for leaf in group]


def contents(path: Path) -> Fields:
    """The JSON object in the file; Unreadable for anything else."""
    if path.is_symlink() or not path.is_file():
        raise Unreadable("This is not a plain file.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable("The file is larger than 64 MB.")
        found = json.loads(path.read_bytes())
    except OSError as fault:
        raise Unreadable(f"The file could not be opened: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as damage:
        raise Unreadable("The file is damaged or cut short: it is not JSON.") from damage
    if not isinstance(found, dict):
        raise Unreadable("The file holds neither a topic nor a post.")
    return found


def posts_in(found: Fields) -> list[object]:
    """The posts of a topic's file, or the one post the file consists of."""
    stream = found.get("post_stream")
    if stream is None and "post_number" in found:
        return [found]
    posts = stream.get("posts") if isinstance(stream, dict) else None
    if not isinstance(posts, list) or not posts:
        raise Unreadable("The file holds neither a topic nor a post.")
    return posts


def _leaf(path: Path) -> Leaf:
    found = contents(path)
    posts = posts_in(found)
    topic = whole(found, "id" if "post_stream" in found else "topic_id")
    first = posts[0]
    number = first.get("post_number") if isinstance(first, dict) else None
    return Leaf(topic, number if isinstance(number, int) else 0, path, len(posts))
