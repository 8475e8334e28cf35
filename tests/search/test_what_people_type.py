"""What can be typed into the search box: words in quotes, marks, kinds, and anything at all."""

import time

import pytest

from tests.search.conftest import titles

SECONDS = 2.0
"""Of the processor, so that a busy machine fails nothing; an answer takes milliseconds."""
ANYTHING = {
    "a megabyte": "x" * 1_000_000,
    "ten thousand words": "permit " * 10_000,
    "everything": "*:*",
    "a lone star": "*",
    "stars that explode": "per* mac* str* num* bin* lan*",
    "an open quote": '"my permit',
    "only quotes": '"' * 200,
    "brackets": "(((( permit ))))",
    "a field we do not have": "password:* OR 1=1",
    "an unknown mark": "is:admin kind:ticket permit",
    "a thousand marks": "is:solved " * 100,
    "no text at all": "\u202e\u200b\ufeff",
}


@pytest.fixture
def three_permits(ada, asks, deliver):
    asks(ada, "My blue badge is lost", "It is about a permit.")
    asks(ada, "A badge of blue paper", "It is about a permit.")
    asks(ada, "The blue bins", "It is about no badge but a permit.")
    deliver()


def test_words_in_quotes_stand_together(three_permits, finds):
    assert len(finds("blue badge")) == 3
    assert finds('"blue badge"') == ["My blue badge is lost"]
    assert finds('permit "blue badge"') == ["My blue badge is lost"]


def test_words_in_quotes_that_nobody_wrote_together_find_nothing(three_permits, finds):
    assert finds('"badge blue lost"') == []
    assert finds('"blue xylophone"') == []


def test_one_word_in_quotes_is_that_word(three_permits, finds):
    assert len(finds('"permit"')) == 3


def test_a_quote_that_is_not_closed_changes_nothing(three_permits, finds):
    assert finds('"blue badge') == finds("blue badge")


def test_the_kind_can_be_typed(ada, parking, asks, deliver, asks_the_api):
    asks(ada, "Parking for visitors")
    deliver()

    kinds = {
        kind: asks_the_api("/search", q=f"parking kind:{kind}") for kind in ("service", "topics")
    }

    assert titles(kinds["service"]) == ["Parking"]
    assert titles(kinds["topics"]) == ["Parking and permits"]
    assert titles(asks_the_api("/search", q="parking kind:question")) == ["Parking for visitors"]


def test_what_was_typed_gives_way_to_what_is_chosen(ada, parking, visitor, asks, deliver):
    asks(ada, "Parking for visitors")
    deliver()

    page = visitor.get("/search?q=parking+kind:service")

    assert 'href="/search?q=parking"' in page.text
    assert 'href="/search?q=parking&amp;kind=thread"' in page.text


def test_what_waits_for_help_can_be_asked_for(three_permits, finds):
    assert len(finds("permit is:unsolved")) == 3
    assert finds("permit is:solved") == []


def test_a_mark_without_words_lists_all_that_have_it(three_permits, finds):
    assert len(finds("is:unsolved")) == 3
    assert len(finds("topic:parking")) == 3


@pytest.mark.parametrize("typed", ANYTHING.values(), ids=ANYTHING.keys())
def test_anything_at_all_is_answered_soon_and_with_a_sentence(three_permits, visitor, typed):
    began = time.process_time()
    page = visitor.get("/search", query_string={"q": typed})

    assert page.status_code == 200
    assert time.process_time() - began < SECONDS
    assert any(sentence in page.text for sentence in ("result", "Nothing fits", "too short"))


def test_a_character_that_no_text_has_is_refused(visitor):
    assert visitor.get("/search?q=a%00b").status_code == 400


def test_a_program_is_told_that_it_asks_too_much(visitor):
    answer = visitor.get("/api/v1/search", query_string={"q": "permit " * 10_000})

    assert answer.status_code == 422
    assert "200" in answer.text


def test_where_nothing_fits_the_words_come_along_to_both_doors(visitor, three_permits):
    page = visitor.get("/search?q=xylophone+lessons")

    assert "Nothing fits these words" in page.text
    assert 'href="/ask?title=xylophone+lessons"' in page.text
    assert 'href="/contact?title=xylophone+lessons"' in page.text
    assert 'value="xylophone lessons"' in visitor.get("/ask?title=xylophone+lessons").text


def test_what_narrows_it_down_is_a_link_with_its_count(visitor, three_permits):
    page = visitor.get("/search?q=permit")

    assert (
        '<a href="/search?q=permit&amp;kind=thread">Questions <span class="num">3</span></a>'
        in page.text
    )
