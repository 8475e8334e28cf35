"""The mails about sub-tasks, for the people who work here. They repeat nothing that was written."""

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.accounts.standing import STAFF_ROLES
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail import Letter, OutgoingMail
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import may_see
from moderation.subtasks.events import SubtaskMoved, SubtaskOpened
from moderation.subtasks.models import Subtask
from moderation.subtasks.states import LABELS, State


def subtask_asked(mail: OutgoingMail) -> Letter | None:
    """As long as it is open and theirs."""
    event, member = db.get_one(PublishedEvent, mail.event_id).event, _staff(mail)
    if not isinstance(event, SubtaskOpened) or member is None:
        return None
    subtask = db.get_one(Subtask, event.subtask_id)
    if subtask.state != State.OPEN or subtask.assignee_id != member.id:
        return None
    said = _("You are asked to do something for a ticket of another department.")
    page = f"/desk/subtasks/{subtask.id}"
    return Letter(str(member.email), _("You are asked to do something"), said, page)


def subtask_ended(mail: OutgoingMail) -> Letter | None:
    """How it ended; what the department wrote stands on the page."""
    event, member = db.get_one(PublishedEvent, mail.event_id).event, _staff(mail)
    ticket = db.get(Ticket, mail.subject_id)
    if not isinstance(event, SubtaskMoved) or member is None or ticket is None:
        return None
    if not may_see(member, ticket):
        return None
    subtask = db.get_one(Subtask, event.subtask_id)
    names = {"service": subtask.service.name, "state": say(LABELS[State(event.state)])}
    said = _("What you asked %(service)s for: %(state)s.", **names)
    subject = _("%(reference)s: a sub-task has ended", reference=ticket.reference)
    return Letter(str(member.email), subject, said, f"/desk/tickets/{ticket.reference}")


def _staff(mail: OutgoingMail) -> Member | None:
    member = db.get(Member, int(mail.recipient.removeprefix("member:")))
    is_there = member is not None and member.is_active and member.works_as(STAFF_ROLES)
    return member if is_there and member is not None and member.email else None


MAILS = {"subtask_asked": subtask_asked, "subtask_ended": subtask_ended}
