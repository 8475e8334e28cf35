"""The room's pages are registered here; rooms further up fill its slots."""

from pathlib import Path

from flask import url_for

from forum.kernel.slots import Slot
from forum.kernel.web import room

threads = room("threads", str(Path(__file__).parent))

# The routes whose forms a picture may come with, and the one that takes it alone.
TAKE_PICTURES = (
    *("threads.post_question", "threads.answer", "threads.comments", "uploads.add"),
    *("threads.edit_question", "threads.edit_answer", "threads.edit_comment"),
)

# Under the question: what became of it elsewhere, for instance a ticket with its promise.
banner = Slot("thread banner")
# At the foot of each post, for every reader: for instance reporting it.
tools = Slot("post tools")
# Beside the name of whoever wrote an answer, for every reader: for whom it is said.
beside = Slot("beside author")
# At the foot of one's own answers, where `tools` does not stand.
own_tools = Slot("own answer tools")
# Where a post stood that shows no more: why, for those who may still see it.
reasons = Slot("post reasons")
# Who of a service is here now, in words; ids are those of services, 0 for all of them.
on_duty = Slot("on duty")
# Beside the questions of a topic: for instance looking after it.
beside_topic = Slot("beside topic")
# Beside it: what this reader can do now.
deeds = Slot("thread deeds")


def sign_in_then(path: str) -> str:
    """The way to the sign-in that leads back to a page of ours."""
    return url_for("accounts.sign_in", next=path)
