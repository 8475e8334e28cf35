"""The room's pages are registered here; rooms further up fill its slots."""

from pathlib import Path

from flask import url_for

from forum.kernel.slots import Slot
from forum.kernel.web import room

ideas = room("ideas", str(Path(__file__).parent))

# Under the case: what became of it elsewhere, for instance a ticket about the fault it is.
banner = Slot("idea banner")
# Beside it: what this reader can do now.
deeds = Slot("idea deeds")


def sign_in_then(path: str) -> str:
    """The way to the sign-in that leads back to a page of ours."""
    return url_for("accounts.sign_in", next=path)
