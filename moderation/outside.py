"""What the rooms plug in that carry tickets over the edge of the house: mail in, and hand-over."""

from datetime import timedelta

from forum.kernel.events import Event, Reaction
from forum.kernel.house import Entry
from forum.kernel.slots import Filling
from forum.kernel.tasks import Every
from moderation.handover import checks, fillings
from moderation.handover import letters as handover_letters
from moderation.handover import models as handover_models
from moderation.handover import tasks as handover_tasks
from moderation.handover.queries.handing import ticket_of_reader
from moderation.handover.reactions import (
    hand_over_at_once,
    note_agreement,
    tell_how_it_ended,
)
from moderation.handover.views import handover
from moderation.helpdesk.events import (
    OutsideAgreed,
    TicketMessageWritten,
    TicketMoved,
    TicketOpened,
)
from moderation.mail_in import fillings as mail_fillings
from moderation.mail_in import letters as mail_letters
from moderation.mail_in import models as mail_models
from moderation.mail_in import reactions as mail_reactions
from moderation.mail_in import tasks as mail_tasks
from moderation.mail_in.views import mail_in

__all__ = ["handover_models", "mail_models"]

PAGES = [handover, mail_in]

NAVIGATION = [
    Entry("Mails set aside", "mail_in.index", place="footer", who="desk", order=69),
    Entry("Outside desks", "handover.index", place="footer", who="desk", order=76),
]

SLOTS = {
    "contact form": [Filling(fillings.on_contact, public=True)],
    "ticket": [
        Filling(mail_fillings.on_ticket, public=False),
        Filling(fillings.on_ticket, public=False),
    ],
    "ticket at work": [Filling(fillings.at_desk, public=False)],
    "ticket before answering": [Filling(mail_fillings.at_desk, public=False)],
}

REACTIONS: dict[type[Event], list[Reaction]] = {
    OutsideAgreed: [note_agreement],
    TicketMessageWritten: [mail_reactions.say_files_were_left_out],
    TicketMoved: [tell_how_it_ended],
    TicketOpened: [hand_over_at_once],
}

SCHEDULE = {
    "mail_in.forget_old": Every(timedelta(days=1), mail_tasks.forget_old),
    **handover_tasks.TIMES,
}

PLANNED = mail_tasks.PLANNED

MAIL_IN = [mail_tasks.MAIL_IN]
CORRESPONDENTS = [ticket_of_reader]

CHECKS = checks.CHECKS

HEALTH = {"hand-overs": checks.health}

GAUGES = checks.GAUGES

MAILS = {**mail_letters.MAILS, **handover_letters.MAILS}
