"""How far an import has come, in the words administrators read."""

from collections.abc import Mapping
from typing import Any

from forum.design.words import number
from forum.kernel.languages import say

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
STATES = {
    WAITING: "Waiting for the worker",
    RUNNING: "Being brought in",
    DONE: "Done",
    FAILED: "Not brought in",
}
NOUNS = {
    "answers": "Answers",
    "comments": "Comments",
    "follows": "Follows",
    "ideas": "Ideas",
    "members": "People",
    "notes": "Notes",
    "official replies": "Official replies",
    "solutions": "Solutions",
    "supports": "Supports",
    "tags": "Tags",
    "threads": "Questions",
    "topics": "Topics",
    "votes": "Votes",
}
COLUMNS = ("read", "created", "unchanged")
GONE = "The file is not here any more. Send it again."


def counted(tally: Mapping[str, Any]) -> list[list[str]]:
    """Noun, read, created, unchanged: each noun of which something was read."""
    read: Mapping[str, int] = tally.get("read", {})
    return [
        [say(NOUNS.get(noun, noun)), *(number(tally[name].get(noun, 0)) for name in COLUMNS)]
        for noun, found in read.items()
        if found
    ]
