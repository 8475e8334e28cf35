"""What may tell who somebody is is found in a text, and nothing else."""

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.kernel.text import kinds_in, passages, pieces

CASES = int(os.environ.get("FOLKMOOT_HYPOTHESIS", "300"))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Write to ada@example.org today.", "email", "ada@example.org"),
        ("Call 07700 900123 after six.", "phone", "07700 900123"),
        ("Call +44 (0)1632 960 140.", "phone", "+44 (0)1632 960 140"),
        ("It goes to AB1 2CD.", "postcode", "AB1 2CD"),
        ("The lamp at 12 Mill Lane is mended.", "address", "12 Mill Lane"),
        ("We come to Flat 4b on Monday.", "address", "Flat 4b"),
        ("Your reference is FM-ABCDEFG1.", "reference", "FM-ABCDEFG1"),
        ("The notice PCN 12345678 is gone.", "reference", "PCN 12345678"),
        ("Your number AB 12 34 56 C is right.", "insurance", "AB 12 34 56 C"),
        ("Paid to GB82 WEST 1234 5698 7654 32.", "account", "GB82 WEST 1234 5698 7654 32"),
        ("Card 4111 1111 1111 1111 was charged.", "card", "4111 1111 1111 1111"),
        ("The patient 943 476 5919 was seen.", "health", "943 476 5919"),
        ("She was born 3 May 1980.", "birth", "born 3 May 1980"),
        ("DOB: 03/05/1980", "birth", "DOB: 03/05/1980"),
    ],
)
def test_each_shape_is_found(text, kind, words):
    found = [(one.kind, one.words) for one in passages(text)]

    assert found == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "We open on 2 March 2026 at 10.30, room by room.",
        "It costs £1,250 for 12 months, or 3.5 % more.",
        "Card 4111 1111 1111 1112 has a wrong last digit.",
        "GB83 WEST 1234 5698 7654 32 is no account.",
        "Chapter 12 says so; see section 4 of the Road Traffic Act.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert [one for one in passages(text) if one.kind != "phone"] == []


def test_names_are_found_as_whole_words():
    found = passages("ada, Adam and O’Kafor; Okafor’s son", names=["Ada Okafor"])

    assert [one.words for one in found] == ["ada", "Okafor"]


def test_numbers_and_runs_of_words_of_the_person_are_found():
    told = "My mother fell down the stairs last night. The case is 99-1234."

    found = passages("We hear that my mother fell down the stairs. Case 99-1234.", told=told)

    assert [one.words for one in found] == ["my mother fell down the stairs", "99-1234"]


@pytest.mark.parametrize(
    ("told", "text", "words"),
    [
        ("I have 12345 and my neighbour says it is wrong.", "We looked at 12345 again.", ["12345"]),
        ("It was 12345", "Your 12345 and my letter of last week.", ["12345"]),
        ("It was 12345 and my turn", "It was 12345 and my colleague", ["12345"]),
        ("12345 AND NOW", "12345 AND NOW", ["12345"]),
        ("Case 99 1234 of May", "Case 99-1234, and 991234.", ["99-1234", "991234"]),
        ("Permit 4711982x1 came 2 times", "Permit 4711982X1 is valid", ["4711982X1"]),
        ("Account 12 345 678 since May", "12 345 678 for 3 people", ["12 345 678"]),
        ("Account 12 345 678 3 times", "Account 12 345 678.", ["12 345 678"]),
        ("My car is AB12 CDE and red", "The car ab12 cde or AB12CDE", ["AB12CDE"]),
        ("my car is ab12 cde", "A car, AB12 CDE, was towed", ["AB12 CDE"]),
        ("[12345]", "(12345)", ["12345"]),
        ("number\n12345\nand more", "12345\nand", ["12345"]),
    ],
)
def test_a_number_of_the_person_ends_where_it_ends(told, text, words):
    assert [one.words for one in passages(text, told=told)] == words


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("Since 2026 it is broken", "We mend it in 2026."),
        ("At 10am and at 10.30", "We come at 10am or at 10.30"),
        ("I paid 125 pounds", "That is 125 pounds"),
        ("Number 123456", "Number 12345 and number 1234567"),
        ("Number 12345", "Number 54321 and A12345B"),
        ("The 24/7 line", "Our 24/7 line"),
        ("On the 4th floor b12 and so on", "It is b12 and so it stays"),
    ],
)
def test_what_is_no_number_of_theirs_is_not(told, text):
    assert passages(text, told=told) == []


THEIRS = st.text("abcdefghijklmé", min_size=1, max_size=9)
OURS = st.text("nopqrstuvwxyzß", min_size=1, max_size=9)
GROUPS = st.lists(st.text("123456789", min_size=2, max_size=5), min_size=2, max_size=5).filter(
    lambda groups: len("".join(groups)) > 4  # or it may be a year
)
ENDS = st.sampled_from([" ", ", ", ". ", "\n", ": ", " ("])
FREE = st.text("0123456789 -/ab", max_size=40)


@settings(max_examples=CASES, deadline=None)
@given(GROUPS, st.data(), THEIRS, THEIRS, OURS, OURS)
def test_every_number_they_wrote_is_found_and_never_a_word_beside_it(
    groups, data, before, after, ours, more
):
    """However either of the two groups it, and whatever stands beside it."""
    told, said = (data.draw(st.sampled_from(["", " ", "-", "/"])).join(groups) for _ in range(2))
    left, right = data.draw(ENDS), data.draw(ENDS)
    text = f"{ours}{left}{said}{right}{more}"

    found = passages(text, told=f"{before}{left}{told}{right}{after}")

    first = len(ours) + len(left)
    assert {place for one in found for place in range(one.start, one.end)} == {
        *range(first, first + len(said))
    }


@settings(max_examples=CASES, deadline=None)
@given(OURS, FREE, FREE)
def test_no_number_is_theirs_that_they_did_not_write(word, told, text):
    theirs = bare(f"{word} {told}")

    found = [one.words for one in passages(f"{word} {text}", told=f"{word} {told}")]

    assert all(bare(words) in theirs for words in found if kinds_in(words) == set())


def bare(text):
    return re.sub(r"[ /-]", "", text)


def test_common_words_of_the_person_are_not():
    assert passages("We will mend the lamp.", told="Please mend the lamp soon.") == []


def test_a_marked_text_is_the_same_text():
    text = "Ada lives at AB1 2CD, says ada@example.org"

    found = passages(text, names=["Ada"])

    assert "".join(words for words, _ in pieces(text, found)) == text
    assert [one.words for _, one in pieces(text, found) if one] == [one.words for one in found]


@pytest.mark.parametrize(
    "sign", ["a", "1", "1 ", "A1", "GB82 ", "a@", "0", "12 Aa ", "ب", "\u0661", "1-", "-", "1234 "]
)
def test_a_long_text_takes_no_time(sign):
    passages(sign * (30_000 // len(sign)), names=["Ada"], told=sign * 5_000)
