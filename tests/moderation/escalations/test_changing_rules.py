"""Managers see the rules, try a change out, save it, and undo it; nobody else does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.models import Thread
from forum.topics.queries import topic_called
from moderation.escalations.models import RuleChange
from moderation.helpdesk.models import EscalationRule
from tests.moderation.catalogue.conftest import fields_of, words_of
from tests.moderation.conftest import asks, escalates

RULE = "/desk/rules/unanswered/edit"
TOPIC_RULE = "/desk/rules/timer/topics/parking/edit"


def changes():
    with fresh_reading():
        return db.scalars(select(RuleChange).order_by(RuleChange.id)).all()


def test_the_list_says_what_each_does_and_where_it_is_another(adam, parking):
    page = words_of(adam.get("/desk/rules"))

    assert "Nobody has solved it" in page
    assert "Parking and permits : On, 16 h" in page
    assert "As in all topics" not in page
    assert "After so many opening hours" in page
    assert "From so many people on" in page
    assert "From –" not in page


@pytest.mark.parametrize("who", ["ada", "cleo", "dev", "pia"])
def test_only_managers_open_and_change_them(request, who, parking):
    person = request.getfixturevalue(who)

    assert person.get("/desk/rules").status_code == 403
    assert person.post(RULE, state="on", threshold="1", version="1").status_code == 403


def test_a_change_is_looked_at_first_then_saved_once(look, save):
    preview = words_of(look(RULE, state="on", threshold="4"))
    before = changes()
    save(RULE, state="on", threshold="4")
    save(RULE, state="on", threshold="4")

    assert "Off On" in preview
    assert "8 h 4 h" in preview
    assert before == []
    (change,) = changes()
    assert change.after == {"is_on": True, "threshold": 240}
    with fresh_reading():
        row = db.scalars(select(EscalationRule)).one()
        said = db.scalars(select(AuditEntry.deed)).all()
    assert (row.is_on, row.threshold, row.version) == (True, 240, 2)
    assert "rule changed" in said


def test_undoing_puts_back_what_was_and_twice_is_harmless(adam, save):
    save(RULE, state="on", threshold="4")
    (change,) = changes()

    adam.post(f"/desk/rules/changes/{change.id}/removal")
    adam.post(f"/desk/rules/changes/{change.id}/removal")

    with fresh_reading():
        row = db.scalars(select(EscalationRule)).one()
    assert (row.is_on, row.threshold) == (False, 480)
    assert len(changes()) == 2
    assert "This was undone." in words_of(adam.get(RULE))


def test_what_was_changed_again_is_not_undone_over_it(adam, save):
    save(RULE, state="on", threshold="4")
    save(RULE, threshold="5")

    answer = adam.post(f"/desk/rules/changes/{changes()[0].id}/removal")

    assert answer.status_code == 403
    assert "changed again later" in words_of(answer)


def test_somebody_else_was_quicker(adam, look, save):
    slow = fields_of(look(RULE, state="on", threshold="4"))
    save(RULE, state="on", threshold="9")

    answer = adam.post(RULE, **slow)

    assert answer.status_code == 409
    assert "Somebody changed this after you opened it" in words_of(answer)


def test_the_time_of_a_topic_is_the_same_here_and_on_its_own_page(adam, save, parking):
    page = words_of(adam.get(TOPIC_RULE))
    save(TOPIC_RULE, state="on", threshold="24")

    assert "The same time stands on the page of the topic." in page
    with fresh_reading():
        assert topic_called("parking").escalates_after_minutes == 24 * 60
    assert 'name="after_days" type="text" value="3"' in adam.get("/desk/topics/parking/edit").text


@pytest.mark.parametrize(("state", "kept"), [("off", 0), ("general", None)])
def test_a_topic_can_wait_for_ever_or_as_all_do_and_that_is_undone_too(
    adam, save, parking, state, kept
):
    save(TOPIC_RULE, state=state)
    with fresh_reading():
        was = topic_called("parking").escalates_after_minutes
    (change,) = changes()
    adam.post(f"/desk/rules/changes/{change.id}/removal")

    assert was == kept
    with fresh_reading():
        assert topic_called("parking").escalates_after_minutes == 960


def test_saving_a_topic_without_a_time_leaves_it_to_the_general_rule(adam, parking):
    with writing():
        topic_called("parking", lock=True).escalates_after_minutes = None
    url = "/desk/topics/parking/edit"
    page = adam.get(url)
    preview = adam.post(url, **fields_of(page) | {"name": "Parking"})
    adam.post(url, **fields_of(preview))

    assert "the rule for all topics counts" in words_of(page)
    with fresh_reading():
        topic = topic_called("parking")
    assert (topic.name, topic.escalates_after_minutes) == ("Parking", None)


def test_personal_details_are_a_matter_of_single_topics(look, parking):
    answer = look("/desk/rules/personal_data/edit", state="on")

    assert answer.status_code == 422
    assert "switch it on in one of them" in words_of(answer)


def test_a_rule_without_its_number_is_refused_in_words(look):
    answer = look(RULE, state="on", threshold="0")

    assert answer.status_code == 422
    assert "at least 1" in words_of(answer)


def test_there_is_no_such_rule(adam, parking):
    assert adam.get("/desk/rules/nothing/edit").status_code == 404
    assert adam.get("/desk/rules/timer/topics/nothing/edit").status_code == 404


def test_the_last_thirty_days_are_tried_out_before_it_is_saved(ada, parking, look, monday, adam):
    ada.stands_on("regular")
    asks(ada, parking, "Nobody answered this one")
    monday.move_to("2026-03-20T10:00:00+00:00")
    asks(ada, parking, "This one is too young")

    before = words_of(adam.get("/desk/rules/unanswered/edit"))
    then = words_of(look(RULE, state="on", threshold="8"))

    assert "As it is, it would have brought 0 questions to the desk" in before
    assert "With this change it would have brought 1 question to the desk" in then
    assert "Nobody answered this one" in then
    assert "This one is too young" not in then


def test_what_is_tried_out_leaves_out_what_a_person_had_brought_before(
    ada, parking, look, question, monday
):
    escalates(ada, question)
    monday.move_to("2026-03-20T10:00:00+00:00")

    assert "brought 0 questions" in words_of(look(RULE, state="on", threshold="8"))


def test_trying_out_one_topic_looks_at_that_topic(adam, question, look, monday):
    monday.move_to("2026-03-20T10:00:00+00:00")

    page = words_of(look(TOPIC_RULE, state="on", threshold="8"))

    assert "With this change it would have brought 1 question" in page


def test_it_says_how_many_old_ones_come_at_once(question, look, rule):
    rule("timer", is_on=False, here=True)
    with writing():
        db.get_one(Thread, question).asked_at = now() - timedelta(days=90)

    page = words_of(look(RULE, state="on", threshold="8"))

    assert "would have brought 0 questions" in page
    assert "Once saved, it brings up to 1 question that waits already" in page


def test_trying_out_writes_nothing(look, question, monday):
    monday.move_to("2026-03-20T10:00:00+00:00")
    look(RULE, state="on", threshold="8")

    with fresh_reading():
        assert db.scalars(select(EscalationRule)).all() == []
    assert changes() == []


def test_what_was_tried_out_is_what_then_comes(ada, parking, save, look, monday, brought):
    """The rehearsal and the timer read the same past."""
    ada.stands_on("regular")
    save(TOPIC_RULE, state="off")
    for number in range(3):
        asks(ada, parking, f"Question {number}")
        monday.shift(3 * 60 * 60)
    promised = words_of(look(RULE, state="on", threshold="4"))
    save(RULE, state="on", threshold="4")

    assert "brought 2 questions" in promised
    assert len(brought()) == 2
