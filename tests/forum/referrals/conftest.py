"""Somebody who helped and has an invitation, and newcomers with a browser of their own each."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from forum.accounts.current import cookie_name
from forum.accounts.models import Member
from forum.kernel.db import db, fresh_reading, writing
from forum.referrals import actions, queries
from forum.referrals.models import JoinLink, MemberReferral
from forum.referrals.queries import Figures
from tests.cast import Person, Visitor, make_person
from tests.forum.accounts.conftest import JOINING, letterbox
from tests.forum.people.conftest import helped
from tests.forum.recognition.conftest import helps
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "helped", "helps", "letterbox", "thread_id"]


def code_of(who: Person) -> str:
    with fresh_reading():
        return db.get_one(JoinLink, who.member_id).code


def figures(who: Person) -> Figures:
    with fresh_reading():
        return queries.figures_of(who.member_id)


def names(who: Person) -> list[str]:
    with fresh_reading():
        return [one.name for one in queries.guests_of(who.member_id).items]


def rows() -> list[MemberReferral]:
    with fresh_reading():
        return list(db.query(MemberReferral).order_by(MemberReferral.id))


def signs_up(browser: Visitor, code: str, **form: Any) -> TestResponse:
    return browser.post(f"/join/{code}/sign-up", **(JOINING | form))


def signed_in(browser: Visitor, *, email: str = JOINING["email"]) -> Person:
    """The same browser, for forms that carry a token."""
    with browser.app.app_context():
        cookie = browser.client.get_cookie(cookie_name())
    assert cookie is not None
    with fresh_reading():
        member_id = db.query(Member.id).where(Member.email == email).scalar()
    person = Person(browser.app, member_id=member_id, secret=cookie.value)
    person.client = browser.client
    return person


@pytest.fixture
def inviter(ben: Person, helped: None) -> Person:
    """Ben has helped Ada, and has made his invitation."""
    ben.post("/me/invitation")
    return ben


@pytest.fixture
def comes(app: Flask, inviter: Person) -> Callable[..., Person]:
    """`comes("Nora Vale")`: somebody who came by Ben's invitation and said so."""

    def come(name: str, **facts: Any) -> Person:
        guest = make_person(app, name, **facts)
        with writing():
            actions.say_yes(inviter.member, invited_id=guest.member_id)
            actions.accept_referral(guest.member_id)
        return guest

    return come
