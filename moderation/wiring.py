"""What moderation plugs in."""

from datetime import timedelta

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
from moderation.announcements.views import announcements
from moderation.catalogue import models as catalogue_models
from moderation.catalogue.views import catalogue
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

__all__ = ["ACCESS", "SUBJECTS", "catalogue_models", "models"]

PAGES = [desk, helpdesk, announcements, catalogue]

API = [helpdesk_api]

NAVIGATION = [
    Entry("Desk", "desk.queue", who="desk", icon="ticket", order=90),
    Entry("Write alerts", "announcements.index", place="footer", who="desk", order=70),
    Entry("Services and topics", "catalogue.index", place="footer", who="manager", order=71),
]

SLOTS = {
    "my things": [Filling(fillings.my_tickets, public=False)],
    "thread banner": [Filling(fillings.thread_banners, public=True)],
    "thread deeds": [Filling(fillings.thread_deeds, public=False)],
}

REACTIONS = {
    AnswerAccepted: [reactions.resolve_ticket],
    AnswerRejected: [reactions.reopen_rejected],
    AnswerUnaccepted: [reactions.reopen_unaccepted],
    SharedProblem: [reactions.join_ticket],
    SharedProblemWithdrawn: [reactions.leave_ticket],
    ThreadAnswered: [reactions.take_over_answer],
    TicketAnswered: [reactions.send_answer],
    TicketMessageWritten: [reactions.send_message],
    TicketMoved: [reactions.send_move],
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
