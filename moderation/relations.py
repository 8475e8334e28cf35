"""What the rooms about people plug in: the person page, the counter, thanking, and hats."""

from datetime import timedelta

from forum.kernel.events import Event, Reaction
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from moderation.counter.views import counter
from moderation.granting import fillings as granted
from moderation.granting.views import granting
from moderation.helpdesk.events import TicketOpened
from moderation.persons import fillings, reactions, tasks
from moderation.persons import models as person_models
from moderation.persons.checks import CHECKS
from moderation.persons.events import ConnectionAgreed, ConnectionProposed
from moderation.persons.letters import MAILS, fitted
from moderation.persons.queries import is_tied
from moderation.persons.views import persons
from moderation.thanking import fillings as thanks
from moderation.thanking.views import thanking

__all__ = ["CHECKS", "MAILS", "fitted", "person_models"]

PAGES = [persons, counter, thanking, granting]

NAVIGATION = [
    Entry("Phone and counter", "counter.index", place="footer", who="desk", order=68),
    Entry("Hats", "granting.index", place="footer", who="manager", order=75),
]

PACES = {"counter.find": 120, "counter.take": 120}

SLOTS = {
    "idea deeds": [Filling(thanks.on_ideas, public=False)],
    "post tools": [
        Filling(thanks.on_posts, public=False),
        Filling(granted.on_posts, public=False),
    ],
    "privacy": [Filling(fillings.on_privacy, public=False)],
    "tickets of a person": [Filling(fillings.brought_otherwise, public=False)],
    "people of a ticket": [Filling(fillings.at_desk, public=False)],
}

TIES = [is_tied]

REACTIONS: dict[type[Event], list[Reaction]] = {
    ConnectionAgreed: [reactions.tell_all],
    ConnectionProposed: [reactions.ask_all],
    TicketOpened: [reactions.know_person],
}

DEMO = [Later("moderation.counter.demo:load"), Later("moderation.persons.demo:load")]

SCHEDULE = {
    "persons.forget_old_looks": Every(timedelta(days=1), tasks.forget_old_looks),
}
