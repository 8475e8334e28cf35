"""The blueprint of the pages about people, and what rooms further up show there."""

from pathlib import Path

from forum.kernel.slots import Slot
from forum.kernel.web import room

people = room("people", str(Path(__file__).parent))

# What rooms further up have of this person: tickets, ideas. Ids are of members.
things = Slot("my things")
# What they keep about this person, beside who can find them.
kept = Slot("privacy")
