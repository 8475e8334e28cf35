"""Who may open the page of a person, and who may read and write what on it."""

from collections.abc import Iterable, Mapping

from forum.accounts.models import Member
from moderation.helpdesk.policy import works_at_desk
from moderation.persons.models import DeskPerson, PersonLink


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


def is_account(person: DeskPerson) -> bool:
    """Somebody can sign in with it; nobody does as an imported person."""
    return person.member is not None and person.member.is_active


def has_left(person: DeskPerson) -> bool:
    return person.member is not None and person.member.erased_at is not None


def joins_accounts(ways: Iterable[DeskPerson]) -> bool:
    """Whether more than one account would be the same person."""
    return sum(map(is_account, ways)) > 1


def asked(link: PersonLink, ways: Iterable[DeskPerson]) -> list[DeskPerson]:
    """Whoever has to say yes: both who can be asked by mail, and every account of either."""
    sides = {link.one_id, link.other_id}
    return [way for way in ways if is_account(way) or (way.id in sides and address_of(way))]


def has_to_sign_in(way: DeskPerson, ways: Iterable[DeskPerson]) -> bool:
    """Where two accounts would become one, an account says yes only signed in."""
    return is_account(way) and joins_accounts(ways)


def has_agreed(way: DeskPerson, said: Mapping[int, str], ways: Iterable[DeskPerson]) -> bool:
    if has_to_sign_in(way, ways):
        return said.get(way.id) == "account"
    return way.id in said
