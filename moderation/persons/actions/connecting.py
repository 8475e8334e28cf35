"""Ways in which one person came to us: staff propose it, the person agrees, anybody ends it."""

from sqlalchemy import update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Missing, Refused
from forum.kernel.events import publish
from moderation.persons import policy, queries
from moderation.persons.actions.looking import ONLY_DESK
from moderation.persons.actions.regrouping import one_at_a_time, regroup
from moderation.persons.events import ConnectionAgreed, ConnectionEnded, ConnectionProposed
from moderation.persons.models import DeskPerson, PersonLink, PersonYes
from moderation.persons.queries.connections import NO_LINK

SAME = "This is the same person already."
TWO_ACCOUNTS = (
    "Two accounts become one person only when the person says so from both of them, signed in."
)
EVIDENCE = ("mail", "phone", "said")
HOW_DO_YOU_KNOW = "Choose how you know."
REASON_FIRST = "Open the page of one of the two with a reason first."
NOT_THEIRS = "Only the person can say this."
SIGN_IN = "This would make two accounts one person. Sign in with each of them, and say yes there."
LEFT = "This person has left: nobody can be asked."


def propose(one: DeskPerson, other: DeskPerson, *, by: Member, evidence: str) -> PersonLink:
    """Ask the person; the same proposal again changes nothing."""
    if other.id in {same.id for same in queries.people_who_are(one.id)}:
        raise Refused(SAME)
    if policy.has_left(one) or policy.has_left(other):
        raise Refused(LEFT)
    if evidence not in EVIDENCE:
        raise Invalid(HOW_DO_YOU_KNOW, {"evidence": HOW_DO_YOU_KNOW})
    _require_reason(by, one, other)
    first, second = sorted((one.id, other.id))
    row = {"one_id": first, "other_id": second, "evidence": evidence}
    is_new = insert_once(PersonLink, proposed_by_id=by.id, proposed_at=now(), **row)
    link = queries.link_between(first, second)
    if link is None:
        raise Missing(NO_LINK)  # somebody ended it at this moment
    if is_new:
        _note("connection proposed", link, by)
        publish(ConnectionProposed(actor_id=by.id, person_id=first, link_id=link.id))
    return link


def agree(link: PersonLink, person: DeskPerson, *, how: str, by: Member | None = None) -> None:
    """Somebody who is asked says yes. It holds once everybody who can be asked has.

    Asked are both, and every account that either of them is one with. Where that would make two
    accounts one, only a yes of somebody who is signed in counts for an account.
    """
    one_at_a_time()
    ways = queries.ways_of(link)
    if person.id not in {way.id for way in ways}:
        raise Refused(NOT_THEIRS)
    if how != "account" and policy.has_to_sign_in(person, ways):
        raise Refused(SIGN_IN)
    _say_yes(link, person, how=how, by=by)
    said = queries.said_yes(link.id)
    if all(policy.has_agreed(way, said, ways) for way in policy.asked(link, ways)):
        _connect(link, by)


def agree_for(link: PersonLink, *, by: Member) -> None:
    """The person said it on the phone or at the counter: who heard it and when is kept."""
    _require_reason(by, *link.sides)
    one_at_a_time()
    if policy.joins_accounts(queries.ways_of(link)):
        raise Refused(TWO_ACCOUNTS)
    for side in link.sides:
        _say_yes(link, side, how="counter", by=by)
    if link.agreed_at is None:
        _note("connection agreed", link, by)
    _connect(link, by)


def part(link: PersonLink, *, by: Member | None) -> None:
    """They are two again. `by` is None for somebody with the link of a mail to one of the two."""
    one_at_a_time()
    ways = queries.ways_of(link)
    if by is not None and not any(policy.is_own(by, way) for way in ways):
        _require_reason(by, *link.sides)
        _note("connection ended", link, by)
    was = [way.id for way in ways]
    link.ended_at, link.ended_by_id = now(), by.id if by else None
    regroup(was)
    actor_id = by.id if by else None
    publish(ConnectionEnded(actor_id=actor_id, person_id=link.one_id, link_id=link.id))


def _connect(link: PersonLink, by: Member | None) -> None:
    if link.agreed_at is not None:
        return
    one, other = (queries.people_who_are(side.id) for side in link.sides)
    if link.other_id in {way.id for way in one}:
        raise Refused(SAME)
    link.agreed_at = now()
    regroup([way.id for way in (*one, *other)])
    actor_id = by.id if by else None
    publish(ConnectionAgreed(actor_id=actor_id, person_id=link.one_id, link_id=link.id))


def _say_yes(link: PersonLink, person: DeskPerson, *, how: str, by: Member | None) -> None:
    """Once; signed in it is worth more than by the link of a mail."""
    said = {"how": how, "by_id": by.id if by else None, "said_at": now()}
    is_new = insert_once(PersonYes, link_id=link.id, person_id=person.id, **said)
    if not is_new and how == "account":
        mine = (PersonYes.link_id == link.id, PersonYes.person_id == person.id)
        db.execute(update(PersonYes).where(*mine).values(said), execution_options=SILENT)


def _require_reason(by: Member, *sides: DeskPerson) -> None:
    if not policy.may_open(by):
        raise Refused(ONLY_DESK)
    if not any(queries.reason_now(side.id, by) for side in sides):
        raise Refused(REASON_FIRST)


def _note(deed: str, link: PersonLink, by: Member) -> None:
    """For both of them, in the audit log."""
    for side in link.sides:
        audit.record(deed, by=by.id, person_id=side.member_id, reason=f"connection {link.id}")
