"""Publishing what was answered to a request for information, and taking it off the list again."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.written import Written
from moderation.disclosures import queries
from moderation.disclosures.matching import stands_in
from moderation.disclosures.models import Disclosure
from moderation.disclosures.references import new_reference
from moderation.disclosures.wording import FULL, OUTCOMES
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import may_see, works_at_desk
from moderation.settings.changes import CHANGED_MEANWHILE

ONLY_DESK = "Only the desk publishes what was answered."
NOT_YET = "Only a request for information that has been answered can stand in this list."
NO_REASON = "Say why it was refused, or why only a part was given."
NO_OUTCOME = "Choose how it ended."
TRIES = 5
TELLS = "This would tell who asked: %(what)s. Take it out."


@dataclass(frozen=True)
class Told:
    """What everybody is to read; `body` is the answer."""

    title: str
    summary: str
    outcome: str
    reason: str
    body: Written


def publish(ticket: Ticket, told: Told, *, by: Member, version: int) -> Disclosure:
    """Once for a ticket; published again it reads as it was written last. `version` is the one
    the form was opened with, 0 for the first; raises Conflict when somebody was faster.
    """
    answered = _require(ticket, told, by)
    row = _row(told) | {"published_by_id": by.id, "published_at": now(), "taken_off_at": None}
    times = {"asked_at": ticket.opened_at, "answered_at": answered}
    if queries.disclosure_of(ticket) or not _insert(ticket, row | times):
        _publish_again(ticket, row | times, version)
    audit.record("disclosure published", by=by.id, subject_id=ticket.id)
    return db.get_one(Disclosure, ticket.id, populate_existing=True)


def take_off(ticket: Ticket, *, by: Member) -> None:
    """Nobody reads it any more; publishing it again brings it back. Twice is harmless."""
    if not works_at_desk(by) or not may_see(by, ticket):
        raise Refused(ONLY_DESK)
    found = queries.disclosure_of(ticket, lock=True)
    if found is None or found.taken_off_at is not None:
        return

    found.taken_off_at = now()
    found.version += 1
    audit.record("disclosure taken off", by=by.id, subject_id=ticket.id)


def refuse_what_tells(ticket: Ticket, told: Told) -> None:
    """Raises Invalid, with what it found, when the text would tell who asked."""
    texts = {"title": told.title, "summary": told.summary, "reason": told.reason}
    secrets = queries.told_of(ticket)
    faults = {
        name: _(TELLS, what=", ".join(found))
        for name, text in (texts | {"body": told.body.source}).items()
        if (found := stands_in(text, secrets))
    }
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _require(ticket: Ticket, told: Told, by: Member) -> Any:
    if not works_at_desk(by) or not may_see(by, ticket):
        raise Refused(ONLY_DESK)
    answered = queries.when_answered(ticket)
    if answered is None:
        raise Refused(NOT_YET)
    if told.outcome not in OUTCOMES:
        raise Invalid(NO_OUTCOME, {"outcome": NO_OUTCOME})
    if told.outcome != FULL and not told.reason:
        raise Invalid(NO_REASON, {"reason": NO_REASON})
    refuse_what_tells(ticket, told)
    return answered


def _row(told: Told) -> dict[str, Any]:
    body = {"body": told.body.source, "html": told.body.html, "renderer": told.body.renderer}
    return {
        "title": told.title,
        "summary": told.summary,
        "outcome": told.outcome,
        "reason": told.reason,
        **body,
    }


def _insert(ticket: Ticket, row: dict[str, Any]) -> bool:
    """False when somebody was faster; a reference that is taken is chosen again."""
    key = {"ticket_id": ticket.id, "service_id": ticket.service_id, "version": 1}
    for _try in range(TRIES):
        if insert_once(Disclosure, reference=new_reference(), **key, **row):
            return True
        if queries.disclosure_of(ticket):
            return False
    raise LookupError("No free reference was found in five tries: that cannot be chance.")


def _publish_again(ticket: Ticket, row: dict[str, Any], version: int) -> None:
    found = queries.disclosure_of(ticket, lock=True)
    if found is None or found.version != version:
        raise Conflict(CHANGED_MEANWHILE)
    for name, value in row.items():
        setattr(found, name, value)
    found.version += 1
    db.flush()
