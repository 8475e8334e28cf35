"""A reference is read aloud, typed on a telephone and mistyped: it survives that or says so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.kernel.references import ALPHABET
from moderation.helpdesk.references import new_reference, read_reference

SIGNS = st.integers(min_value=3, max_value=10)
SIGN = st.sampled_from(ALPHABET)


def test_a_reference_looks_as_promised():
    assert re.fullmatch(r"FM-[0-9A-HJKMNP-TV-Z]{8}", new_reference())


def test_references_are_not_in_sequence():
    many = {new_reference() for _ in range(500)}

    assert len(many) == 500
    assert len({reference[3] for reference in many}) > 10


@pytest.mark.parametrize(
    "slip",
    [
        str.lower,
        lambda text: text.replace("FM-", ""),
        lambda text: f"  {text[:6]} {text[6:]} ",
        lambda text: f"{text[:-1]}-{text[-1]}",
        lambda text: text.replace("0", "O").replace("1", "I"),
        lambda text: text.lower().replace("0", "o").replace("1", "l"),
        lambda text: text.replace("-", "\u2013"),
    ],
)
def test_slips_of_the_pen_do_not_matter(slip):
    for _ in range(50):
        reference = new_reference()

        assert read_reference(slip(reference)) == reference


@given(SIGNS, SIGN)
def test_one_wrong_sign_is_always_noticed(place, sign):
    reference = new_reference()
    wrong = reference[:place] + sign + reference[place + 1 :]

    assert read_reference(wrong) in (None, reference)
    assert (read_reference(wrong) == reference) == (wrong == reference)


@given(SIGNS, SIGNS)
def test_two_signs_that_changed_places_are_always_noticed(one, other):
    signs = list(new_reference())
    reference = "".join(signs)
    signs[one], signs[other] = signs[other], signs[one]

    assert (read_reference("".join(signs)) is None) == ("".join(signs) != reference)


@pytest.mark.parametrize(
    "text", ["", "FM-", "FM-UUUUUUUU", "FM-0000000", "ticket", "FM-é0000000", "\0" * 8]
)
def test_what_cannot_be_a_reference_is_none(text):
    assert read_reference(text) is None
