"""Places that rooms further up fill: what a question is about, and the ways on."""

from forum.kernel.slots import Slot

what_about = Slot("survey")
"""What a question is about, in a line; ids are those of its subjects."""
ways_on = Slot("survey ways on")
"""What somebody can do who did not get what they needed; ids are the same."""
