"""One list of privileges: each is asked for by something, explained, and asked for in one way."""

import ast
from datetime import date

from forum.accounts.standing import COMES_WITH, LADDER, Privilege, Rung
from forum.people.ladder_page import ASKED, PURPOSES, WAYS
from forum.reputation.ladder import RULES
from tests.architecture.sources import rooms, told

# Showing a button and filling a demo town ask too, but refuse nobody.
REFUSES_NOBODY = ("/views/", "/demo/", "/fillings.py")
REQUIRES = {"may", "require"}

# Where a rung itself is read, and not what it lets somebody do.
READS_A_RUNG = {
    "forum/accounts/models/members.py": "answers what somebody may",
    "forum/notifications/reactions.py": "tells somebody that their tools changed",
    "moderation/ladder/cli.py": "says why somebody stands where they do",
    "moderation/ladder/queries/showing.py": "where people stand, for moderators",
    "moderation/ladder/queries/trying.py": "what other rules would do",
    "moderation/ladder/views/people.py": "what moderators decide about a rung",
    "forum/recognition/queries/facts.py": "the badge of an advocate, which opens nothing",
    "forum/threads/actions/guarding.py": "how much wider the limits of a rung are",
    "forum/threads/policy.py": "first-day limits against advertisers",
    "forum/threads/queries/bylines.py": "a mark beside a name",
    "forum/threads/queries/question.py": "a mark beside a name",
    "forum/threads/queries/talk.py": "a mark beside a name",
    "forum/ideas/queries/comments.py": "a mark beside a name",
    "forum/ideas/queries/ideas.py": "a mark beside a name",
    "forum/people/portraits.py": "a mark beside a name",
    "forum/people/api.py": "where oneself stands, for programs",
    "forum/people/views/pages.py": "where oneself stands",
    "forum/people/wording.py": "where oneself stands, in words",
    "moderation/fairness/queries.py": "the public figures that would show a difference",
    "moderation/fairness/reckoning.py": "compares the waits of each rung",
    "moderation/fairness/views.py": "shows them",
}


def test_every_privilege_is_asked_for_or_said_to_come_with_something():
    asked = {
        one
        for source in rooms()
        if not any(part in f"/{source.place}" for part in REFUSES_NOBODY)
        for one in _asked_in(source.tree)
    }

    idle = sorted(set(Privilege) - asked - set(COMES_WITH))
    assert not idle, told(
        "A privilege that nothing asks for is a promise: let a policy or an action ask for it, or "
        "write it into COMES_WITH with today’s date and what it comes with.",
        idle,
    )
    here = sorted(set(COMES_WITH) & asked)
    assert not here, told("It is here now: take it out of COMES_WITH.", here)


def test_what_is_to_come_is_dated_and_says_with_what():
    for since, what in COMES_WITH.values():
        assert isinstance(since, date)
        assert len(what.split()) > 2


def test_every_privilege_is_unlocked_by_a_rung():
    unlocked = frozenset[Privilege]().union(*(step.privileges for step in LADDER.values()))

    assert unlocked == set(Privilege)


def test_every_privilege_and_every_rule_has_its_words():
    rules = [rule for rung in Rung for rule in RULES.get(rung, ())]

    assert set(PURPOSES) == set(Privilege)
    assert {rule.name for rule in rules} <= set(ASKED)
    assert {rule.way for rule in rules} - {""} <= set(WAYS)


def test_what_somebody_may_is_asked_and_not_guessed_from_a_rung():
    reading = {
        source.place
        for source in rooms()
        if not source.place.startswith("forum/reputation/")
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Attribute) and node.attr == "rung")
        or (isinstance(node, ast.Call) and _gets_rung(node))
    }

    strangers = sorted(reading - set(READS_A_RUNG))
    assert not strangers, told(
        "Ask `member.may(Privilege.…)`: what a rung lets somebody do stands in one table, and "
        "sanctions take it back.",
        strangers,
    )
    assert reading == set(READS_A_RUNG), "A line of the table is of no use any more: take it out."


def test_the_rules_see_what_they_are_to_see():
    asked = "guarding.require(by, Privilege.TRIAGE) or by.may(Privilege.ASK)"
    named = "LOCKED = {Privilege.UPVOTE: 'Not yet.'}"
    got = ast.parse("getattr(member, 'rung')").body[0]

    assert list(_asked_in(ast.parse(asked))) == [Privilege.TRIAGE, Privilege.ASK]
    assert list(_asked_in(ast.parse(named))) == []
    assert isinstance(got, ast.Expr)
    assert isinstance(got.value, ast.Call)
    assert _gets_rung(got.value)


def _asked_in(tree):
    """Privileges that are asked for: named inside a call of `may` or `require`."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in REQUIRES:
            for node in (one for part in call.args for one in ast.walk(part)):
                if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Privilege":
                    yield Privilege[node.attr]


def _gets_rung(call):
    said = [one.value for one in call.args if isinstance(one, ast.Constant)]
    return getattr(call.func, "id", "") in {"getattr", "attrgetter"} and "rung" in said
