"""The known cast: Ada asks, Ben helps, Cleo moderates, Dev answers for the council."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forum.accounts.current import cookie_name, digest
from forum.accounts.models import Advocacy, ApiToken, Member, SignIn, Standing
from forum.accounts.scopes import SCOPES
from forum.accounts.standing import Role, Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.forgery import csrf_token
from forum.kernel.live import ASKED_BY

OURS = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "correct horse battery"


@dataclass
class Visitor:
    """Somebody without an account."""

    app: Flask
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, url: str, **options: Any) -> TestResponse:
        with self.app.app_context():
            return self.client.get(url, **options)

    def post(
        self, url: str, *, follow: bool = False, live: bool = False, **form: Any
    ) -> TestResponse:
        """Send a form as a browser would; `live` as the script of an open page does."""
        headers = OURS | ({ASKED_BY: "true"} if live else {})
        with self.app.app_context():
            return self.client.post(url, data=form, headers=headers, follow_redirects=follow)


@dataclass
class Person(Visitor):
    """Somebody signed in, in a browser of their own."""

    member_id: int = 0
    secret: str = ""

    @property
    def member(self) -> Member:
        """The member row as it is now."""
        db.expire_all()
        return db.get_one(Member, self.member_id)

    @property
    def csrf(self) -> str:
        cookie = {"Cookie": self._cookie}
        with self.app.app_context(), self.app.test_request_context(headers=cookie):
            return csrf_token()

    @property
    def _cookie(self) -> str:
        return f"{cookie_name()}={self.secret}"

    def post(
        self, url: str, *, follow: bool = False, live: bool = False, **form: Any
    ) -> TestResponse:
        return super().post(url, follow=follow, live=live, **({"csrf_token": self.csrf} | form))

    def api(self, method: str, url: str, **json: Any) -> TestResponse:
        """Call /api/v1 with a token of one's own; `url` begins behind the prefix."""
        headers = {"Authorization": f"Bearer {self.token()}"}
        with self.app.app_context():
            return self.app.test_client().open(
                f"/api/v1{url}", method=method, json=json or None, headers=headers
            )

    def token(self) -> str:
        token = f"token-of-{self.member_id}"
        with writing():
            if not db.query(ApiToken).where(ApiToken.digest == digest(token)).count():
                made = {"name": "tests", "scopes": " ".join(SCOPES)}
                db.add(ApiToken(digest=digest(token), member_id=self.member_id, **made))
        return token

    def stands_on(self, rung: Rung, *, days: int = 100) -> None:
        """Put the person on a rung, joined some days ago."""
        with writing():
            member = db.get_one(Member, self.member_id)
            member.joined_at = now() - timedelta(days=days)
            standing = db.get(Standing, self.member_id) or Standing(member_id=self.member_id)
            if rung in (Rung.ADVOCATE, Rung.EMERITUS):
                standing.advocacy_id = agreed_advocacy(self.member_id)
            standing.rung = rung
            db.add(standing)


def agreed_advocacy(member_id: int) -> int:
    """The yes of somebody who was asked on the day they came; the same one each time."""
    mine = db.query(Advocacy).where(Advocacy.member_id == member_id, Advocacy.ended_at.is_(None))
    if there := mine.first():
        return there.id
    advocacy = Advocacy(member_id=member_id, reason="Everybody asks you.", agreed_at=now())
    db.add(advocacy)
    db.flush()
    return advocacy.id


def make_person(app: Flask, name: str, *, role: Role = Role.CITIZEN, **facts: Any) -> Person:
    """A verified member with an open browser session."""
    secret = f"sign-in-of-{name.replace(' ', '-')}"
    with writing():
        member = Member(
            name=name,
            name_key=name.casefold(),
            email=f"{name.split()[0].lower()}@example.org",
            email_key=f"{name.split()[0].lower()}@example.org",
            role=role,
            joined_at=now() - timedelta(days=30),
            **({"verified_at": now()} | facts),
        )
        db.add(member)
        db.flush()
        db.add(Standing(member_id=member.id))
        db.add(
            SignIn(
                digest=digest(secret),
                member_id=member.id,
                browser="Test",
                second_step_at=now(),  # whoever works here has shown the code of their phone
                ends_at=now() + timedelta(days=30),
            )
        )
        member_id = member.id
    person = Person(app, member_id=member_id, secret=secret)
    person.client.set_cookie(cookie_name(), secret)
    return person
