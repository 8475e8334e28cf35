"""The mails about joined tickets. They repeat nothing that was written on somebody else's."""

from flask import current_app
from flask_babel import gettext as _

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail import Letter, OutgoingMail
from forum.threads.queries import SUBJECTS
from moderation.bundles import queries
from moderation.bundles.events import TicketMerged
from moderation.helpdesk.events import TicketMoved
from moderation.helpdesk.letters import to_opener
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import are_of_one_person
from moderation.helpdesk.states import State

JOINED = (
    "You are not the only one who wrote to us about this. We have joined your ticket with another"
    " one. We work on both at once and tell you how it ends. Nobody else reads what you wrote to "
    "us."
)
JOINED_OWN = "We have joined this ticket with another one of yours, %(reference)s. We go on there."
OUTCOMES = {
    State.ANSWERED: "We have answered the ticket that yours was joined with.",
    State.RESOLVED: "The ticket that yours was joined with is solved.",
    State.CLOSED_UNRESOLVED: "We have closed the ticket that yours was joined with, without a "
    "solution.",
    State.WITHDRAWN: "The person whose ticket yours was joined with needs it no more.",
}
NOT_YET = "If it is not solved for you, write to us on the page below."


def ticket_joined(mail: OutgoingMail) -> Letter | None:
    """Yours was joined with another one, which is named only when it is yours too."""
    event, ticket = _event(mail), db.get_one(Ticket, mail.subject_id)
    if not isinstance(event, TicketMerged) or ticket.merged_into_id is None:
        return None
    into = db.get_one(Ticket, event.into_id)
    is_own = are_of_one_person(ticket, into)
    said = _(JOINED_OWN, reference=into.reference) if is_own else say(JOINED)
    subject = _("%(reference)s: joined with another ticket", reference=ticket.reference)
    return to_opener(mail, ticket, subject, [said])


def joined_outcome(mail: OutgoingMail) -> Letter | None:
    """How the other one ended, in fixed words, as long as the two are joined."""
    event, ticket = _event(mail), db.get_one(Ticket, mail.subject_id)
    if not isinstance(event, TicketMoved) or State(event.state) not in OUTCOMES:
        return None
    if ticket.id not in {one.id for one in queries.joined_into(event.ticket_id)}:
        return None
    subject = _("%(reference)s: news from the council", reference=ticket.reference)
    answer = _public_answer(event.ticket_id) if event.state == State.ANSWERED else []
    parts = [say(OUTCOMES[State(event.state)]), *answer, say(NOT_YET)]
    return to_opener(mail, ticket, subject, parts)


def _public_answer(ticket_id: int) -> list[str]:
    """Where everybody can read the answer, if it is one on the page of a question."""
    answer_id = queries.last_answer(ticket_id)
    if answer_id is None or answer_id not in SUBJECTS["answer"].visible_to([answer_id], None):
        return []
    path = SUBJECTS["answer"].urls([answer_id])[answer_id]
    return [_("Everybody can read the answer: %(url)s", url=current_app.config["BASE_URL"] + path)]


def _event(mail: OutgoingMail) -> object:
    return db.get_one(PublishedEvent, mail.event_id).event
