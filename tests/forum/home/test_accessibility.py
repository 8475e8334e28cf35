"""The register of WCAG 2.2 is complete, names tests that exist, and the statement tells it."""

import re
from pathlib import Path

import pytest

from docs import register
from forum.home.criteria import CRITERIA, Found, of
from forum.home.proofs import TESTS

ROOT = Path(__file__).parents[3]
# WCAG 2.2 without 4.1.1, which it has given up: 31 of level A and 24 of level AA.
NUMBERS = """1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3
1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4
3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3""".split()


def test_every_criterion_is_there_once():
    assert [one.number for one in CRITERIA] == NUMBERS
    assert sum(one.level == "A" for one in CRITERIA) == 31
    assert sum(one.level == "AA" for one in CRITERIA) == 24


@pytest.mark.parametrize("name", sorted(TESTS))
def test_every_test_it_names_exists(name):
    file, test = TESTS[name].split("::")

    assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_criterion_says_how_it_is_known():
    looked_at = {Found.TESTED, Found.PARTLY}  # whoever says that tests look at it names them

    for one in CRITERIA:
        assert bool(one.tests) == (one.found in looked_at), one
        assert one.found == Found.TESTED or one.by_hand, one


def test_every_test_it_knows_is_named_by_a_criterion():
    assert {name for one in CRITERIA for name in one.tests} == set(TESTS)


def test_the_written_register_says_what_the_code_says():
    assert register.PLACE.read_text(encoding="utf-8") == register.written(), "make reference"


def test_the_statement_tells_what_is_not_met_and_what_nobody_checked(visitor):
    text = visitor.get("/accessibility").text

    for one in [*of(Found.OPEN), *of(Found.BY_HAND), *of(Found.PARTLY)]:
        assert f"{one.number} {one.name}" in text
    assert "have not checked them yet" in text
    assert 'href="/contact"' in text
    assert "29 November 2026" in text


def test_the_statement_is_linked_at_the_foot_of_every_page(visitor):
    assert 'href="/accessibility"' in visitor.get("/").text
