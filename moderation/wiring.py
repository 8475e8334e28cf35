"""What moderation plugs in."""

from datetime import timedelta

from forum.ideas.events import IdeaSupported, SupportWithdrawn
from forum.kernel.house import Entry
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from forum.threads.events import (
    AnswerAccepted,
    AnswerRejected,
    AnswerUnaccepted,
    SharedProblem,
    SharedProblemWithdrawn,
    ThreadAnswered,
)
from moderation.access import ACCESS
from moderation.desk.deliveries import desk
from moderation.helpdesk import checks, demo, fillings, letters, models, reactions, tasks
from moderation.helpdesk.api import helpdesk_api
from moderation.helpdesk.events import (
    TicketAnswered,
    TicketMessageWritten,
    TicketMoved,
    TicketOpened,
)
from moderation.helpdesk.subjects import SUBJECTS
from moderation.helpdesk.views import helpdesk

__all__ = ["ACCESS", "SUBJECTS", "models"]

PAGES = [desk, helpdesk]

API = [helpdesk_api]

NAVIGATION = [
    Entry("Desk", "desk.queue", who="desk", icon="ticket", order=90),
]

SLOTS = {
    "idea banner": [Filling(fillings.thread_banners, public=True)],
    "idea deeds": [Filling(fillings.idea_deeds, public=False)],
    "my things": [Filling(fillings.my_tickets, public=False)],
    "thread banner": [Filling(fillings.thread_banners, public=True)],
    "thread deeds": [Filling(fillings.thread_deeds, public=False)],
}

REACTIONS = {
    AnswerAccepted: [reactions.resolve_ticket],
    AnswerRejected: [reactions.reopen_rejected],
    AnswerUnaccepted: [reactions.reopen_unaccepted],
    IdeaSupported: [reactions.join_ticket_of_idea],
    SharedProblem: [reactions.join_ticket],
    SharedProblemWithdrawn: [reactions.leave_ticket],
    SupportWithdrawn: [reactions.leave_ticket_of_idea],
    ThreadAnswered: [reactions.take_over_answer],
    TicketAnswered: [reactions.send_answer],
    TicketMessageWritten: [reactions.send_message],
    TicketMoved: [reactions.send_move, reactions.bring_outcome_to_idea],
    TicketOpened: [reactions.acknowledge],
}

SCHEDULE = {
    "helpdesk.escalate_unsolved_threads": Every(
        timedelta(minutes=5), tasks.escalate_unsolved_threads
    ),
    "helpdesk.mark_broken_promises": Every(timedelta(minutes=1), tasks.mark_broken_promises),
}

DEMO = [demo.load]

CHECKS = checks.CHECKS

STATS = {"tickets": checks.count_tickets}

MAILS = {
    "ticket_answered": letters.ticket_answered,
    "ticket_answered_affected": letters.ticket_answered_affected,
    "ticket_message": letters.ticket_message,
    "ticket_moved": letters.ticket_moved,
    "ticket_opened": letters.ticket_opened,
}
