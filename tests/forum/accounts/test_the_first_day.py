"""An empty place has one way in: a link that `init` prints and that makes one administrator."""

import re
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.commands.saving import init, pilot
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.site import site
from tests.cast import PASSWORD, Visitor, make_person
from tests.keeping.conftest import stamp

FOUNDER: dict[str, Any] = {"name": "Mona Quist", "email": "mona@example.org", "password": PASSWORD}


def sets_up(app, *options):
    stamp(app)
    return CliRunner().invoke(init, options, catch_exceptions=False).output


def link_in(said):
    return re.findall(r"/first-day/[0-9a-f]{64}", said)[0]


def is_pilot():
    with fresh_reading():
        return site().is_pilot


@pytest.fixture
def link(app):
    return link_in(sets_up(app))


def test_whoever_has_the_link_becomes_the_first_administrator(app, link, visitor):
    assert "You become the first administrator" in visitor.get(link).text

    begun = visitor.post(link, **FOUNDER)

    assert begun.location == "/me/sign-in/second-step?next=/desk/start"
    assert "Mona Quist" in visitor.get("/").text
    with fresh_reading():
        member = db.query(Member).one()
        assert (member.role, member.is_verified) == (Role.ADMIN, True)
        assert db.query(AuditEntry.deed).scalar() == "first administrator"


def test_it_works_once(app, link, visitor):
    visitor.post(link, **FOUNDER)

    again = Visitor(app).post(link, **FOUNDER | {"email": "eve@example.org", "name": "Eve"})

    assert again.status_code == 404
    assert "This link has been used" in again.text
    assert db.query(Member).count() == 1


def test_it_works_for_seven_days(app, link, visitor, time_machine):
    time_machine.move_to(now() + timedelta(days=7, minutes=1))

    assert visitor.get(link).status_code == 404
    assert visitor.post(link, **FOUNDER).status_code == 404
    assert db.query(Member).count() == 0


def test_a_guessed_link_opens_nothing(app, link, visitor):
    assert visitor.post(f"/first-day/{'0' * 64}", **FOUNDER).status_code == 404
    assert db.query(Member).count() == 0


def test_wrong_entries_are_explained_and_use_nothing_up(app, link, visitor):
    refused = visitor.post(link, **FOUNDER | {"password": "short"})

    assert refused.status_code == 422
    assert visitor.post(link, **FOUNDER).status_code == 303


def test_an_administrator_made_by_a_command_ends_the_link(app, link, visitor):
    from forum.accounts.actions import add_member

    with writing():
        add_member(name="Adam Reed", email="adam@example.org", role=Role.ADMIN, verified=True)

    assert visitor.get(link).status_code == 404


def test_setting_up_again_prints_the_same_link_while_nobody_is_here(app, link):
    assert link_in(sets_up(app)) == link

    make_person(app, "Ada Okafor")
    assert "first-day" not in sets_up(app)


def test_an_old_link_is_renewed(app, link, visitor, time_machine):
    time_machine.move_to(now() + timedelta(days=8))

    renewed = link_in(sets_up(app))

    assert renewed != link
    assert visitor.get(renewed).status_code == 200


def test_a_new_place_begins_as_a_pilot(app, link):
    assert is_pilot()


def test_a_place_with_people_in_it_does_not_become_a_pilot(app):
    make_person(app, "Ada Okafor")

    sets_up(app)

    assert not is_pilot()


def test_a_place_may_be_open_from_the_start(app):
    sets_up(app, "--open")

    assert not is_pilot()


def test_setting_up_again_does_not_close_what_was_opened(app, link):
    said = CliRunner().invoke(pilot, ["off"], catch_exceptions=False).output
    sets_up(app)

    assert "The site is open." in said
    assert not is_pilot()


class TestPilot:
    """What a pilot is for those who were not invited."""

    @pytest.fixture(autouse=True)
    def is_one(self, app):
        CliRunner().invoke(pilot, ["on"], catch_exceptions=False)

    def test_nobody_signs_up_without_an_invitation(self, visitor):
        asked = visitor.get("/sign-up")
        sent = visitor.post("/sign-up", **FOUNDER, is_13="y")

        assert "only people we have asked" in asked.text
        assert 'href="/contact"' in asked.text
        assert sent.status_code == 403
        assert db.query(Member).count() == 0

    def test_every_page_says_so(self, visitor, ada):
        assert "It is not open yet" in visitor.get("/").text
        assert "It is not open yet" in ada.get("/me").text

    def test_search_engines_keep_nothing(self, visitor):
        front = visitor.get("/")

        assert front.headers["X-Robots-Tag"] == "noindex"
        assert 'rel="canonical"' not in front.text
        assert "Disallow: /\n" in visitor.get("/robots.txt").text

    def test_people_who_are_here_can_sign_in_and_ask(self, ada, parking):
        asked = ada.post("/ask", title="Where?", body="Here?", topic="parking", door="public")

        assert asked.status_code < 400

    def test_opened_everybody_comes_in(self, visitor):
        CliRunner().invoke(pilot, ["off"], catch_exceptions=False)

        assert "Choose a password" in visitor.get("/sign-up").text
        assert "X-Robots-Tag" not in visitor.get("/").headers
        assert "Disallow: /\n" not in visitor.get("/robots.txt").text
