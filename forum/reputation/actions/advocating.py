"""Asking somebody to be an Advocate, what they say to it, and the end of it.

Whoever decides locks the person's standing first: it is the one row about them, and what was
decided acts in the same transaction.
"""

from forum.accounts.models import Advocacy, Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.reputation import policy
from forum.reputation.actions.by_staff import NOT_YET, require_staff, written
from forum.reputation.actions.climbing import locked_standing, settle_standing
from forum.reputation.events import AdvocacyAnswered, AdvocacyEnded, AdvocacyOffered
from forum.reputation.queries.circumstances import circumstances_of, live_advocacy
from forum.reputation.queries.records import record_of
from forum.reputation.queries.versions import rules_at

NOBODY_ASKED = "Nobody has asked you, or it was taken back."


def offer_advocacy(member: Member, *, by: Member, reason: str) -> None:
    """Ask somebody to be an Advocate; whoever is asked already is not asked again."""
    require_staff(by, member)
    words, at = written(reason), now()
    locked_standing(member.id, at)
    if live_advocacy(member.id):
        return
    around = circumstances_of([member.id], at=at)[member.id]
    rules = rules_at(at)
    record = record_of(member, as_of=at, rules=rules, around=around)
    if not policy.may_be_asked(member, record, rules):
        raise Refused(NOT_YET)

    offer = Advocacy(member_id=member.id, confirmed_by_id=by.id, reason=words, asked_at=at)
    db.add(offer)
    db.flush()
    audit.record("ask to be an advocate", by=by.id, person_id=member.id)
    publish(AdvocacyOffered(actor_id=by.id, member_id=member.id, advocacy_id=offer.id))


def answer_offer(member: Member, *, is_yes: bool) -> None:
    """The person's own yes or no. A no ends it, and nobody loses anything by it."""
    at = now()
    locked_standing(member.id, at)
    offer = live_advocacy(member.id)
    if offer is None:
        raise Refused(NOBODY_ASKED)
    if offer.agreed_at is not None:
        return

    offer.agreed_at, offer.ended_at = (at, None) if is_yes else (None, at)
    db.flush()
    said = AdvocacyAnswered(
        actor_id=member.id, member_id=member.id, advocacy_id=offer.id, is_yes=is_yes
    )
    publish(said)
    settle_standing([member.id], as_of=at, by=offer.confirmed_by_id)


def end_advocacy(member: Member, *, by: Member) -> None:
    """The person steps back, or staff take it back; the mark of an Emeritus stays."""
    if by.id != member.id:
        require_staff(by, member)
    at = now()
    locked_standing(member.id, at)
    offer = live_advocacy(member.id)
    if offer is None:
        return

    offer.ended_at, offer.ended_by_id = at, by.id
    db.flush()
    audit.record("end an advocacy", by=by.id, person_id=member.id)
    publish(AdvocacyEnded(actor_id=by.id, member_id=member.id, advocacy_id=offer.id))
    settle_standing([member.id], as_of=at, by=by.id)
