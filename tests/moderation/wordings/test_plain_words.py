"""Hints about how hard a text is to read; they stop nobody."""

from typing import Any

import pytest

from forum.accounts.standing import Role
from moderation.wordings.plainness import plainness, reading_age
from tests.cast import make_person

STIFF = (
    "The application has been considered in respect of the aforementioned accommodation by the "
    "responsible department, and additional documentation is required before a determination "
    "can be communicated to the applicant."
)
PLAIN = "Send us a bill with your name on it. We look at it on the same day and write to you."


def test_a_stiff_text_shows_what_makes_it_so():
    found = plainness(STIFF, office={"in respect of": "about", "hereby": "now"})

    assert found.long_sentences == [STIFF]
    assert "accommodation" in found.long_words
    assert found.passives == ["been considered", "is required", "be communicated"]
    assert found.office == [("in respect of", "about")]
    assert (found.age or 0) > 18
    assert not found.is_plain


def test_a_plain_text_shows_nothing():
    found = plainness(PLAIN, office={"in respect of": "about"})

    assert found.is_plain
    assert (found.age or 99) <= 12


def test_the_age_is_the_published_formula():
    """Twelve words in two sentences, of one syllable each: 0.39 x 6 + 11.8 - 15.59 is -1.45."""
    text = "The cat sat on the mat. The dog sat on the log."

    assert plainness(text, office={}).age == 5


@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        (1, "the time times timed closed whole rules used asked"),
        (
            2,
            "table changes ended people settled statement every something being saying uses safely",
        ),
        (3, "somebody idea period everything decided "),
        (4, "everybody calculated"),
    ],
)
def test_what_is_not_spoken_is_no_syllable(syllables, words):
    for word in words.split():
        assert reading_age([word]) == pytest.approx(0.39 + 11.8 * syllables - 15.59 + 5), word


@pytest.mark.parametrize("sign", ["a", "is ", "is a", ". ", "](", "\n- ", "“"])
def test_a_long_text_takes_no_time(sign):
    plainness(sign * (12_000 // len(sign)), office={sign: "x"})


def test_the_desk_reads_hints_without_a_script_and_with_one(dev):
    page = dev.post("/desk/reading", body=STIFF)
    part = dev.post("/desk/reading", body=STIFF, live=True)

    assert "“is required”: say who does it." in page.text
    assert "<html" in page.text
    assert "“is required”: say who does it." in part.text
    assert "<html" not in part.text


def test_another_language_is_not_judged(dev):
    page = dev.post("/desk/reading", body="Mae’r ffurflen ar gael yn y llyfrgell, ond nid heddiw.")

    assert "We can only look at English." in page.text


def test_managers_keep_the_words_of_the_office(app, dev):
    mara = make_person(app, "Mara Stone", role=Role.MANAGER)
    words: dict[str, Any] = {"word": "aforementioned", "plain": "this", "version": "0"}
    seen = mara.post("/desk/ready/word/new", **words).text.split('name="seen" value="')[1]

    saved = mara.post("/desk/ready/word/new", seen=seen.split('"')[0], **words)

    assert saved.status_code == 303
    assert "Write “this”." in dev.post("/desk/reading", body=STIFF).text


def test_the_answer_box_offers_it(dev, ticket):
    page = dev.get(f"/desk/tickets/{ticket.reference}").text

    assert 'formaction="/desk/reading"' in page
    assert 'data-at="/desk/reading"' in page


def test_only_the_desk_has_it(ada):
    assert ada.post("/desk/reading", body=STIFF).status_code == 403
