"""Two of our people may be one: proposed at the desk, agreed to by mail, signed in, or in words."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.queries import member_called
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import page
from moderation.helpdesk.queries import visible_ticket
from moderation.helpdesk.references import read_reference
from moderation.persons import actions, keys, policy, queries
from moderation.persons.forms import ConnectionForm
from moderation.persons.models import DeskPerson, PersonLink
from moderation.persons.queries.connections import NO_LINK
from moderation.persons.queries.finding import NOBODY
from moderation.persons.views.room import persons, unkept

LINK = "/connections/<connection>"


@persons.post("/desk/persons/<int:person_id>/connections")
def propose(person_id: int) -> Response:
    """Staff think that somebody else’s ticket is of the same person; that person is asked."""
    form = ConnectionForm.sent().or_refuse()
    with writing():
        by = current_member()
        person = queries.person_numbered(person_id, lock=True)
        other = _named(form.reference.data, by)
        actions.propose(person, other, by=by, evidence=form.evidence.data)
    flash(_("The person is asked. Until they agree, nothing changes."), "good")
    return redirect(f"{url_for('persons.show', person_id=person_id)}#same", 303)


@persons.post("/desk/connections/<int:link_id>/agreement")
def agree_for(link_id: int) -> Response:
    """The person said yes on the phone or at the counter; who heard it and when is kept."""
    return _at_desk(link_id, lambda link: actions.agree_for(link, by=current_member()))


@persons.post("/desk/connections/<int:link_id>/removal")
def part_for(link_id: int) -> Response:
    """They are two again, exactly as before."""
    return _at_desk(link_id, lambda link: actions.part(link, by=current_member()))


@persons.get(LINK)
def connection(connection: str) -> Response:
    """The question of the mail. Looking changes nothing."""
    link, person = _asked(connection)
    said = person.id in queries.said_yes(link.id)
    other = link.beside(person.id)
    shows: dict[str, Any] = {"link": link, "said": said, "beside": _hint_at(other)}
    shows["is_account"] = other.member_id is not None
    shows["by_account"] = policy.has_to_sign_in(person, queries.ways_of(link))
    return unkept(page("persons/connection.html", key=connection, **shows))


@persons.post(f"{LINK}/agreement")
def agree(connection: str) -> Response:
    """Both are the person who got this mail."""
    with writing():
        link, person = _asked(connection, lock=True)
        actions.agree(link, person, how="mail")
    return redirect(url_for("persons.connection", connection=connection), 303)


@persons.post(f"{LINK}/removal")
def part(connection: str) -> Response:
    """No, or not any more."""
    with writing():
        link, _person = _asked(connection, lock=True)
        actions.part(link, by=None)
    flash(_("They are two, as before."), "good")
    return redirect("/", 303)


@persons.post("/me/desk/connections/<int:link_id>/agreement")
def agree_own(link_id: int) -> Response:
    """Yes, both are me."""

    def deed(link: PersonLink, person: DeskPerson) -> None:
        actions.agree(link, person, how="account", by=current_member())

    return _own(link_id, deed)


@persons.post("/me/desk/connections/<int:link_id>/removal")
def part_own(link_id: int) -> Response:
    """No, or not any more."""
    return _own(link_id, lambda link, _person: actions.part(link, by=current_member()))


def _at_desk(link_id: int, deed: Callable[[PersonLink], None]) -> Response:
    with writing():
        link = queries.link_numbered(link_id, lock=True)
        deed(link)
        sides = [link.one_id, link.other_id]
    back = request.form.get("person", "")
    here = int(back) if back in map(str, sides) else sides[0]
    return redirect(f"{url_for('persons.show', person_id=here)}#same", 303)


def _own(link_id: int, deed: Callable[[PersonLink, DeskPerson], None]) -> Response:
    with writing():
        link, member = queries.link_numbered(link_id, lock=True), current_member()
        ways = queries.ways_of(link)
        mine = next((way for way in ways if policy.is_own(member, way)), None)
        if mine is None:
            raise Missing(NO_LINK)
        deed(link, mine)
    return redirect(f"{url_for('persons.own')}#same", 303)


def _named(typed: str, by: Member) -> DeskPerson:
    """Whose ticket it is, or the account of that name; raises Missing."""
    if read_reference(typed):
        person = actions.know_person_of(visible_ticket(typed, to=by))
    else:
        person = actions.know_member(member_called(typed).id)
    if person is None:
        raise Missing(NOBODY)
    return person


def _asked(key: str, *, lock: bool = False) -> tuple[PersonLink, DeskPerson]:
    """The connection of a key, and which of the two got it."""
    opened = keys.opened_by(key)
    if opened is None:
        raise Missing(NO_LINK)
    link = queries.link_numbered(opened[0], lock=lock)
    return link, link.one if opened[1] == keys.SIDES[0] else link.other


def _hint_at(person: DeskPerson) -> str:
    """Enough to know oneself by, too little to know somebody else."""
    email = policy.address_of(person)
    return f"{email[0]}…@{email.rpartition('@')[2][0]}…" if email else ""
