"""People show the house everything it must not write down; run as a process of its own.

`python -m tests.architecture.secrets_told FOLDER` prints on stdout, as JSON, what must not be
found in the logs, which go to stderr as they do in service.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from config import Config
from forum.accounts.actions import change_role
from forum.accounts.current import cookie_name
from forum.accounts.phone_codes import spelled
from forum.accounts.queries import member_with_email
from forum.accounts.standing import Role
from forum.accounts.tokens import issue_token
from forum.app import create_app
from forum.kernel import settling
from forum.kernel.db import db, writing
from forum.kernel.schema import create_everything
from forum.services.actions import add_service
from tests.cast import Person, Visitor
from tests.forum.accounts.phones import DOOR, PAGE, codes_on, shown_key

NAME, EMAIL, OTHER_EMAIL = "Joyce Hartwell", "joyce@example.org", "robin.vane@example.org"
PASSWORD, WRONG_PASSWORD, NEW_PASSWORD = "three green kettles", "four red pans", "nine blue cups"
WORDS = "The bailiff comes on Tuesday"
LOST_TOKEN = "fm_a-token-that-nobody-knows"


def main(folder: str) -> None:
    home = Path(folder)
    app = create_app(Config(HOME=home, TESTING=True, LOG_LEVEL="debug"))
    create_everything(app)
    with app.app_context():
        _open_service()
        told = [NAME, EMAIL, OTHER_EMAIL, PASSWORD, WRONG_PASSWORD, NEW_PASSWORD, WORDS, LOST_TOKEN]
        told += [*_join(app, home), *_come_back(app, home), *_call_by_token(app)]
        told += _come_to_work(app)
        told += _write_in_private(app)
        _meet_a_fault(app)
    click.echo(json.dumps(told))


def _open_service() -> None:
    hours = {"zone": "UTC", "frames": {"0": [["09:00", "17:00"]]}}
    words = dict.fromkeys(("slug", "name", "summary", "owner", "phone", "place", "opening"), "desk")
    with writing():
        add_service(**words, calendar=hours, first_response_minutes=960, resolution_minutes=2400)


def _join(app: Flask, home: Path) -> list[str]:
    """The code of the link that proves the address, and the secret of the sign-in it begins."""
    joyce = Visitor(app)
    joyce.post("/sign-up", name=NAME, email=EMAIL, password=PASSWORD, is_13="y")
    code = _code(app, home, "/verify/")
    return [code, _cookie(joyce.post(f"/verify/{code}"))]


def _come_back(app: Flask, home: Path) -> list[str]:
    """A wrong password, the right one, then a new one by mail."""
    joyce = Visitor(app)
    joyce.post("/sign-in", email=EMAIL, password=WRONG_PASSWORD)
    secret = _cookie(joyce.post("/sign-in", email=EMAIL, password=PASSWORD))
    forgetful = Visitor(app)
    forgetful.post("/password", email=EMAIL)
    code = _code(app, home, "/password/")
    return [secret, code, _cookie(forgetful.post(f"/password/{code}", password=NEW_PASSWORD))]


def _come_to_work(app: Flask) -> list[str]:
    """The key of the phone in both spellings, the codes shown, and those kept on paper."""
    with writing():
        change_role(member_with_email(EMAIL), Role.AGENT, by=None)  # type: ignore[arg-type]
    first = Visitor(app).post("/sign-in", email=EMAIL, password=NEW_PASSWORD)
    joyce = Person(app, secret=_cookie(first))
    joyce.client.set_cookie(cookie_name(), joyce.secret)
    phone, locked = shown_key(joyce.get(PAGE))
    code = phone.code()
    papers = codes_on(joyce.post(PAGE, key=locked, code=code))
    again = Visitor(app)
    again.post("/sign-in", email=EMAIL, password=NEW_PASSWORD)
    again.post(DOOR, code=papers[0])
    letters = spelled(phone.key)
    return [letters, letters.replace(" ", ""), phone.key.hex(), locked, *papers]


def _call_by_token(app: Flask) -> list[str]:
    with writing():
        token = issue_token(member_with_email(EMAIL), name="Timetable")  # type: ignore[arg-type]
    for sent in (token, LOST_TOKEN):
        Visitor(app).get("/api/v1/me", headers={"Authorization": f"Bearer {sent}"})
    return [token]


def _write_in_private(app: Flask) -> list[str]:
    """The keys that open the ticket: after writing, and after checking it later."""
    robin = Visitor(app)
    letter: dict[str, Any] = {"name": NAME, "email": OTHER_EMAIL, "title": WORDS, "body": WORDS}
    opened = robin.post("/contact", about="", **letter).location
    reference = urlsplit(opened).path.split("/")[2]
    checked = robin.post("/tickets", reference=reference, email=OTHER_EMAIL).location
    key = parse_qs(urlsplit(checked).query)["key"][0]
    robin.get(opened)
    robin.get(checked)
    robin.post(f"/tickets/{reference}/messages?key={key}", body=WORDS)
    return [key, parse_qs(urlsplit(opened).query)["key"][0]]


def _meet_a_fault(app: Flask) -> None:
    """The database refuses, and says with which words it was asked."""
    with writing():
        db.execute(text("alter table member rename to mislaid"))
    answer = Visitor(app).post("/sign-in", email=EMAIL, password=PASSWORD)
    if answer.status_code != 500:
        raise AssertionError("This should have been a fault.")


def _code(app: Flask, home: Path, place: str) -> str:
    settling.settle(app, seconds=30)
    letters = [path.read_text() for path in sorted((home / "mail").glob("*.eml"))]
    return [found[1] for found in (re.search(rf"{place}(\S+)", one) for one in letters) if found][
        -1
    ]


def _cookie(answer: TestResponse) -> str:
    """The secret that the browser keeps."""
    return answer.headers.getlist("Set-Cookie")[0].partition("=")[2].partition(";")[0]


if __name__ == "__main__":
    main(sys.argv[1])
