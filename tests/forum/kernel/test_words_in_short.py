"""How many words a text has, as somebody would count who reads it aloud."""

import pytest

from forum.kernel.text import count_words, first_sentence


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Yes.", 1),
        ("You can renew it on our page – or by phone.", 10),
        ("half-hour parking", 2),
        ("and/or", 2),
        ("now—not later", 3),
        ("one,two,three", 3),
        ("10:30 to 3.30, £1,250", 4),
        ("see https://ashmere.example/permits/renew?x=1", 2),
        ("! – … 🚗 *", 0),
        ("Mae’r ffurflen i'w chael yn y llyfrgell", 7),
        ("Ydy, gallwch chi adnewyddu’ch trwydded ar-lein.", 6),
        ("نعم، يمكنك تجديد التصريح على الإنترنت", 6),
        ("مُحَمَّدٌ يَكْتُبُ", 2),
        ("نعم،لا", 2),
        ("one\u00a0two\u2003three\n\nfour", 4),
    ],
)
def test_words_are_counted_in_every_language_we_have(text, count):
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It is closed. Come on Monday.", "It is closed."),
        ("It is closed", "It is closed"),
        ("Bring proof, e.g. a bill. Then wait.", "Bring proof, e.g. a bill."),
        ("Is it open?\nYes.", "Is it open?"),
    ],
)
def test_the_first_sentence_ends_where_another_begins(text, first):
    assert first_sentence(text) == first
