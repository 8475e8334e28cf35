"""What the rooms about who is responsible, who is here, and how a day begins plug in."""

from datetime import timedelta

from forum.kernel.events import Event, Reaction
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from moderation.beginners import fillings as beginner_fillings
from moderation.beginners import letters as beginner_letters
from moderation.beginners import models as beginner_models
from moderation.beginners import reactions as beginner_reactions
from moderation.beginners.events import FirstAnswerReviewed
from moderation.beginners.views import beginners
from moderation.duty import fillings as duty_fillings
from moderation.duty import models as duty_models
from moderation.duty import tasks as duty_tasks
from moderation.duty.views import duty
from moderation.helpdesk.actions import why_unread
from moderation.helpdesk.events import PromiseBroken
from moderation.morning import letters as morning_letters
from moderation.morning import models as morning_models
from moderation.morning import reactions as morning_reactions
from moderation.morning import tasks as morning_tasks
from moderation.morning.events import ShiftBegan
from moderation.morning.views import morning
from moderation.owners import fillings, letters, reactions, tasks
from moderation.owners import models as owner_models
from moderation.owners.events import TransferEnded, TransferProposed
from moderation.owners.views import owners
from moderation.rota import fillings as rota_fillings

__all__ = ["beginner_models", "duty_models", "morning_models", "owner_models"]

PAGES = [morning, beginners, owners, duty]

NAVIGATION = [
    Entry("How often tickets are passed on", "owners.figures", place="footer", order=26),
    Entry("Hours of the desk", "duty.index", place="footer", who="desk", order=69),
    Entry("This morning", "morning.show", place="footer", who="desk", order=68),
    Entry("New at the desk", "beginners.index", place="footer", who="desk", order=70),
    Entry("Passed on", "owners.index", place="footer", who="desk", order=69),
]

FOUND = ["owners.figures"]

FIGURES = ["/transfers"]

SLOTS = {
    "on duty": [Filling(duty_fillings.on_duty, public=True)],
    "ticket": [Filling(fillings.on_ticket, public=False)],
    "ticket before answering": [Filling(beginner_fillings.at_desk, public=False)],
    "people of a ticket": [
        Filling(fillings.at_desk, public=False),
        Filling(rota_fillings.at_desk, public=False),
    ],
}

REACTIONS: dict[type[Event], list[Reaction]] = {
    FirstAnswerReviewed: [beginner_reactions.tell_author],
    PromiseBroken: [reactions.tell_the_service],
    ShiftBegan: [morning_reactions.send_briefing],
    TransferProposed: [reactions.ask_next_person],
    TransferEnded: [reactions.tell_how_it_ended],
}

SCHEDULE = {
    "duty.forget_old": Every(timedelta(days=1), duty_tasks.forget_old),
    "duty.refresh": Every(timedelta(minutes=1), duty_tasks.refresh),
    "morning.send_briefings": Every(timedelta(minutes=10), morning_tasks.send_briefings),
    "owners.return_unconfirmed": Every(timedelta(minutes=5), tasks.return_unconfirmed),
}

DEMO = [
    Later("moderation.beginners.demo:load"),
    Later("moderation.duty.demo:load"),
    Later("moderation.morning.demo:load"),
    Later("moderation.owners.demo:load"),
]

READ_FIRST = [why_unread]

MAILS = {**letters.MAILS, **beginner_letters.MAILS, **morning_letters.MAILS}
