"""What letters about a ticket look like for a person who needs large print or an interpreter."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps

from flask_babel import gettext as _

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import Letter, OutgoingMail
from moderation.mail_in.queries import TO_OPENER
from moderation.persons import queries
from moderation.persons.events import ConnectionEvent
from moderation.persons.keys import SIDES, key_to
from moderation.persons.models import DeskPerson, PersonLink
from moderation.persons.policy import address_of

Make = Callable[[OutgoingMail], Letter | None]
ASKED_SUBJECT = "Are both of these you?"
ASKED = (
    "The help desk thinks that you came to us in two ways, with this address and in another way."
)
ASKED_THEN = (
    "If both are you, you can have us treat them as one, so that you tell nothing twice. "
    "Without your yes they stay two. If you do not know what this is about, do nothing."
)
MADE_SUBJECT = "Both ways you came to us are one now"
MADE = "From now on the help desk sees what you brought to us in two ways as one."
MADE_THEN = "If that is wrong, end it on the page below: everything is then as it was before."
INTERPRETER = "You told us that you need an interpreter. Say so when you call: we bring one in."


def fitted(mails: Mapping[str, Make]) -> dict[str, Make]:
    """All of them, those to the person of a ticket as that person needs them."""
    return {kind: _as_needed(make) if kind in TO_OPENER else make for kind, make in mails.items()}


def _as_needed(make: Make) -> Make:
    @wraps(make)
    def made(mail: OutgoingMail) -> Letter | None:
        letter = make(mail)
        person = queries.person_of_ticket(mail.subject_id) if letter and mail.subject_id else None
        if letter is None or person is None:
            return letter
        needs = queries.needs_of(person)
        before = [_(INTERPRETER)] if needs.interpreter else []
        text = "\n\n".join([*before, letter.text])
        return replace(letter, text=text, is_large=needs.large_print)

    return made


def connection_asked(mail: OutgoingMail) -> Letter | None:
    """Whether both are the same person; nothing of the other one is said."""
    return _about_connection(mail, _(ASKED_SUBJECT), [_(ASKED), _(ASKED_THEN)])


def connection_made(mail: OutgoingMail) -> Letter | None:
    """That both are shown as one from now on, and how to end it."""
    return _about_connection(mail, _(MADE_SUBJECT), [_(MADE), _(MADE_THEN)])


def _about_connection(mail: OutgoingMail, subject: str, parts: list[str]) -> Letter | None:
    """Only while it is not ended."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, ConnectionEvent):
        return None
    link = db.get_one(PersonLink, event.link_id)
    ways = {f"person:{way.id}": way for way in queries.ways_of(link)}
    person = ways.get(mail.recipient)
    to = address_of(person) if person and link.ended_at is None else None
    if person is None or to is None:
        return None
    return Letter(to, subject, "\n\n".join(parts), _page_for(person, link))


def _page_for(person: DeskPerson, link: PersonLink) -> str:
    """By a signed link, or for an account that another way of theirs is about, signed in."""
    sides = dict(zip((link.one_id, link.other_id), SIDES, strict=True))
    return f"/connections/{key_to(link.id, sides[person.id])}" if person.id in sides else "/me/desk"


MAILS = {"connection_asked": connection_asked, "connection_made": connection_made}
