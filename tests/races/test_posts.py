"""Asking, answering, accepting and editing from four processes at once."""

from collections import Counter

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.reputation.models import Award
from forum.threads.events import AnswerAccepted, AnswerUnaccepted
from forum.threads.models import Answer, Revision, Thread
from tests.races.auditor import faults
from tests.races.crowd import crowd, question
from tests.races.racing import RACERS


def test_one_question_sent_four_times_is_one_thread(app, parking, racers, deliver):
    for asker in crowd(5):
        facts = {"member_id": asker, "topic_id": parking.id, "title": "Where is my permit"}

        outcomes = racers.all_do(app, "ask", **facts)

        assert len({outcome.result for outcome in outcomes}) == 1
    deliver()
    assert db.query(Thread).count() == 5
    assert faults() == []


def test_forty_answers_at_once_have_forty_numbers(app, parking, racers, deliver):
    asked, helpers = question(parking, answers=0), crowd(40)
    deeds = [
        ("answer", {"member_id": helper, "thread_id": asked.id, "text": f"Idea {helper}"})
        for helper in helpers
    ]

    outcomes = racers.race(app, *[deeds[start::RACERS] for start in range(RACERS)])
    deliver()

    assert sorted(outcome.result for outcome in outcomes) == list(range(1, 41))
    assert db.get_one(Thread, asked.id).answer_count == db.query(Answer).count() == 40
    assert faults() == []


def test_accepting_four_answers_at_once_leaves_one_solution(app, parking, racers, deliver):
    asked = question(parking, answers=RACERS)
    lanes = [
        [("accept", {"member_id": asked.asker_id, "answer_id": answer_id})] * 5
        for answer_id in asked.answer_ids
    ]

    racers.race(app, *lanes)
    deliver()

    thread = db.get_one(Thread, asked.id)
    kinds = Counter(db.scalars(db.query(PublishedEvent.kind).statement))
    assert thread.solution_id in asked.answer_ids
    assert kinds[AnswerAccepted.kind] - kinds[AnswerUnaccepted.kind] == 1
    assert helpers_rewarded() == {db.get_one(Answer, thread.solution_id).author_id: 15}
    assert faults() == []


def test_of_four_edits_at_once_one_is_saved_and_three_are_told(app, parking, racers, deliver):
    asked = question(parking)
    facts = {"member_id": asked.asker_id, "thread_id": asked.id, "revision": 1}
    lanes = [[("edit", facts | {"text": f"Text {number}"})] for number in range(RACERS)]

    outcomes = racers.race(app, *lanes)
    deliver()

    (saved,) = [outcome.result for outcome in outcomes if outcome.result]
    thread = db.get_one(Thread, asked.id)
    assert (thread.body, thread.revision) == (saved, 2)
    assert db.query(Revision).count() == 1
    assert all("while you were writing" in o.refused for o in outcomes if not o.result)
    assert faults() == []


def helpers_rewarded():
    """Points for solutions that stand, by member."""
    sums: Counter[int] = Counter()
    chains = {award.id: award for award in db.query(Award)}
    for award in chains.values():
        first = award
        while first.undoes_id:
            first = chains[first.undoes_id]
        if first.kind == "solution":
            sums[award.member_id] += award.points
    return {member_id: points for member_id, points in sums.items() if points}
