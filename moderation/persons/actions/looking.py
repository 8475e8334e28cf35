"""Opening the page of a person: a reason first, and every look is written down."""

from datetime import timedelta

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from moderation.persons import policy, queries
from moderation.persons.models import DeskPerson, LookReason, PersonLook

LASTS = {
    "written": timedelta(minutes=30),
    "counter": timedelta(minutes=30),
    "ticket": timedelta(hours=12),
}
SHORTEST = 10
ONLY_DESK = "Only the desk opens the page of a person."
SAY_WHY = "Say in a few words why you need this page. The person reads it."
WRITTEN_ONLY = "written"


def give_reason(
    person: DeskPerson, *, by: Member, kind: str, words: str = "", ticket_id: int | None = None
) -> LookReason:
    """Why this page is opened now; the same one again while it lasts changes nothing."""
    if not policy.may_open(by):
        raise Refused(ONLY_DESK)
    if kind == WRITTEN_ONLY and len(words) < SHORTEST:
        raise Invalid(SAY_WHY, {"words": SAY_WHY})
    there = queries.reason_now(person.id, by)
    if there and (there.kind, there.words, there.ticket_id) == (kind, words, ticket_id):
        return there

    facts = {"kind": kind, "words": words, "ticket_id": ticket_id}
    until = now() + LASTS[kind]
    reason = LookReason(person_id=person.id, reader_id=by.id, ends_at=until, **facts)
    db.add(reason)
    db.flush()
    audit.record("reason given", by=by.id, person_id=person.member_id, reason=kind)
    return reason


def look(person: DeskPerson, *, by: Member) -> LookReason | None:
    """Write down that the page is opened; None, and nothing written, without a reason.

    Whoever came in several ways reads it in each: the page shows them all.
    """
    if not policy.may_open(by):
        raise Refused(ONLY_DESK)
    reason = queries.reason_now(person.id, by) or _by_ticket(person, by)
    if reason is None:
        return None
    for way in queries.people_who_are(person.id):
        db.add(PersonLook(person_id=way.id, reader_id=by.id, reason_id=reason.id))
        told = {"person_id": way.member_id, "subject_id": reason.ticket_id}
        audit.record("open person page", by=by.id, reason=reason.kind, **told)
    return reason


def note_search(*, by: Member) -> None:
    """That somebody was looked for at the counter; never who."""
    if not policy.may_open(by):
        raise Refused(ONLY_DESK)
    audit.record("people searched", by=by.id, reason="counter")


def _by_ticket(person: DeskPerson, by: Member) -> LookReason | None:
    """Whoever works on a ticket of the person has a reason."""
    ticket_id = queries.ticket_at_hand(person.id, by)
    if ticket_id is None:
        return None
    return give_reason(person, by=by, kind="ticket", ticket_id=ticket_id)
