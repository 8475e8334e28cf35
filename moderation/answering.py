"""What the rooms about the words of answers and the ends of tickets plug in."""

from forum.kernel.events import Event, Reaction
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from moderation.closings import fillings as closing_fillings
from moderation.closings import letters as closing_letters
from moderation.closings import models as closing_models
from moderation.closings.events import WordsPassedOn
from moderation.closings.reactions import send_words
from moderation.closings.views import closings
from moderation.knowledge import fillings as knowledge_fillings
from moderation.knowledge.views import knowledge
from moderation.wordings import fillings as wording_fillings
from moderation.wordings.views import wordings

__all__ = ["closing_models"]

PAGES = [wordings, closings, knowledge]

NAVIGATION = [
    Entry("Write articles", "knowledge.index", place="footer", who="desk", order=71),
    Entry("Answers to look at again", "wordings.index", place="footer", who="desk", order=77),
    Entry("What we learned", "closings.lessons", place="footer", who="desk", order=78),
    Entry("Where we sent people", "closings.figures", place="footer", who="desk", order=78),
]

DEMO = [Later("moderation.closings.demo:load")]

SLOTS = {
    "ticket": [Filling(closing_fillings.on_ticket, public=False)],
    "ticket at work": [
        Filling(wording_fillings.at_desk, public=False),
        Filling(closing_fillings.at_desk, public=False),
        Filling(knowledge_fillings.at_desk, public=False),
    ],
    "ticket before answering": [Filling(knowledge_fillings.like_ticket, public=False)],
}

REACTIONS: dict[type[Event], list[Reaction]] = {WordsPassedOn: [send_words]}

MAILS = closing_letters.MAILS
