"""What the rooms about the words of answers and the ends of tickets plug in."""

from forum.kernel.house import Entry
from forum.kernel.slots import Filling
from moderation.closings import fillings as closing_fillings
from moderation.closings import models as closing_models
from moderation.closings.views import closings
from moderation.wordings import fillings as wording_fillings
from moderation.wordings.views import wordings

__all__ = ["closing_models"]

PAGES = [wordings, closings]

NAVIGATION = [
    Entry("Answers to look at again", "wordings.index", place="footer", who="desk", order=77),
    Entry("What we learned", "closings.lessons", place="footer", who="desk", order=78),
    Entry("Not ours, in figures", "closings.figures", place="footer", who="desk", order=78),
]

SLOTS = {
    "ticket": [Filling(closing_fillings.on_ticket, public=False)],
    "ticket at work": [
        Filling(wording_fillings.at_desk, public=False),
        Filling(closing_fillings.at_desk, public=False),
    ],
}
