"""What moderation plugs in."""

from datetime import timedelta

from forum.ideas.events import IdeaSupported, SupportWithdrawn
from forum.kernel.found import Address, of_few
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from forum.threads.events import (
    AnswerAccepted,
    AnswerCommented,
    AnswerRejected,
    AnswerUnaccepted,
    SharedProblem,
    SharedProblemWithdrawn,
    ThreadAnswered,
    ThreadAsked,
)
from forum.threads.passages import Watch
from forum.uploads.taking import largest_request
from moderation.access import ACCESS
from moderation.announcements.views import announcements
from moderation.archives import models as import_models
from moderation.archives import tasks as import_tasks
from moderation.archives.views import archives
from moderation.asking_back.letters import asked_along
from moderation.catalogue import models as catalogue_models
from moderation.catalogue.views import catalogue
from moderation.choices import models as choice_models
from moderation.choices.views import choices
from moderation.desk.deliveries import desk
from moderation.desk.showing import DRAFTS as ANSWERS
from moderation.erasing import ERASURES, KEEPERS
from moderation.escalations import models as rule_models
from moderation.escalations import reactions as rule_reactions
from moderation.escalations.views import escalations
from moderation.grievances import fillings as grievance_fillings
from moderation.grievances import letters as grievance_letters
from moderation.grievances import models as grievance_models
from moderation.grievances import reactions as grievance_reactions
from moderation.grievances.events import GrievanceDecided, GrievanceMade
from moderation.grievances.views import grievances
from moderation.helpdesk import checks, fillings, letters, models, queries, reactions, tasks
from moderation.helpdesk.actions import keep_on_answer
from moderation.helpdesk.api import helpdesk_api
from moderation.helpdesk.events import (
    PromiseBroken,
    PromiseWarned,
    TicketAnswered,
    TicketMessageWritten,
    TicketMoved,
    TicketOpened,
)
from moderation.helpdesk.subjects import SUBJECTS as TICKETS
from moderation.helpdesk.views import helpdesk
from moderation.mail_in import letters as mail_letters
from moderation.parts import joined, listed, named
from moderation.personal import PERSONAL
from moderation.persons.letters import fitted
from moderation.settings import checks as settings_checks
from moderation.settings import models as settings_models
from moderation.settings.views import settings
from moderation.staff import letters as staff_letters
from moderation.staff import models as staff_models
from moderation.staff import reactions as staff_reactions
from moderation.staff import tasks as staff_tasks
from moderation.staff.events import PersonInvited
from moderation.staff.views import staff
from moderation.start import mails as start_mails
from moderation.start import reactions as start_reactions
from moderation.start.events import TestMailAsked
from moderation.start.views import start

__all__ = [
    "ACCESS",
    "ERASURES",
    "KEEPERS",
    "PERSONAL",
    "catalogue_models",
    "choice_models",
    "grievance_models",
    "import_models",
    "models",
    "rule_models",
    "settings_models",
    "staff_models",
]

PAGES = [
    *(desk, helpdesk, grievances, announcements, staff, catalogue),
    *(choices, escalations, archives, settings, start),
    *listed("PAGES"),
]

API = [helpdesk_api, *listed("API")]

FOUND = ["grievances.figures", "helpdesk.contact", *listed("FOUND")]

FIGURES = ("/grievances", *listed("FIGURES"))
SITEMAP = {"figures": of_few(lambda: [Address(path) for path in FIGURES]), **named("SITEMAP")}

ROBOTS = listed("ROBOTS")

SUBJECTS = {**TICKETS, **named("SUBJECTS")}

DRAFTS = {**ANSWERS}

NAVIGATION = [
    Entry("Desk", "desk.queue", who="desk", icon="ticket", order=90),
    Entry("Promises we broke", "grievances.figures", place="footer", order=26),
    Entry("Complaints and second looks", "grievances.queue", place="footer", who="desk", order=70),
    Entry("Write alerts", "announcements.index", place="footer", who="desk", order=70),
    Entry("Services and topics", "catalogue.index", place="footer", who="manager", order=71),
    Entry("Settings", "settings.index", place="footer", who="manager", order=72),
    Entry("The first day", "start.show", place="footer", who="manager", order=73),
    Entry("Bring in an archive", "archives.index", place="footer", who="admin", order=73),
    Entry("People", "staff.index", place="footer", who="manager", order=74),
    Entry("Boards and reasons", "choices.boards", place="footer", who="manager", order=75),
    Entry("What comes to the desk", "escalations.index", place="footer", who="manager", order=76),
    Entry("Rota", "rota.index", place="footer", who="desk", order=69),
    Entry("Ready answers", "macros.index", place="footer", who="manager", order=76),
    *listed("NAVIGATION"),
]

ADVISERS, READ_FIRST = [queries.advice], listed("READ_FIRST")

TIES = listed("TIES")

WATCHES = [Watch(found=queries.passages_on, keep=keep_on_answer)]

SIMILAR = named("SIMILAR")

SLOTS = joined(
    "SLOTS",
    {
        "my things": [
            Filling(fillings.my_tickets, public=False),
            Filling(fillings.my_hit_rate, public=False),
        ],
        "idea banner": [Filling(fillings.thread_banners, public=True)],
        "idea deeds": [Filling(fillings.idea_deeds, public=False)],
        "promise deeds": [Filling(grievance_fillings.promise_deeds, public=False)],
        "thread banner": [Filling(fillings.thread_banners, public=True)],
        "thread deeds": [Filling(fillings.thread_deeds, public=False)],
    },
)

REACTIONS = joined(
    "REACTIONS",
    {
        AnswerAccepted: [reactions.resolve_ticket],
        AnswerCommented: [rule_reactions.ask_a_person_to_look],
        AnswerRejected: [reactions.reopen_rejected],
        AnswerUnaccepted: [reactions.reopen_unaccepted],
        GrievanceDecided: [grievance_reactions.tell_outcome],
        GrievanceMade: [grievance_reactions.acknowledge],
        IdeaSupported: [reactions.join_ticket_of_idea],
        PromiseBroken: [reactions.tell_who_holds_it],
        PromiseWarned: [reactions.tell_who_holds_it],
        SharedProblem: [reactions.join_ticket],
        SharedProblemWithdrawn: [reactions.leave_ticket],
        SupportWithdrawn: [reactions.leave_ticket_of_idea],
        ThreadAnswered: [reactions.take_over_answer, rule_reactions.ask_a_person_to_look],
        ThreadAsked: [rule_reactions.ask_a_person_to_look],
        TicketAnswered: [reactions.send_answer],
        TicketMessageWritten: [reactions.send_message],
        TicketMoved: [
            reactions.send_move,
            reactions.bring_outcome_to_idea,
        ],
        TicketOpened: [reactions.acknowledge],
        PersonInvited: [staff_reactions.send_invitation],
        TestMailAsked: [start_reactions.send_test_mail],
    },
)

SCHEDULE = {
    "helpdesk.escalate_unsolved_threads": Every(
        timedelta(minutes=5), tasks.escalate_unsolved_threads
    ),
    "helpdesk.renew_outdated_promises": Every(timedelta(minutes=1), tasks.renew_outdated_promises),
    "helpdesk.mark_broken_promises": Every(timedelta(minutes=1), tasks.mark_broken_promises),
    **named("SCHEDULE"),
    "archives.throw_away_strays": Every(timedelta(days=1), import_tasks.throw_away_strays),
    "staff.forget_old_invitations": Every(timedelta(days=1), staff_tasks.forget_old_invitations),
}

COMMANDS, LENGTHY = listed("COMMANDS"), ["archives.run", *listed("LENGTHY")]

PLANNED = {"archives.run": import_tasks.run_import, **named("PLANNED")}

MAIL_IN, CORRESPONDENTS = listed("MAIL_IN"), listed("CORRESPONDENTS")

PACES = named("PACES")

LARGEST = {
    "archives.add": import_tasks.largest_request,
    "helpdesk.send_contact": largest_request,  # a picture may come along from the form for asking
}

DEMO = [Later("moderation.helpdesk.demo:load"), *listed("DEMO")]

CHECKS = {
    **checks.CHECKS,
    **named("CHECKS"),
    **settings_checks.CHECKS,
}

STATS = {
    "tickets": checks.count_tickets,
    **named("STATS"),
}

HEALTH, GAUGES = named("HEALTH"), named("GAUGES")

_MAILS = {
    **named("MAILS"),
    "grievance_decided": grievance_letters.grievance_decided,
    "grievance_received": grievance_letters.grievance_received,
    "invitation": staff_letters.invitation,
    "test_mail": start_mails.test_mail,
    "promise_at_risk": letters.promise_at_risk,
    "ticket_answered_affected": letters.ticket_answered_affected,
}

MAILS = asked_along(fitted(mail_letters.answerable_ones(_MAILS)))
