"""Tokens with scopes: made on one's own page, shown once, and good for what they were made for."""

import re
from datetime import timedelta

import pytest
import time_machine
from click.testing import CliRunner

from forum.accounts import cli
from forum.accounts.models import ApiToken
from forum.accounts.scopes import OF_LEVELS, SCOPES
from forum.accounts.tokens import issue_token
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.house import house
from tests.architecture.house import routes
from tests.cast import Visitor
from tests.forum.accounts.phones import forget_phone

PAGE = "/me/tokens"
QUESTION = {"title": "My permit is lost", "body": "It never came.", "topic": "parking"}


def makes(person, **form):
    answer = person.post(PAGE, **{"name": "Timetable", "days": "30"} | form)
    found = re.search(r"fm_[\w-]{40,}", answer.text)
    return answer, found[0] if found else ""


def asked(app, token, method, path, **sent):
    headers = {"Authorization": f"Bearer {token}"}
    with app.app_context():
        client = Visitor(app).client
        return client.open(f"/api/v1{path}", method=method, json=sent or None, headers=headers)


def test_a_token_is_shown_once_and_works(app, ada):
    answer, token = makes(ada, read="y")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert asked(app, token, "GET", "/me").status_code == 200
    assert token not in ada.get(PAGE).text
    assert "Timetable" in ada.get(PAGE).text
    assert token not in db.query(ApiToken).one().digest


def test_a_token_to_read_writes_nothing_and_is_told_what_it_lacks(app, ada, parking):
    _, token = makes(ada, read="y")

    answer = asked(app, token, "POST", "/threads", **QUESTION)

    assert answer.status_code == 403
    assert answer.content_type == "application/problem+json"
    assert "“write”" in answer.json["detail"]


def test_a_token_to_write_reads_nothing(app, ada, parking):
    _, token = makes(ada, write="y")

    assert asked(app, token, "POST", "/threads", **QUESTION).status_code == 201
    assert "“read”" in asked(app, token, "GET", "/me").json["detail"]


def test_without_the_desk_staff_are_citizens_to_their_programs(app, dev, ada, parking):
    """Also on calls that are open to all members, and show staff more."""
    from tests.moderation.conftest import asks

    thread_id = asks(ada, parking, "My permit has not come")
    reference = ada.api("POST", f"/threads/{thread_id}/escalation", reason="Late.").json[
        "reference"
    ]
    with writing():
        plain = issue_token(dev.member, name="plain", scopes=["read", "write"])
        whole = issue_token(dev.member, name="whole", scopes=["read", "write", "desk"])

    assert "“desk”" in asked(app, plain, "GET", "/tickets").json["detail"]
    assert asked(app, plain, "GET", f"/tickets/{reference}").status_code == 404
    assert asked(app, whole, "GET", f"/tickets/{reference}").status_code == 200
    assert asked(app, whole, "GET", "/tickets").status_code == 200


def test_nobody_gets_a_scope_that_they_have_not(ada, dev):
    of_citizen, nothing = makes(ada, read="y", desk="y")
    of_agent, none_either = makes(dev, admin="y")

    assert of_citizen.status_code == of_agent.status_code == 422
    assert "Your own account does not open this" in of_citizen.text
    assert not nothing
    assert not none_either
    assert db.query(ApiToken).count() == 0


def test_staff_without_a_phone_make_no_token_for_the_desk(dev):
    """Or a token would be a way around the second step."""
    forget_phone(dev)

    page = dev.get(PAGE).text
    answer, token = makes(dev, desk="y")

    assert 'name="desk"' not in page
    assert answer.status_code == 422
    assert not token


@pytest.mark.parametrize(
    "form", [{"name": ""}, {"days": "0"}, {"days": "366"}, {"days": "x"}, {"read": ""}]
)
def test_what_is_missing_is_said(ada, form):
    answer, token = makes(ada, **{"read": "y"} | form)

    assert answer.status_code == 422
    assert not token


def test_after_its_last_day_it_opens_nothing(app, ada):
    _, token = makes(ada, read="y", days="1")

    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        assert asked(app, token, "GET", "/me").status_code == 401


def test_ending_a_token_acts_at_once_and_twice_is_harmless(app, ada, ben):
    _, token = makes(ada, read="y")
    path = f"{PAGE}/{db.query(ApiToken).one().id}/removal"

    by_another = ben.post(path)
    answers = [ada.post(path).status_code for _ in range(2)]

    assert by_another.status_code == 404
    assert answers == [303, 303]
    assert asked(app, token, "GET", "/me").status_code == 401


def test_twenty_are_enough(ada):
    with writing():
        for number in range(20):
            issue_token(ada.member, name=str(number), scopes=["read"])

    answer, token = makes(ada, read="y")

    assert answer.status_code == 403
    assert "You have 20 tokens" in answer.text
    assert not token


def test_the_command_makes_a_token_for_what_it_is_told(app, dev, parking):
    args = ["create", "--email", "dev@example.org", "--name", "Board"]

    narrow = CliRunner().invoke(cli.token, [*args, "--scope", "read"])
    whole = CliRunner().invoke(cli.token, args)
    refused = CliRunner().invoke(cli.token, [*args, "--scope", "admin"])

    assert asked(app, narrow.output.strip(), "GET", "/tickets").status_code == 403
    assert asked(app, whole.output.strip(), "GET", "/tickets").status_code == 200
    assert refused.exit_code == 1
    assert "does not open this" in refused.output


def test_every_level_of_access_has_its_scope(app):
    """A level without one would fall to everybody's read and write."""
    levels = {house().access[route.endpoint] for route in routes(app) if route.is_api}

    assert levels <= {"anyone", "member", *OF_LEVELS}
    assert set(OF_LEVELS.values()) <= set(SCOPES)
    from forum.accounts.policy import ADMITS

    assert set(ADMITS) == {"anyone", "member", *OF_LEVELS}
