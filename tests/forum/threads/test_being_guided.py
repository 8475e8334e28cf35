"""Three short questions help whoever does not know how to begin."""

import pytest

from forum.kernel.db import writing
from forum.kernel.site import describe_site
from forum.threads.models import Thread
from tests.forum.threads.now import rows

ANSWERS = {
    "happened": "The lamp at the stop is out since Friday.",
    "tried": "I rang the bus company.",
    "wish": "Who mends the lamp?",
    "topic": "parking",
}


def test_the_answers_become_the_question_which_nobody_has_posted_yet(ada, parking):
    page = ada.post("/ask/guide", **ANSWERS)

    assert page.status_code == 200
    assert 'value="Who mends the lamp?"' in page.text
    told = "The lamp at the stop is out since Friday.\n\nWhat I have tried:\n\nI rang"
    assert told in page.text.replace("\r", "")
    assert '<option value="parking" selected>' in page.text
    assert "We put your answers together." in page.text
    assert rows(Thread).count() == 0


def test_nothing_tried_is_not_said(visitor, parking):
    page = visitor.post("/ask/guide", **ANSWERS | {"tried": ""})

    assert "The lamp at the stop is out since Friday." in page.text
    assert "What I have tried" not in page.text


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("happened", "Say what happened."),
        ("wish", "Write in one sentence what you want to know."),
        ("topic", "Choose the topic that fits best."),
    ],
)
def test_what_is_left_out_is_asked_for_and_the_rest_is_kept(visitor, parking, left_out, said):
    page = visitor.post("/ask/guide", **ANSWERS | {left_out: ""})

    assert page.status_code == 422
    assert said in page.text
    assert "I rang the bus company." in page.text


def test_the_form_to_ask_names_the_other_ways(visitor, parking):
    with writing():
        describe_site(phone="01632 960 999", opening="Monday to Friday, 9 to 5")
    page = visitor.get("/ask").text

    assert 'href="/ask/guide"' in page
    assert "Other ways to ask" in page
    assert "Talk it through with somebody: call" in page
