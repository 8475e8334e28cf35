"""Two people may be one: staff propose it, the person agrees, anybody of them ends it."""

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from moderation.persons import policy, queries
from moderation.persons.actions.looking import ONLY_DESK
from moderation.persons.events import ConnectionAgreed, ConnectionEnded, ConnectionProposed
from moderation.persons.models import DeskPerson, PersonLink, PersonYes

SAME = "This is the same person already."
NOT_TWO_ACCOUNTS = "Two accounts stay two: nobody can be asked for both at once."
EVIDENCE = ("mail", "phone", "said")
HOW_DO_YOU_KNOW = "Choose how you know."
REASON_FIRST = "Open the page of one of the two with a reason first."
NOT_THEIRS = "Only the person can say this."


def propose(one: DeskPerson, other: DeskPerson, *, by: Member, evidence: str) -> PersonLink | None:
    """Ask the person; the same proposal again changes nothing."""
    if one.id == other.id:
        raise Refused(SAME)
    if one.member_id is not None and other.member_id is not None:
        raise Refused(NOT_TWO_ACCOUNTS)
    if evidence not in EVIDENCE:
        raise Invalid(HOW_DO_YOU_KNOW, {"evidence": HOW_DO_YOU_KNOW})
    _require_reason(by, one, other)
    first, second = sorted((one.id, other.id))
    row = {"one_id": first, "other_id": second, "evidence": evidence}
    if not insert_once(PersonLink, proposed_by_id=by.id, proposed_at=now(), **row):
        return queries.link_between(first, second)
    link = queries.link_between(first, second)
    assert link is not None
    _note("connection proposed", link, by)
    publish(ConnectionProposed(actor_id=by.id, person_id=first, link_id=link.id))
    return link


def agree(link: PersonLink, person: DeskPerson, *, how: str, by: Member | None = None) -> None:
    """One of the two says yes. It holds once everybody who can be asked has."""
    if person.id not in (link.one_id, link.other_id):
        raise Refused(NOT_THEIRS)
    said = {"how": how, "by_id": by.id if by else None, "said_at": now()}
    insert_once(PersonYes, link_id=link.id, person_id=person.id, **said)
    asked = {side.id for side in link.sides if policy.address_of(side)}
    if asked <= queries.said_yes(link.id):
        _connect(link, by)


def agree_for(link: PersonLink, *, by: Member) -> None:
    """The person said it on the phone or at the counter: who heard it and when is kept."""
    _require_reason(by, *link.sides)
    for side in link.sides:
        said = {"how": "counter", "by_id": by.id, "said_at": now()}
        insert_once(PersonYes, link_id=link.id, person_id=side.id, **said)
    if link.agreed_at is None:
        _note("connection agreed", link, by)
    _connect(link, by)


def part(link: PersonLink, *, by: Member | None) -> None:
    """They are two again. `by` is None for somebody with the link of a mail to one of the two."""
    if by is not None and not any(policy.is_own(by, side) for side in link.sides):
        _require_reason(by, *link.sides)
        _note("connection ended", link, by)
    link.ended_at, link.ended_by_id = now(), by.id if by else None
    actor_id = by.id if by else None
    publish(ConnectionEnded(actor_id=actor_id, person_id=link.one_id, link_id=link.id))


def _connect(link: PersonLink, by: Member | None) -> None:
    if link.agreed_at is not None:
        return
    link.agreed_at = now()
    actor_id = by.id if by else None
    publish(ConnectionAgreed(actor_id=actor_id, person_id=link.one_id, link_id=link.id))


def _require_reason(by: Member, *sides: DeskPerson) -> None:
    if not policy.may_open(by):
        raise Refused(ONLY_DESK)
    if not any(queries.reason_now(side.id, by) for side in sides):
        raise Refused(REASON_FIRST)


def _note(deed: str, link: PersonLink, by: Member) -> None:
    """For both of them, in the audit log."""
    for side in link.sides:
        audit.record(deed, by=by.id, person_id=side.member_id, reason=f"connection {link.id}")
