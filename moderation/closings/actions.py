"""What became of a ticket that is not ours, passing words on, and keeping what was learned."""

from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from moderation.closings import queries
from moderation.closings.events import WordsPassedOn
from moderation.closings.models import Lesson
from moderation.helpdesk.actions import named
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener, works_at_desk
from moderation.macros.models import Referral
from moderation.macros.speech import ACCEPTED, UNKNOWN

NOT_POINTED = "This ticket was not pointed to anybody else."
ONLY_THEIRS = "Only the person this ticket is for can agree to that."
TAKES_NONE = "They take no words from us. Take yours there yourself, in the way you see here."
OTHER_WORDS = "What would be sent has changed meanwhile. Read it again and say whether you agree."


def say_accepted(ticket: Ticket, accepted: str, *, by: Member | None) -> None:
    """Whether they took it on; None is somebody with the ticket’s key. Raises Refused, Invalid."""
    if by is not None and not (is_opener(by, ticket) or works_at_desk(by)):
        raise Refused("Only the person this ticket is for, or the desk, can say that.")
    if accepted not in ACCEPTED:
        raise Invalid("Choose one of the answers.")
    referral = _locked(ticket)
    if referral.accepted == accepted:
        return

    referral.accepted = accepted
    referral.said_at = None if accepted == UNKNOWN else now()
    referral.is_by_staff = by is not None and not is_opener(by, ticket)
    reason = f"elsewhere: {accepted}"
    audit.record("said elsewhere", by=by and by.id, subject_id=ticket.id, reason=reason)


def pass_words_on(ticket: Ticket, *, by: Member | None, seen: str, with_person: bool) -> None:
    """The person wants the body to have their words; None is somebody with the ticket’s key.

    `seen` stands for exactly what they read. They go once, however often it is pressed. Raises
    Refused, and Conflict when what would go is not what was read.
    """
    if by is not None and not is_opener(by, ticket):
        raise Refused(ONLY_THEIRS)
    referral = _locked(ticket)
    if referral.agreed_at is not None:
        return
    offer = queries.passing_of(ticket, referral)
    if offer is None:
        raise Refused(TAKES_NONE)
    if offer.seen != seen:
        raise Conflict(OTHER_WORDS)

    referral.agreed_at, referral.passed_to, referral.with_person = now(), offer.to, with_person
    referral.passed_words = offer.whole(with_person=with_person)
    facts = named(ticket, body_id=referral.body_id)
    referral.passing_id = publish(WordsPassedOn(actor_id=by and by.id, **facts))
    deed, body = "words passed on", f"body {referral.body_id}"
    audit.record(deed, by=by and by.id, subject_id=ticket.id, reason=body)


def learn(ticket: Ticket, words: str, *, by: Member, is_correction: bool = False) -> None:
    """One line for the desk; a later one takes its place."""
    if not works_at_desk(by):
        raise Refused("Only the desk does this.")
    facts = {"words": words, "is_correction": is_correction, "actor_id": by.id}
    known = {"ticket_id": ticket.id, "service_id": ticket.service_id, "written_at": now()}
    if not insert_once(Lesson, **known, **facts):
        db.execute(update(Lesson).where(Lesson.ticket_id == ticket.id).values(**facts))


def _locked(ticket: Ticket) -> Referral:
    """Raises Refused unless the ticket ended there, which it did not when it was opened again."""
    if ticket.is_live or queries.referral_of(ticket.id) is None:
        raise Refused(NOT_POINTED)
    return db.get_one(Referral, ticket.id, with_for_update=True, populate_existing=True)
