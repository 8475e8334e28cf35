"""Loyalty buys neither speed nor a bigger voice: what orders, promises, assigns or counts supports
cannot know a rung or reputation. The twin test in tests/moderation proves the same by acting.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture.equity import (
    orders_by_standing,
    signs_of_asking,
    signs_of_capacity,
    signs_of_standing,
)
from tests.architecture.sources import ROOT, rooms, templates, told

# Where rungs and reputation are kept and worked out.
THEIR_OWN = ("forum/reputation/",)

# Who else knows of a rung or of reputation, and what for. A new line is read by two people.
KNOWS = {
    "forum/accounts/actions.py": "whoever joins gets a standing, on the first rung",
    "forum/accounts/models/__init__.py": "names the tables of accounts",
    "forum/accounts/models/members.py": "answers what somebody may",
    "forum/accounts/models/standings.py": "keeps the rung",
    "forum/accounts/queries.py": "locks a member without their standing",
    "forum/accounts/standing.py": "the ladder and what each rung unlocks",
    "forum/advisory/reactions.py": "whoever lost the rung is in the group no longer",
    "forum/climbing.py": "who is told when their tools change",
    "forum/erasing.py": "takes it away from whoever is erased",
    "forum/home/demo/building.py": "the demo town has an advocate",
    "forum/ideas/actions/proposing.py": "a newcomer’s first idea is read first, and one at a time",
    "forum/ideas/queries/comments.py": "a mark beside a name",
    "forum/ideas/queries/ideas.py": "a mark beside a name",
    "forum/imports/folding.py": "people of an archive get what they earned there",
    "forum/integrity/queries/cases.py": "what a reversal took back",
    "forum/integrity/queries/flows.py": "who gives points to whom",
    "forum/integrity/queries/gifts.py": "who gives points to whom",
    "forum/judging.py": "what a reversal takes back",
    "forum/notifications/letters/standings.py": "tells somebody that their tools will rest",
    "forum/notifications/reactions.py": "tells somebody that their tools changed",
    "forum/notifications/announcing.py": "tells many that the rules change",
    "forum/people/api.py": "where oneself stands, for programs",
    "forum/people/ladder_page.py": "the ladder, for everybody to read",
    "forum/people/portraits.py": "a mark beside a name",
    "forum/people/views/choosing.py": "pauses, and a yes or no to being an advocate",
    "forum/people/views/growing.py": "the ladder, for everybody to read",
    "forum/people/views/pages.py": "where oneself stands",
    "forum/people/wording.py": "where oneself stands, in words",
    "forum/personal.py": "what a person takes along, and what is kept of them",
    "forum/recognising.py": "badges follow from how somebody moved on the ladder",
    "forum/recognition/actions/badges.py": "badges are given and taken; they open nothing",
    "forum/recognition/actions/years.py": "who has a year in figures",
    "forum/recognition/policy.py": "who can be thanked, or stand in a list",
    "forum/recognition/queries/facts.py": "what badges are given for",
    "forum/recognition/queries/years.py": "a year of oneself in figures",
    "forum/recognition/reactions.py": "badges follow from how somebody moved on the ladder",
    "forum/recognition/rules.py": "different people, counted as the ladder counts them",
    "forum/referrals/policy.py": "who may invite, and of whom it is written down that they came",
    "forum/referrals/queries.py": "whether an answer of theirs helped: before that nobody invites",
    "forum/tables.py": "the list of all tables",
    "forum/threads/actions/guarding.py": "how much somebody may write in a day",
    "forum/threads/actions/reading.py": "adds up how long somebody has read, which a rung asks for",
    "forum/threads/policy.py": "first-day limits against advertisers",
    "forum/threads/queries/bylines.py": "a mark beside a name",
    "forum/threads/queries/question.py": "a mark beside a name",
    "forum/threads/queries/talk.py": "a mark beside a name",
    "forum/wiring.py": "the list of reactions, totals and timers",
    "moderation/fairness/queries.py": "the public figures that would show a difference",
    "moderation/fairness/reckoning.py": "compares the waits of each rung",
    "moderation/fairness/views.py": "shows them",
    "moderation/ladder/cli.py": "says why somebody stands where they do",
    "moderation/ladder/forms.py": "what moderators decide about a rung",
    "moderation/ladder/queries/showing.py": "where people stand, for moderators",
    "moderation/ladder/queries/trying.py": "what other rules would do",
    "moderation/ladder/tasks.py": "tries other rules on everybody",
    "moderation/ladder/views/rules.py": "what other rules would do",
    "moderation/ladder/views/people.py": "what moderators decide about a rung",
    "moderation/reports/reactions.py": "an upheld report costs reputation",
}

# Who asks what somebody may: whether a thing can be done, never when or how much it counts.
ASKS = {
    "forum/accounts/models/members.py": "the one answer",
    "forum/accounts/standing.py": "the list itself",
    "forum/helping/policy.py": "look after a topic",
    "forum/advisory/policy.py": "join the advisory group",
    "forum/home/demo/telling.py": "the people of the demo town do what they may",
    "forum/ideas/actions/proposing.py": "propose",
    "forum/ideas/actions/supporting.py": "support: everybody with an account, once",
    "forum/ideas/policy.py": "propose freely",
    "forum/ideas/views/show.py": "whether the page shows the button to support",
    "forum/inside/policy.py": "look behind the scenes, hear of changes early",
    "forum/rounds/policy.py": "ask in a round of questions",
    "forum/people/ladder_page.py": "what each privilege is for, in words",
    "forum/threads/actions/answering.py": "answer, comment",
    "forum/threads/actions/asking.py": "ask",
    "forum/threads/actions/guarding.py": "the sentence of a refusal",
    "forum/threads/actions/solving.py": "ask: say what solved one’s own question",
    "forum/threads/actions/thanking.py": "thank, me too, vote",
    "forum/threads/views/show.py": "which buttons the page shows",
    "forum/uploads/policy.py": "add a picture",
    "moderation/helpdesk/actions/joining.py": "join a ticket",
    "moderation/helpdesk/actions/leaving.py": "leave one’s own question to neighbours",
    "moderation/helpdesk/actions/refusing.py": "the sentence of a refusal",
    "moderation/helpdesk/fillings.py": "which forms a question shows",
    "moderation/helpdesk/policy.py": "bring a question to the desk, mark it as known",
}

# What puts in order, promises, assigns, or counts supports: never in the first table above.
GUARDED = (
    *("search/", "forum/votes/", "forum/services/", "forum/topics/", "forum/ideas/ranking.py"),
    *("forum/ideas/models/", "forum/ideas/queries/lists.py", "forum/ideas/queries/review.py"),
    *("forum/ideas/queries/public.py", "forum/ideas/queries/counters.py", "forum/ideas/tasks.py"),
    *(f"forum/ideas/actions/{name}.py" for name in ("supporting", "keeping_to_boards", "reaching")),
    *(f"forum/ideas/actions/{name}.py" for name in ("changing", "ranking_again", "recounting")),
    *(f"forum/threads/queries/{name}.py" for name in ("lists", "public", "news", "pace", "posts")),
    *("forum/kernel/", "forum/alerts/", "forum/articles/", "forum/helping/", "forum/ballots/"),
    *(f"forum/notifications/{name}.py" for name in ("actions", "queries", "policy", "tasks")),
    *(f"moderation/{room}/" for room in ("helpdesk", "desk", "rota", "owners", "duty", "workload")),
    *(f"moderation/{room}/" for room in ("escalations", "waits", "start", "bundles", "subtasks")),
    *(f"moderation/{room}/" for room in ("saved_views", "choices", "beginners", "steps")),
    *(f"moderation/{room}/" for room in ("grievances", "handover", "mail_in", "counter", "macros")),
    *("moderation/morning/", "moderation/coaching/"),
    *("moderation/reports/queries/", "moderation/reports/actions/"),
)

# Which order, which due time, whose turn: nor may these know in which capacity it was brought.
FOR_ALL_ALIKE = (
    *(f"moderation/helpdesk/queries/{name}.py" for name in ("queue", "narrowing", "clocks")),
    "moderation/helpdesk/promises.py",
    "moderation/helpdesk/actions/promising.py",
    "moderation/helpdesk/actions/terms.py",
    "moderation/helpdesk/actions/claiming.py",
    "moderation/helpdesk/actions/owning.py",
    "moderation/rota/",
    "moderation/duty/",
    "moderation/owners/",
    "moderation/saved_views/",
    "moderation/desk/queries.py",
    "moderation/desk/waiting.py",
)

# Pages that show a mark beside a name, oneself where one stands, or everybody the ladder.
SHOWN_IN = {
    "forum/people/templates/ladder.html",
    "forum/people/templates/where.html",
    "moderation/desk/templates/ticket.html",
    "moderation/ladder/templates/index.html",
    "moderation/ladder/templates/show.html",
    "moderation/reports/templates/case.html",
}
IN_TEMPLATE = re.compile(
    r"{[{%][^}]*(?<!ui)(?<!from_marks)\.(rung|standing|reputation)\b[^}]*[%}]}"
)
SORTED = re.compile(r"\|\s*(sort|groupby|selectattr|rejectattr|max|min)\b[^}|]*(rung|reputat)")


def test_only_these_know_of_rungs_and_reputation():
    found = {source.place: list(signs_of_standing(source.tree)) for source in _others()}
    knowing = {place: signs for place, signs in found.items() if signs}

    strangers = [
        f"{place}:{line} {sign}"
        for place, signs in knowing.items()
        if place not in KNOWS
        for line, sign in signs
    ]
    assert not strangers, told(
        "Loyalty never buys speed or a bigger voice: what a file does not know it cannot weigh. If "
        "it only shows a mark or keeps somebody’s own record, give it a line with the reason.",
        strangers,
    )
    assert set(KNOWS) == set(knowing), "A line of the table is of no use any more: take it out."


def test_nothing_that_orders_promises_assigns_or_counts_supports_is_among_them():
    inside = [place for place in KNOWS if place.startswith(GUARDED)]

    assert not inside, told("These decide who is served when: they may know no rung.", inside)


INSIDE = (
    *("forum.inside", "forum.advisory", "forum.ballots", "forum.hats", "forum.rounds"),
    "forum.referrals",
)


def test_being_inside_is_known_to_nothing_that_orders_promises_or_assigns():
    """Whoever looks behind the scenes, advises, invites or wears a hat is not sooner in a queue."""
    knowing = [
        source.at(line, name)
        for source in _rooms()
        if source.place.startswith(GUARDED) and not source.place.startswith("forum/ballots/")
        for line, name in _imported(source.tree)
        if name.startswith(INSIDE)
    ]

    assert not knowing, told("These decide who is served when: they may not know of it.", knowing)


def _imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{one.name}") for one in node.names)
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)


def test_the_rule_about_being_inside_sees_an_import():
    seen = [name for _, name in _imported(ast.parse("from forum.inside import policy"))]

    assert seen == ["forum.inside.policy"]
    assert seen[0].startswith(INSIDE)


def test_what_the_guard_speaks_of_is_there():
    places = [source.place for source in _rooms()]
    gone = [
        guarded
        for guarded in (*GUARDED, *FOR_ALL_ALIKE)
        if not any(place.startswith(guarded) for place in places)
    ]

    assert not gone, told("It was moved: guard it where it is now.", gone)


def test_only_these_ask_what_somebody_may():
    asking = {s.place: signs for s in _others() if (signs := list(signs_of_asking(s.tree)))}

    strangers = [f"{p}:{line}" for p, signs in asking.items() if p not in ASKS for line, _ in signs]
    assert not strangers, told(
        "A privilege says whether something can be done. Give the file a line that says what.",
        strangers,
    )
    assert set(ASKS) == set(asking), "A line of the table is of no use any more: take it out."


def test_nothing_is_put_in_order_or_chosen_by_a_rung():
    ordering = [
        source.at(line, f"{call}(…)")
        for source in _others()
        for line, call in orders_by_standing(source.tree)
    ]

    assert not ordering, told("A mark is shown beside a name; nothing follows from it.", ordering)


def test_order_promise_and_turn_do_not_know_who_brought_it():
    knowing = [
        source.at(line, sign)
        for source in _rooms()
        if source.place.startswith(FOR_ALL_ALIKE)
        for line, sign in signs_of_capacity(source.tree)
    ]

    assert not knowing, told("What an advocate brings waits like what anybody brings.", knowing)


def test_templates_show_a_mark_and_sort_by_none():
    showing, sorting = set(), []
    for path in templates():
        place, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if IN_TEMPLATE.search(text):
            showing.add(place)
        if SORTED.search(text):
            sorting.append(place)

    assert showing == SHOWN_IN
    assert not sorting


@pytest.mark.parametrize(
    "bad",
    [
        "from forum.reputation.queries import points_of",
        "import forum.reputation",
        "from forum import reputation",
        "from forum.accounts.models import Standing",
        "from forum.accounts import standing\nstanding.LADDER",
        "weight = 2 if member.rung == 'advocate' else 1",
        "getattr(member, 'rung')",
        "Base.metadata.tables['standing']",
        "text('select ticket.id from ticket join standing on member_id = opener_id')",
        "text('order by reputation.total desc')",
        "f'{name} join award on {condition}'",
        "import_string('forum.reputation.queries:points_of')",
        "policy.is_newcomer(member)",
        "attrgetter('standing.rung')",
    ],
)
def test_the_guard_sees_every_way_to_know(bad):
    assert list(signs_of_standing(ast.parse(bad)))


@pytest.mark.parametrize(
    "good",
    [
        '"""What nobody runs may say standing, rung and reputation."""',
        "'The rung of a ladder'",
        "rows.order_by(DUE, Ticket.id)",
        "from forum.accounts.standing import DESK_ROLES, Role, STAFF_ROLES",
        "limit.standing_ticket",
    ],
)
def test_the_guard_lets_everything_else_be(good):
    assert not list(signs_of_standing(ast.parse(good)))


@pytest.mark.parametrize(
    "bad",
    [
        "rows.order_by(Standing.rung, Ticket.id)",
        "rows.order_by(case((Standing.rung == 'advocate', 0), else_=1))",
        "rows.where(Standing.rung != 'newcomer')",
        "sorted(tickets, key=lambda ticket: ticket.opener.rung)",
        "max(people, key=lambda one: one.may(Privilege.TRIAGE))",
        "rows.order_by(Reputation.reputation.desc())",
    ],
)
def test_the_guard_sees_every_order_by_rung(bad):
    assert list(orders_by_standing(ast.parse(bad)))


def test_the_guard_sees_asking_and_capacities():
    assert list(signs_of_asking(ast.parse("Privilege.TRIAGE")))
    assert list(signs_of_asking(ast.parse("due = 1 if opener.may(one) else 2")))
    assert list(signs_of_capacity(ast.parse("60 if ticket.trigger == 'advocate' else 90")))
    assert SORTED.search("{% for one in found|sort(attribute='rung') %}")
    assert IN_TEMPLATE.search("{{ member.rung }}")
    assert not IN_TEMPLATE.search("{{ ui.rung('x') }}")


@cache
def _rooms():
    """Read once for all rules."""
    return rooms()


def _others():
    return [source for source in _rooms() if not source.place.startswith(THEIR_OWN)]
