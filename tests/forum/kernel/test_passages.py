"""What may tell who somebody is is found in a text, and nothing else."""

import pytest

from forum.kernel.text import passages, pieces


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


def test_common_words_of_the_person_are_not():
    assert passages("We will mend the lamp.", told="Please mend the lamp soon.") == []


def test_a_marked_text_is_the_same_text():
    text = "Ada lives at AB1 2CD, says ada@example.org"

    found = passages(text, names=["Ada"])

    assert "".join(words for words, _ in pieces(text, found)) == text
    assert [one.words for _, one in pieces(text, found) if one] == [one.words for one in found]


@pytest.mark.parametrize(
    "sign", ["a", "1", "1 ", "A1", "GB82 ", "a@", "0", "12 Aa ", "ب", "\u0661"]
)
def test_a_long_text_takes_no_time(sign):
    passages(sign * (30_000 // len(sign)), names=["Ada"], told=sign * 5_000)
