"""Who may open the page of a person, and who may read and write what on it."""

from forum.accounts.models import Member
from moderation.helpdesk.policy import works_at_desk
from moderation.persons.models import DeskPerson


def may_open(by: Member | None) -> bool:
    """Only the desk, and only with a reason, which the action asks for."""
    return works_at_desk(by)


def is_own(member: Member, person: DeskPerson) -> bool:
    return person.member_id == member.id


def may_share(person: DeskPerson) -> bool:
    """A note needs somebody who can read it, and who wants to be remembered."""
    return person.member_id is not None and person.is_remembered


def address_of(person: DeskPerson) -> str | None:
    """Where a question to this person goes; nothing for whoever cannot be asked by mail."""
    if person.member is None:
        return person.email
    return person.member.email if person.member.is_active and person.member.is_verified else None
