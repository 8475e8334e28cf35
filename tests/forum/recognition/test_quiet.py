"""Quiet by default: nothing of rungs or badges until somebody was helped, then one sentence."""

import re

import pytest

from tests.forum.people.looking import LADDER_WORDS, main_of

WORDS = re.compile(
    rf"\b({'|'.join(LADDER_WORDS)}|badges?|points?|rungs?|loyal\w*|scor\w*|risk\w*)\b",
    re.IGNORECASE,
)
SENTENCE = "One of your answers has helped somebody."
OWN = ("/me", "/me/answers", "/me/notices", "/me/privacy", "/me/account", "/members/Ben Hallam")


def loud(page):
    return WORDS.findall(re.sub(r"<[^>]*>", " ", main_of(page)))


@pytest.mark.parametrize("place", [*OWN, "/me/where", "/me/thanks"])
def test_before_anybody_was_helped_no_page_of_ones_own_speaks_of_it(ben, answer_id, deliver, place):
    deliver()

    page = ben.get(place)

    assert page.status_code == 200
    assert loud(page) == []
    assert SENTENCE not in page.text


def test_then_there_is_one_sentence_and_nothing_more(ben, helped):
    page = ben.get("/me")

    assert page.text.count(SENTENCE) == 1
    assert loud(page) == []
    assert loud(ben.get("/me/notices")) == []


def test_on_ones_own_pages_never_stand_three_words(ben, dev, helped, answer_id, deliver):
    dev.post(f"/desk/posts/{answer_id}/thanks", body="Thank you.")
    deliver()
    never = re.compile(r"\b(loyal\w*|scor\w*|risk\w*)\b", re.IGNORECASE)

    for place in (*OWN, "/me/where", "/me/thanks", "/badges", "/helpers"):
        assert not never.findall(main_of(ben.get(place)))
