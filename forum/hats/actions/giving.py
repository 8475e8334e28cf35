"""Giving a hat to somebody, taking it back, and giving it back oneself."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.hats import policy
from forum.hats.actions.making import RETIRED, require_decider
from forum.hats.events import HatGiven, HatGivenBack, HatTakenBack
from forum.hats.kinds import MOST_DAYS, Kind
from forum.hats.models import Hat, HatGrant
from forum.hats.queries import hat_of
from forum.hats.queries.grants import live_grant
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish

WRITE_WHY = "Write why. The person reads it, and so do other managers."
NO_DAY = "Choose the last day, at most two years from now."
NOT_ONESELF = "Another manager has to give a hat to you."
NOT_A_PARTNER = (
    "This hat is for a partner. It goes to somebody who is 18 or over, is here, is not suspended, "
    "and does not work for us."
)
NOT_STAFF = "This hat is for people who work here. This person does not, or is not here now."
HAS_IT = "This person has the hat already. Take it back first if something has to be different."


def give(hat_id: int, person: Member, reason: str, *, until: datetime, by: Member) -> HatGrant:
    """One grant for each person and hat. The same one twice is harmless; another one is refused."""
    require_decider(by)
    hat = hat_of(hat_id, lock=True)
    _refuse_wrong(hat, person, reason, until, by)
    _close_what_ran_out(hat.id, person.id)
    facts = {"given_by_id": by.id, "reason": reason.strip(), "given_at": now(), "ends_at": until}
    is_new = insert_once(HatGrant, hat_id=hat.id, member_id=person.id, **facts)
    grant = live_grant(hat.id, person.id)
    if not is_new:
        return _the_same(grant, by, until)

    audit.record("give hat", by=by.id, person_id=person.id, reason=f"hat {hat.id}")
    given: dict[str, Any] = {"member_id": person.id, "hat_id": hat.id, "grant_id": grant.id}
    publish(HatGiven(actor_id=by.id, **given))
    return grant


def take_back(grant: HatGrant, reason: str, *, by: Member) -> None:
    """At once nothing new is said with it; what was said stays. The grant is locked."""
    require_decider(by)
    if not reason.strip():
        raise Invalid(WRITE_WHY, {"reason": WRITE_WHY})
    if grant.ended_at:
        return

    grant.ended_at, grant.ended_by_id, grant.why_ended = now(), by.id, reason.strip()
    audit.record("take hat back", by=by.id, person_id=grant.member_id, reason=f"hat {grant.hat_id}")
    publish(HatTakenBack(actor_id=by.id, **_facts(grant)))


def give_back(grant: HatGrant, *, by: Member) -> None:
    """The person no longer wants it; nobody asks why. The grant is locked."""
    if grant.ended_at:
        return

    grant.ended_at, grant.ended_by_id = now(), by.id
    publish(HatGivenBack(actor_id=by.id, **_facts(grant)))


def end_what_does_not_fit(member: Member) -> None:
    """They began or ceased to work here: hats of the other kind end."""
    mine = select(HatGrant).where(HatGrant.member_id == member.id, HatGrant.ended_at.is_(None))
    mine = mine.options(joinedload(HatGrant.hat)).order_by(HatGrant.id)
    for grant in db.scalars(mine.with_for_update(of=HatGrant)).all():
        if not policy.fits(member, grant.hat.kind):
            grant.ended_at = now()
            publish(HatTakenBack(actor_id=None, **_facts(grant)))


def _refuse_wrong(hat: Hat, person: Member, reason: str, until: datetime, by: Member) -> None:
    if hat.retired_at:
        raise Refused(RETIRED)
    if person.id == by.id:
        raise Invalid(NOT_ONESELF, {"person": NOT_ONESELF})
    if not policy.may_speak_for(person, hat.kind):
        wrong = NOT_STAFF if hat.kind == Kind.STAFF else NOT_A_PARTNER
        raise Invalid(wrong, {"person": wrong})
    if not reason.strip():
        raise Invalid(WRITE_WHY, {"reason": WRITE_WHY})
    if not now() < until <= now() + timedelta(days=MOST_DAYS):
        raise Invalid(NO_DAY, {"last_day": NO_DAY})


def _close_what_ran_out(hat_id: int, member_id: int) -> None:
    """A grant whose days are over makes room for a new one."""
    over = update(HatGrant).where(HatGrant.hat_id == hat_id, HatGrant.member_id == member_id)
    over = over.where(HatGrant.ended_at.is_(None), HatGrant.ends_at <= now())
    db.execute(over.values(ended_at=HatGrant.ends_at), execution_options=SILENT)


def _the_same(grant: HatGrant, by: Member, until: datetime) -> HatGrant:
    if (grant.given_by_id, grant.ends_at) != (by.id, until):
        raise Invalid(HAS_IT, {"person": HAS_IT})
    return grant


def _facts(grant: HatGrant) -> dict[str, Any]:
    return {"member_id": grant.member_id, "hat_id": grant.hat_id, "grant_id": grant.id}
