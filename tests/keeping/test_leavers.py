"""Whoever leaves loses every right in every process at the next request."""

import urllib.error
import urllib.request

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from forum.accounts import actions, sign_ins
from forum.accounts.cli import member
from forum.accounts.current import cookie_name
from forum.accounts.models import ApiToken, Member, SignIn
from forum.accounts.standing import Role
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from tests.cast import Visitor, make_person
from tests.races.conftest import BOTH_TOWNS
from tests.races.towns import inside
from tests.services.town import running_town

TIMES = 12  # enough to meet both web processes


def test_a_leaver_loses_sign_ins_tokens_and_role_at_once(app, dev):
    token = dev.token()
    assert dev.get("/desk").status_code == 200
    assert dev.api("GET", "/me").status_code == 200

    left = CliRunner().invoke(member, ["leave", "--email", "dev@example.org"])

    assert left.exit_code == 0, left.output
    assert dev.get("/desk").status_code == 401
    assert asked_with(app, token) == 401
    assert dev.member.role == Role.CITIZEN
    assert deeds() == ["role_changed", "left"]


def test_leaving_twice_is_harmless(app, dev):
    for _ in range(2):
        with writing():
            actions.leave(dev.member, by=None)

    assert dev.get("/desk").status_code == 401
    assert db.scalars(select(ApiToken.ended_at)).all() == []


def test_a_leaver_may_sign_in_again_but_only_as_a_citizen(app, dev):
    with writing():
        actions.leave(dev.member, by=None)
    with writing():
        dev.secret = sign_ins.begin_sign_in(dev.member, browser="Test")
    dev.client.set_cookie(cookie_name(), dev.secret)

    assert dev.get("/me").status_code == 200
    assert dev.get("/desk").status_code == 403


def test_nobody_has_the_address(app):
    left = CliRunner().invoke(member, ["leave", "--email", "nobody@example.org"])

    assert left.exit_code == 1
    assert "Nobody has the address" in left.output


def test_an_ended_account_opens_nothing(app, dev):
    token = dev.token()
    with writing():
        dev.member.erased_at = now()

    assert dev.get("/desk").status_code == 401
    assert asked_with(app, token) == 401


def asked_with(app, token):
    client, sent = Visitor(app).client, {"Authorization": f"Bearer {token}"}
    return client.get("/api/v1/me", headers=sent).status_code


def deeds():
    db.rollback()
    return list(db.scalars(select(AuditEntry.deed).order_by(AuditEntry.id)))


@pytest.fixture
def place(tmp_path, database_url):
    with running_town(tmp_path, database_url=database_url) as town:
        yield town


@BOTH_TOWNS
def test_rights_are_gone_in_both_web_processes_at_the_next_request(place):
    with inside(place) as app:
        people = {name: make_person(app, f"{name} Agent", role=Role.AGENT) for name in NAMES}
        tokens = {name: person.token() for name, person in people.items()}
    headers = {n: {"Cookie": f"{cookie_name_of(place)}={p.secret}"} for n, p in people.items()}
    programs = {name: {"Authorization": f"Bearer {token}"} for name, token in tokens.items()}
    for name in NAMES:
        assert answers(place, "/desk", headers[name]) == {200}
        assert answers(place, "/api/v1/tickets", programs[name]) == {200}

    place.command("member", "leave", "--email", "left@example.org")
    place.command("member", "role", "demoted@example.org", "citizen")
    with inside(place), writing():
        ended = select(Member).where(Member.email == "ended@example.org")
        db.scalars(ended).one().erased_at = now()

    assert [answers(place, "/desk", headers[name]) for name in NAMES] == [{401}] * 3
    refused = [answers(place, "/api/v1/tickets", programs[name]) for name in NAMES]
    assert refused == [{401}, {403}, {401}]
    with inside(place):
        live = select(SignIn).join(Member).where(SignIn.ends_at > now(), Member.role != "citizen")
        assert [sign_in.member.email for sign_in in db.scalars(live)] == ["ended@example.org"]


NAMES = ("Left", "Demoted", "Ended")


def cookie_name_of(place):
    with inside(place):
        return cookie_name()


def answers(place, path, headers):
    """The different answers of twelve connections in a row."""
    return {asked(place, path, headers) for _ in range(TIMES)}


def asked(place, path, headers):
    request = urllib.request.Request(f"{place.url}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=15) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code
