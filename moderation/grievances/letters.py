"""The mails about complaints, made when they are sent. What staff wrote stands in them word for
word; what the person wrote never does.
"""

from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.design.words import day
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail import Letter, OutgoingMail
from forum.kernel.site import site
from moderation.grievances.events import GrievanceDecided, GrievanceEvent, GrievanceMade
from moderation.grievances.models import Grievance
from moderation.grievances.reasons import OUTCOMES, REMEDIES
from moderation.helpdesk.letters import to_opener
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import kind_of

DIFFERENTLY = (
    "If you see it differently, write to us on the page of your ticket. Somebody reads it and "
    "answers."
)
RECEIVED = "Somebody who had no part in your ticket looks at it."


def grievance_received(mail: OutgoingMail) -> Letter | None:
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, GrievanceMade):
        return None
    grievance = db.get_one(Grievance, event.grievance_id)
    until = day(grievance.due_at, zone=ZoneInfo(site().zone), now=now())
    subject, we_have = _received(grievance)
    parts = [we_have, say(RECEIVED), _("You hear from us by %(day)s.", day=until)]
    return _letter(mail, event, grievance, subject, parts)


def _received(grievance: Grievance) -> tuple[str, str]:
    about = {"reference": grievance.reference}
    if grievance.clock is None:
        told = _(
            "You asked us to look at our answer again. The reference is %(reference)s.", **about
        )
        return _("%(reference)s: we look at our answer again", **about), told
    told = _("We have your complaint. Its reference is %(reference)s.", **about)
    return _("%(reference)s: we have your complaint", **about), told


def grievance_decided(mail: OutgoingMail) -> Letter | None:
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, GrievanceDecided):
        return None
    grievance = db.get_one(Grievance, event.grievance_id)
    parts = [
        f"{say(OUTCOMES[event.outcome])}.",
        f"{say(REMEDIES[event.remedy])}.",
        grievance.answer or "",
        *_what_is_left(grievance),
    ]
    subject = _("%(reference)s: what we found", reference=grievance.reference)
    return _letter(mail, event, grievance, subject, parts)


def _what_is_left(grievance: Grievance) -> list[str]:
    """After a second look, whom the person can turn to outside."""
    kind = kind_of(grievance.ticket.kind)
    said = [say(DIFFERENTLY)]
    if grievance.clock is None and kind.turn_to:
        link = f": {kind.link}" if kind.link else "."
        said.append(f"{_('You can also turn to')} {say(kind.turn_to)}{link}")
    return said


def _letter(
    mail: OutgoingMail, event: GrievanceEvent, grievance: Grievance, subject: str, parts: list[str]
) -> Letter | None:
    ticket = db.get_one(Ticket, event.ticket_id)
    path = f"/grievances/{grievance.reference}"
    return to_opener(mail, ticket, subject, parts, path=path)
