"""What `make test` leaves to the whole is tried there: nothing falls between the two."""

from dataclasses import dataclass

import pytest

from tests import portions


@dataclass(frozen=True)
class Case:
    """As much of a test as the portions look at."""

    nodeid: str
    marks: frozenset[str] = frozenset()

    def get_closest_marker(self, name):
        return name if name in self.marks else None


@pytest.fixture(autouse=True)
def not_the_whole(monkeypatch):
    monkeypatch.setattr(portions, "WHOLE", False)


@pytest.fixture
def the_whole(monkeypatch, not_the_whole):
    monkeypatch.setattr(portions, "WHOLE", True)


def test_numbers_that_follow_each_other_meet_every_value():
    met = [value for number in range(7, 12) for value in portions.portion_of(range(23), number, 5)]

    assert sorted(met) == list(range(23))


def test_a_portion_is_never_empty_while_there_are_as_many_values_as_parts():
    assert all(list(portions.portion_of("abcde", number, 5)) for number in range(50))


def test_one_value_each_but_every_value_where_the_database_decides():
    cases = [Case("a[1]"), Case("a[2]"), Case("b")]
    walls = [Case(f"c[{n}]", frozenset({"every_value"})) for n in range(3)]

    assert portions.with_one_value_each([*cases, *walls]) == [Case("a[1]"), Case("b"), *walls]


def test_of_two_databases_one_and_the_next_time_the_other():
    pairs = [Case(f"{name}[{where}]") for name in "abcd" for where in ("sqlite", "postgres")]
    towns = [Case("e[in the town's home-five]"), Case("e[empty postgres-five]")]
    alone = [Case("f[postgres]"), Case("g")]

    kept = portions.by_turns([*pairs, *towns, *alone])

    assert [case.nodeid for case in kept] == [
        *("a[postgres]", "b[sqlite]", "c[postgres]", "d[sqlite]"),
        *("e[empty postgres-five]", "f[postgres]", "g"),
    ]


@pytest.mark.usefixtures("the_whole")
def test_the_whole_leaves_out_nothing():
    cases = [Case(f"a[{where}]") for where in ("sqlite", "postgres")]

    assert portions.by_turns(cases) == portions.with_one_value_each(cases) == cases
    assert list(portions.portion_of("abc", 1, 2)) == ["a", "b", "c"]
