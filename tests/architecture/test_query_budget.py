"""Every page asks the database a fixed number of questions, however much there is to show."""

import pytest

from tests.architecture.counting import counted
from tests.architecture.house import Route, reads
from tests.architecture.query_budgets import BUDGETS
from tests.architecture.sources import told
from tests.architecture.town import Town, write_more


def test_every_page_has_a_budget(app):
    without = sorted({route.endpoint for route in reads(app)} - set(BUDGETS))

    assert not without, told("State the most statements it needs in query_budgets.py.", without)


def test_every_budget_has_a_page(app):
    stale = sorted(set(BUDGETS) - {route.endpoint for route in reads(app)})

    assert not stale


@pytest.mark.parametrize("who", ["visitor", "asker", "agent", "admin"])
def test_pages_keep_to_their_budget(town, who):
    over = [
        f"{route} took {taken} of {BUDGETS.get(route.endpoint, 0)} statements"
        for route in reads(town.app)
        if (taken := _statements(town, route, who)) > BUDGETS.get(route.endpoint, 0)
    ]

    assert not over, told(
        "Each statement is time for every reader: load what the page shows in one query. "
        "When it needs one more, say so in query_budgets.py.",
        over,
    )


def test_more_to_show_takes_no_more_statements(town):
    before = {str(r): _statements(town, r, "agent") for r in reads(town.app)}
    write_more(town)

    after = {str(r): _statements(town, r, "agent") for r in reads(town.app)}

    grown = [
        f"{name}: {before[name]}, then {after[name]}"
        for name in before
        if after[name] > before[name]
    ]
    assert not grown, told("A statement for each row: slow as soon as the town is busy.", grown)


def _statements(town: Town, route: Route, who: str) -> int:
    """How many statements the second look at the page takes."""
    town.look(who, route)
    with counted() as statements:
        town.look(who, route)
    return len(statements)
