"""Every numbered complaint about other desks has a test that is named after it, or a reason."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TESTS = HERE.parents[2]
COMPLAINTS = tomllib.loads((HERE / "complaints.toml").read_text())
GROUPS = 28
LINES = [
    (group, name, where) for group, found in COMPLAINTS.items() for name, where in found.items()
]


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((TESTS / path).read_text())
    return {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


def test_all_groups_are_there():
    assert sorted(map(int, COMPLAINTS)) == list(range(1, GROUPS + 1))


@pytest.mark.parametrize(("group", "name", "where"), LINES, ids=[f"{g} {n}" for g, n, _ in LINES])
def test_it_has_a_test_of_its_name_or_a_reason(group, name, where):
    path, is_test, test = where.partition("::")
    if not is_test:
        assert re.fullmatch(r"Not yet: .{20,}\.", where), "Say what has to come first."
        return
    tracker, number = name.split("#")

    assert test in names_in(path), f"{where} is not there"
    assert re.search(rf"_{tracker}(_\d+)*_{number}_", test)
