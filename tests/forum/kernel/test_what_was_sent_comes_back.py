"""A refusal gives back what was written, under the words that stood at the field."""

import re

import pytest

from forum.kernel.db import writing
from forum.kernel.problems import CARRIED

IDEA = "A bench at the stop of the 21 bus"
CASE = "People wait there for half an hour, and some of them cannot stand."
STRANGE = {"Host": "elsewhere.example", "Sec-Fetch-Site": "same-origin"}


def given_back(page):
    """Label -> text, as they stand on a page in the frame or without it."""
    labels = re.findall(r'<label[^>]*for="sent-(\d+)"[^>]*>(.*?)</label>', page, re.DOTALL)
    texts = dict(re.findall(r'<textarea[^>]*id="sent-(\d+)"[^>]*>\n?(.*?)</textarea>', page, re.S))
    return [(re.sub(r"<[^>]+>", "", label).strip(), texts[number]) for number, label in labels]


def test_the_words_at_the_field_stand_over_it(max_, parking):
    refused = max_.post("/ideas", title=IDEA, body=CASE, topic="parking")

    assert refused.status_code == 403
    assert given_back(refused.text) == [
        ("Your idea in one line", IDEA),
        ("What should change, and whom would it help?", CASE),
    ]


def test_they_are_in_the_language_of_the_reader(max_, parking):
    with writing():
        max_.member.language = "cy"

    refused = max_.post("/ideas", title=IDEA, body=CASE, topic="parking")

    labels = [label for label, _text in given_back(refused.text)]
    assert len(labels) == 2
    assert "Your idea in one line" not in labels
    assert "What you wrote" not in labels


def test_a_name_of_the_code_is_never_shown(visitor):
    refused = visitor.post("/me/tokens", title=IDEA, in_short=CASE, **{"<b>public_body": CASE})

    assert refused.status_code == 401
    assert given_back(refused.text) == [
        ("What you wrote", IDEA),
        ("What you wrote", CASE),
        ("What you wrote", CASE),
    ]


@pytest.mark.parametrize("name", CARRIED)
def test_what_the_form_carried_along_is_not_called_written(visitor, name):
    refused = visitor.post("/me/tokens", title=IDEA, **{name: "c" * 64})

    assert given_back(refused.text) == [("What you wrote", IDEA)]


def test_without_the_frame_it_is_the_same_and_the_number_has_a_sentence(visitor):
    bare = visitor.client.post("/ideas", data={"in_short": CASE}, headers=STRANGE)

    assert bare.status_code == 400
    assert given_back(bare.text) == [("What you wrote", CASE)]
    assert re.search(r"If you tell us about it, give this number: \w+", bare.text)
