"""A phone that shows codes, and staff at the door with one."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

from werkzeug.test import TestResponse

from forum.accounts import passwords, phone_codes
from forum.accounts.models import Member, SecondStep, SignIn
from forum.accounts.seals import lock
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from tests.cast import PASSWORD, Person, Visitor

DOOR = "/sign-in/code"
PAGE = "/me/sign-in/second-step"


@dataclass
class Phone:
    key: bytes

    def code(self, *, later: float = 0) -> str:
        """What it shows, so many half minutes from now."""
        return phone_codes.code_at(self.key, at=now() + timedelta(seconds=30 * later))


def tie(person: Person) -> Phone:
    """The person has a password, and a phone that was set up a while ago."""
    key = phone_codes.new_key()
    with writing():
        db.get_one(Member, person.member_id).password_hash = passwords.hashed(PASSWORD)
        locked = lock(key, about=f"phone of {person.member_id}")
        db.add(SecondStep(member_id=person.member_id, locked_key=locked, last_step=0))
    return Phone(key)


def forget_phone(person: Person) -> None:
    """As if this sign-in were the first one of a member of staff."""
    with writing():
        db.get_one(Member, person.member_id).password_hash = passwords.hashed(PASSWORD)
        db.query(SignIn).filter_by(member_id=person.member_id).update({"second_step_at": None})


def shown_key(page: TestResponse) -> tuple[Phone, str]:
    """What a phone reads from the page, and the locked key that the form carries."""
    letters = re.search(r"<b>([A-Z2-7 ]{32,})</b>", page.text)
    locked = re.search(r'name="key" value="([^"]+)"', page.text)
    assert letters
    assert locked
    return Phone(phone_codes.key_spelled(letters[1])), unescape(locked[1])


def set_up(person: Person) -> tuple[Phone, list[str]]:
    """Through the page; gives the phone and the codes on paper."""
    phone, key = shown_key(person.get(PAGE))
    answer = person.post(PAGE, key=key, code=phone.code())
    assert answer.status_code == 200, answer.text
    return phone, codes_on(answer)


def codes_on(page: TestResponse) -> list[str]:
    """The codes on paper, as they are shown once."""
    return re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", page.text)


def half_way(person: Person) -> Visitor:
    """A browser in which the password was right."""
    browser = Visitor(person.app)
    answer = browser.post("/sign-in", email=email_of(person), password=PASSWORD)
    assert answer.location.startswith(DOOR), answer.location
    return browser


def email_of(person: Person) -> str:
    return person.member.email or ""
