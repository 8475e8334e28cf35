"""What the rooms plug in that look ahead: promises, known problems, waiting times, workload."""

from datetime import timedelta

from forum.alerts.events import AlertChanged, AlertEnded, AlertPublished, AlertReopened
from forum.kernel.events import Event, Reaction
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from moderation.asking_back import fillings as asking_fillings
from moderation.asking_back import letters as asking_letters
from moderation.asking_back import reactions as asking_reactions
from moderation.asking_back import tasks as asking_tasks
from moderation.asking_back.views import asking_back
from moderation.fairness.views import fairness
from moderation.helpdesk import fillings, reactions, tasks
from moderation.helpdesk.events import TicketAnswered, TicketMoved, TicketOpened
from moderation.histories import models as history_models
from moderation.histories.views import histories
from moderation.waits import models as wait_models
from moderation.waits import reactions as wait_reactions
from moderation.waits import tasks as wait_tasks
from moderation.waits.views import waits
from moderation.workload.views import workload

__all__ = ["history_models", "wait_models"]

PAGES = [waits, workload, histories, fairness, asking_back]

FOUND = ["waits.figures", "fairness.figures"]

FIGURES = ["/waiting-times", "/quality/fairness"]

NAVIGATION = [
    Entry("Waiting times", "waits.figures", place="footer", order=27),
    Entry(
        "How content people were", "asking_back.figures", place="footer", who="manager", order=69
    ),
    Entry("The work to come", "workload.index", place="footer", who="manager", order=69),
    Entry(
        "How long requests took before", "histories.index", place="footer", who="manager", order=76
    ),
]

SLOTS = {
    "survey": [Filling(asking_fillings.about, public=False)],
    "survey ways on": [Filling(asking_fillings.ways_on, public=False)],
    "ticket": [Filling(asking_fillings.on_ticket, public=False)],
    "ticket at work": [Filling(asking_fillings.at_desk, public=False)],
    "touched by an alert": [Filling(fillings.touched_by_alert, public=False)],
}

REACTIONS: dict[type[Event], list[Reaction]] = {
    AlertChanged: [reactions.heed_incident],
    AlertEnded: [reactions.heed_incident],
    AlertPublished: [reactions.heed_incident],
    AlertReopened: [reactions.heed_incident],
    TicketAnswered: [asking_reactions.ask_with_answer],
    TicketMoved: [asking_reactions.ask_at_end],
    TicketOpened: [wait_reactions.note_said],
}

DEMO = [
    Later("moderation.asking_back.demo:load"),
    Later("moderation.histories.demo:load"),
    Later("moderation.waits.demo:load"),
    Later("moderation.workload.demo:load"),
]

MAILS = asking_letters.MAILS

SCHEDULE = {
    "asking_back.remind": Every(timedelta(hours=1), asking_tasks.remind),
    "waits.look_back": Every(timedelta(days=1), wait_tasks.look_back),
}

PLANNED = {"helpdesk.heed_incident": tasks.heed_incident}

COMMANDS = ["moderation.histories.cli"]
