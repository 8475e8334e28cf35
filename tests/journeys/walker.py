"""A town with one of everything, and one browser that its people sit at, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import update

from forum.accounts import passwords
from forum.accounts.current import cookie_name
from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.drafts.actions import keep_draft
from forum.drafts.wording import KINDS, Place
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from moderation.helpdesk.actions import OfficialAnswer, answer_ticket, open_contact, tick
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.queries import kind_of
from tests.architecture.copies import CAST
from tests.architecture.town import Town as Sample
from tests.architecture.town import build
from tests.cast import Person, Visitor, make_person
from tests.journeys.people import PASSWORD, Somebody


@dataclass
class Walker(Somebody):
    """Whoever sits at the browser: everything is found by the words they read."""

    sample: Sample = field(kw_only=True)

    def becomes(self, who: str) -> None:
        context, person = self.page.context, self.sample.people[who]
        context.clear_cookies()
        if isinstance(person, Person):
            kept = {"name": cookie_name(), "value": person.secret, "url": self.town.url}
            context.add_cookies([kept])  # type: ignore[list-item]

    def goes(self, path: str) -> None:
        self.opens(path.format(**self.sample.parts))

    def chooses(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def selects(self, label: str, value: str) -> None:
        self.page.get_by_role("combobox", name=label).first.select_option(value)


def furnished(app: Flask) -> Sample:
    """One of everything; the asker was answered late, and the citizen began to write."""
    people: dict[str, Visitor] = {"visitor": Visitor(app)}
    people |= {who: make_person(app, name, role=role) for who, (name, role) in CAST.items()}
    people["suspended"] = make_person(app, "Max Thorne")
    people["advocate"] = noor = make_person(app, "Noor Aziz")
    noor.stands_on(Rung.ADVOCATE)
    people["leaver"] = make_person(app, "Eve Shaw", password_hash=passwords.hashed(PASSWORD))
    sample = build(app, people)
    with writing():
        ada, ben, dev = (
            db.get_one(Member, sample.person(who).member_id)
            for who in ("asker", "citizen", "agent")
        )
        db.execute(update(TicketPromise).values(broken_at=now()))
        begun = {"title": "When is the tip open?", "body": "On the Sunday before Easter, I mean."}
        keep_draft(Place("ask", KINDS["ask"], 0), begun, by=ben)
        sample.parts["asked"] = answered_under_the_law(ada, by=dev).reference
    return sample


def answered_under_the_law(asker: Member, *, by: Member) -> Ticket:
    """Whoever asks for information may ask for a second look at the answer."""
    body, kind = write_up("How many fines were there?"), "information_request"
    ticket = open_contact(title="Fines in 2024", body=body, email=None, kind=kind, by=asker)
    for step in kind_of(ticket.kind).steps:
        tick(ticket, step, by=by)
    answer_ticket(ticket, OfficialAnswer(write_up("There were 310."), public=False), by=by)
    return ticket
