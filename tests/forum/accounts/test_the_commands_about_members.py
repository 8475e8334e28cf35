"""`folkmoot member` and `folkmoot token`: one sentence on success, one on failure."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from forum.accounts import actions, checks, queries, tokens
from forum.accounts.cli import member, token
from forum.accounts.models import ApiToken, Member, SignIn
from forum.accounts.standing import Role
from forum.accounts.tasks import forget_ended
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from tests.cast import Visitor
from tests.forum.accounts.conftest import member_at

PASSWORD = "seven quiet bicycles"


def test_a_member_made_by_a_command_can_sign_in(app, letterbox):
    made = _create("--role", "agent", "--password-stdin", typed=PASSWORD + "\n")

    answer = Visitor(app).post("/sign-in", email="dora@example.org", password=PASSWORD)

    assert made.exit_code == 0
    assert made.output.endswith("Dora Bell, agent\n")
    assert answer.status_code == 303
    assert member_at("dora@example.org").role == "agent"
    assert letterbox.letters("dora@example.org") == []


def test_without_a_password_the_link_by_mail_gives_one(app, letterbox):
    _create()
    Visitor(app).post("/password", email="dora@example.org")

    answer = Visitor(app).post(
        letterbox.link("dora@example.org", at="/password"), password=PASSWORD
    )

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (["--email", "nonsense"], "", "does not look like an e-mail address"),
        (["--name", "a@b"], "", "Leave out these signs"),
        (["--password-stdin"], "short\n", "at least 8"),
        (["--password-stdin"], "", "at least 8"),
        (["--password-stdin"], "dora bell dora\n", "Leave your name"),
        (["--email", "ADA@example.org"], "", "an account with this e-mail address"),
        (["--name", "ada okafor"], "", "name is taken here"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(app, ada, arguments, typed, sentence):
    made = _create(*arguments, typed=typed)

    assert made.exit_code == 1
    assert made.stderr.startswith("Error: ")
    assert sentence in made.stderr
    assert made.stderr.count("\n") == 1
    with fresh_reading():
        assert db.query(Member).count() == 1


def test_an_unknown_role_is_wrong_use(app):
    assert _create("--role", "king").exit_code == 2


def test_a_role_is_changed_and_written_down(app, ada):
    changed = CliRunner().invoke(member, ["role", "ada@example.org", "moderator"])

    with fresh_reading():
        [entry] = db.query(AuditEntry).all()
    assert changed.exit_code == 0
    assert ada.member.role == "moderator"
    assert (entry.deed, entry.person_id, entry.reason) == (
        "role_changed",
        ada.member_id,
        "moderator",
    )


def test_the_same_role_again_changes_nothing(app, ada):
    for _ in range(2):
        CliRunner().invoke(member, ["role", "ada@example.org", "moderator"])

    with fresh_reading():
        assert db.query(AuditEntry).count() == 1


@pytest.mark.parametrize("command", [[member, "role", "x@y.org", "admin"], [token, "create"]])
def test_nobody_of_that_address_is_a_failure(app, command):
    group, *arguments = command
    if group is token:
        arguments += ["--email", "x@y.org", "--name", "Bridge"]

    answer = CliRunner().invoke(group, arguments)

    assert answer.exit_code == 1
    assert "Nobody has the address x@y.org." in answer.stderr


def test_only_administrators_give_roles(app, ada, cleo, adam):
    with writing(), pytest.raises(Refused):
        actions.change_role(_of(ada), Role.AGENT, by=_of(cleo))
    with writing():
        actions.change_role(_of(ada), Role.AGENT, by=_of(adam))

    assert ada.member.role == "agent"


def test_a_token_is_printed_once_and_kept_as_a_digest(app, ada):
    answer = CliRunner().invoke(token, ["create", "--email", "ada@example.org", "--name", "Bridge"])

    secret = answer.output.strip()
    with fresh_reading():
        [kept] = db.query(ApiToken).all()
    assert secret.startswith("fm_")
    assert kept.name == "Bridge"
    assert secret not in kept.digest


def test_a_token_of_an_erased_person_cannot_be_made(app, ada):
    with writing():
        db.query(Member).update({"erased_at": now()})

    with writing(), pytest.raises(Refused):
        tokens.issue_token(_of(ada), name="Bridge")


def test_the_doctor_finds_imported_people_who_can_be_reached(app, ada):
    assert list(checks.unreachable_people()) == []
    with writing():
        db.query(Member).update({"erased_at": now()})

    with fresh_reading():
        found = list(checks.unreachable_people())
        acting = list(checks.unreachable_people_signed_in())

    assert [finding.check for finding in found] == ["unreachable people"]
    assert len(acting) == 1


def test_members_are_counted_without_the_erased(app, ada, ben):
    assert queries.count_members() == 2
    with writing():
        db.get_one(Member, ben.member_id).erased_at = now()

    with fresh_reading():
        assert queries.count_members() == 1


def test_sign_ins_that_ended_long_ago_are_forgotten(app, ada, ben):
    with writing():
        old = now() - timedelta(days=31)
        db.query(SignIn).where(SignIn.member_id == ben.member_id).update({"ends_at": old})

    forget_ended()

    with fresh_reading():
        assert [row.member_id for row in db.query(SignIn)] == [ada.member_id]


def _create(*more, typed=""):
    arguments = ["--email", "dora@example.org", "--name", "Dora Bell", *more]
    return CliRunner().invoke(member, ["create", *arguments], input=typed)


def _of(person):
    return db.get_one(Member, person.member_id)


def test_a_token_can_be_taken_back(app, ada):
    made = CliRunner().invoke(token, ["create", "--email", "ada@example.org", "--name", "Bridge"])
    headers = {"Authorization": f"Bearer {made.output.strip()}"}
    before = ada.get("/api/v1/me", headers=headers).status_code

    ended = CliRunner().invoke(token, ["end", "--email", "ada@example.org", "--name", "Bridge"])

    assert (before, ada.get("/api/v1/me", headers=headers).status_code) == (200, 401)
    assert ended.exit_code == 0
    assert "opens nothing any more" in ended.output


def test_a_token_that_is_not_there_cannot_be_taken_back(app, ada):
    answer = CliRunner().invoke(token, ["end", "--email", "ada@example.org", "--name", "Bridge"])

    assert answer.exit_code == 1
    assert "no token of this name" in answer.stderr
