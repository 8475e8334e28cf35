"""Whatever happens in a round: three questions each, in the order in which they were asked."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.rounds import actions, queries
from forum.rounds.actions.asking import THREE
from forum.rounds.models import QuestionRound
from forum.rounds.states import PLACES, Reason
from tests.cast import Person
from tests.forum.rounds.conftest import answers, asks

SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
deeds = st.lists(
    st.tuples(
        st.sampled_from(["ask", "take back", "answer", "refuse", "correct"]),
        st.integers(0, 1),
        st.integers(0, 5),
    ),
    max_size=20,
)


@given(deeds)
@settings(max_examples=12, suppress_health_check=SLOW)
def test_whatever_happens_there_are_three_each_in_the_order_in_which_they_asked(
    hold, noor, sam, dev, told
):
    round_id = hold()
    model: list[tuple[int, str]] = []
    ids: dict[str, int] = {}
    turns: dict[str, int] = {}
    for step, (deed, who, number) in enumerate(told):
        person, words = (noor, sam)[who], f"{who}: {number}?"
        with at(now() + timedelta(seconds=step)):
            if deed == "ask":
                _ask_as_the_model(model, ids, person, round_id, who, words)
            elif words in ids and deed == "take back" and words not in turns:
                _take_back(ids.pop(words), person)
                model.remove((who, words))
            elif words in ids and deed != "take back":
                turns[words] = _answer(dev, ids[words], turns.get(words, 0), deed)
        with fresh_reading():
            here = db.get_one(QuestionRound, round_id)
            shown = queries.questions_of(here, to=dev.member, size=50).items
            assert [one.question.body for one in shown] == [words for _, words in model]
            assert [one.answer.turn if one.answer else 0 for one in shown] == [
                turns.get(words, 0) for _, words in model
            ]


def _ask_as_the_model(model, ids, person, round_id, who, words) -> None:
    own = [said for whose, said in model if whose == who]
    if words in own or len(own) < len(PLACES):
        ids[words] = asks(person, round_id, words)
        if words not in own:
            model.append((who, words))
        return
    with pytest.raises(Refused, match=THREE[:20]):
        asks(person, round_id, words)


def _take_back(question_id: int, person: Person) -> None:
    with writing():
        question = queries.question_numbered(question_id, lock=True)
        actions.take_back(question, by=person.member)


def _answer(dev: Person, question_id: int, before: int, deed: str) -> int:
    """The turn that stands then; an answer is only put right after the first."""
    if (deed == "correct") != (before > 0):
        return before
    reason = Reason.ALREADY if deed == "refuse" else None
    words, wrong = f"Turn {before + 1}.", "It was not so." if before else ""
    answers(dev, question_id, words, turn=before + 1, reason=reason, correction=wrong)
    return before + 1
