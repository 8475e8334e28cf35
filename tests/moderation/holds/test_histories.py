"""Whatever people and timers do, in any order: nothing that is covered at that moment is lost."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest

from forum.accounts.models import SignIn
from forum.accounts.tasks import forget_ended
from forum.drafts.models import Draft
from forum.drafts.tasks import forget_old as forget_drafts
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.written import write_up
from forum.threads.actions import comment_on, delete_post, hide_post
from forum.threads.models import Answer, Comment, Thread
from forum.topics.models import Topic
from forum.uploads.models import Attachment
from forum.uploads.tasks import forget_unused
from moderation.helpdesk import actions as desk
from moderation.helpdesk.models import Ticket
from moderation.mail_in.models import IncomingMail
from moderation.mail_in.tasks import forget_old as forget_mails
from tests.moderation.conftest import answers, asks
from tests.moderation.holds.test_what_has_to_be_kept import mail_of, picture

POSTS = (Thread, Answer, Comment)
DEEDS = 45


@dataclass(frozen=True)
class Thing:
    """A row, and everything a hold may name that it belongs to."""

    model: type
    key: object
    covers: frozenset[tuple[str, int]]

    @property
    def is_there(self) -> bool:
        with fresh_reading():
            row = db.get(self.model, self.key)
            if isinstance(row, IncomingMail):
                return row.raw is not None
            return row is not None and getattr(row, "state", "") != "deleted"


@pytest.fixture
def things(ada, ben, parking, letter):
    """Two people's posts, drafts, pictures and sign-ins, and the mail of a third."""
    with fresh_reading():
        service = ("service", db.get_one(Topic, parking.id).service_id)
    found = []
    for asker, helper in ((ada, ben), (ben, ada)):
        thread = asks(asker, parking, f"Where is it, asks {asker.member.name}?")
        answer = answers(helper, thread)
        with writing():
            by, body = asker.member, write_up("I will.")
            comment = comment_on(db.get_one(Answer, answer), by=by, body=body).id
        above = {("topic", parking.id), service, ("subject", thread)}
        rows = ((Thread, thread, asker), (Answer, answer, helper), (Comment, comment, asker))
        for model, id_, author in rows:
            own = {("subject", id_), ("member", author.member_id)}
            own |= {("subject", answer)} if model is Comment else set()
            found.append(Thing(model, id_, frozenset(above | own)))
        found += private_things(asker)
    of_mail = {("subject", letter.id), service}
    found.append(Thing(IncomingMail, mail_of(letter), frozenset(of_mail)))
    return found


def private_things(person):
    person.post("/me/drafts", place="ask", title="What I began to ask")
    mine = frozenset({("member", person.member_id)})
    with fresh_reading():
        sign_in = db.query(SignIn).filter_by(member_id=person.member_id).one().id
    return [
        Thing(Draft, (person.member_id, "ask"), mine),
        Thing(Attachment, picture(person), mine),
        Thing(SignIn, sign_in, mine),
    ]


def remove(thing, by):
    if thing.model in POSTS:
        with writing():
            delete_post(db.get_one(thing.model, thing.key), by=by.member)


def hide(thing, by):
    if thing.model in POSTS:
        with writing():
            hide_post(db.get_one(thing.model, thing.key), by=by.member)


def throw_away(_thing, by):
    by.post("/me/drafts/removal", place="ask")


def empty(_thing, by):
    by.post("/me/drafts", place="ask", title="")


@pytest.fixture
def days_pass(monday):
    def pass_by(_thing, _by):
        monday.shift(timedelta(days=100))
        for timer in (forget_drafts, forget_unused, forget_mails, forget_ended):
            timer()

    return pass_by


@pytest.mark.every_value
@pytest.mark.parametrize("seed", range(6))
def test_no_history_loses_what_is_covered(
    things, days_pass, hold, release, seed, ada, ben, cleo, adam
):
    assert all(one.is_there for one in things)
    chance, opened = Random(seed), {}
    people, kinds = (ada, ben, cleo, adam), (remove, remove, hide, throw_away, empty, days_pass)
    for step in range(DEEDS):
        if chance.random() < 0.25:
            part, number = chance.choice(sorted(chance.choice(things).covers))
            opened[hold(part, number, f"Reason {step}")] = (part, number)
        elif opened and chance.random() < 0.25:
            ended = chance.choice(sorted(opened))
            release(ended)
            del opened[ended]
        else:
            covered = [one for one in things if one.covers & set(opened.values()) and one.is_there]
            with suppress(Refused):
                chance.choice(kinds)(chance.choice(things), chance.choice(people))
            assert [one for one in covered if not one.is_there] == []


def test_after_the_last_release_everything_can_go(things, days_pass, hold, release, adam):
    parts = sorted(set().union(*(one.covers for one in things)))
    opened = [hold(part, number) for part, number in parts]
    for one in opened:
        release(one)

    for thing in things:
        remove(thing, adam)
    days_pass(things[0], adam)

    assert [one for one in things if one.is_there] == []


def test_what_a_request_covers_is_covered_as_well(things, days_pass, letter, adam):
    with writing():
        desk.set_kind(db.get_one(Ticket, letter.id), "legal_notice", by=adam.member)
    mail = next(one for one in things if one.model is IncomingMail)

    days_pass(mail, adam)
    assert mail.is_there

    with writing():
        desk.withdraw(db.get_one(Ticket, letter.id), by=adam.member)
    days_pass(mail, adam)
    assert not mail.is_there
