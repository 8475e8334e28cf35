"""What is found: all the words first, some of them when few hold all, stems, beginnings, marks."""

import pytest

from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads import actions
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic


def test_a_question_is_found_by_its_title(ada, asks, deliver, finds):
    asks(ada, "My parking permit is lost")
    asks(ada, "The bins were not emptied")
    deliver()

    assert finds("permit") == ["My parking permit is lost"]


def test_another_form_of_the_word_is_found(ada, asks, deliver, finds):
    asks(ada, "My parking permits were stolen")
    deliver()

    assert finds("permit") == finds("Steal stolen permits") == ["My parking permits were stolen"]


def test_accents_and_large_letters_make_no_difference(ada, asks, deliver, finds):
    asks(ada, "The Café on Mill Lane")
    deliver()

    assert finds("CAFE") == finds("café") == ["The Café on Mill Lane"]


def test_a_question_and_its_answers_are_one_result(ada, ben, asks, answers, deliver, finds):
    thread_id = asks(ada, "My permit is lost")
    answers(ben, thread_id, "Bring the yellow form to the library.")
    answers(ben, thread_id, "The yellow form is at the desk too.")
    deliver()

    assert finds("yellow permit") == ["My permit is lost"]


def test_all_the_words_come_before_some_of_them(ada, asks, deliver, finds):
    asks(ada, "Bins", "Bins bins bins bins.")
    asks(ada, "Where do I report a missed collection?", "It was the brown bins.")
    deliver()

    found = finds("brown bins")

    assert found == ["Where do I report a missed collection?", "Bins"]


def test_with_enough_of_all_the_words_nothing_else_is_shown(ada, asks, deliver, finds):
    for number in range(5):
        asks(ada, f"Brown bins, number {number}")
    asks(ada, "Bins of another colour")
    deliver()

    assert "Bins of another colour" not in finds("brown bins")


def test_a_word_in_the_title_counts_more(ada, asks, deliver, finds):
    asks(ada, "Something else", "There is a permit in it.")
    asks(ada, "A permit", "There is something in it.")
    deliver()

    assert finds("permit")[0] == "A permit"


def test_a_beginning_of_a_word_is_enough_with_a_star(ada, asks, deliver, finds):
    asks(ada, "My allotment is flooded")
    deliver()

    assert finds("allot*") == ["My allotment is flooded"]


def test_a_word_that_nobody_wrote_stands_for_those_that_begin_like_it(ada, asks, deliver, finds):
    asks(ada, "My allotment is flooded")
    deliver()

    assert finds("allotment floo") == ["My allotment is flooded"]


def test_topic_tag_and_solved_narrow_it_down(ada, ben, parking, answers, deliver, finds):
    with writing():
        solved = _ask(ada, parking, "Permit one", tags=["renewal"])
        _ask(ada, parking, "Permit two", tags=[])
    answer_id = answers(ben, solved)
    with writing():
        actions.accept_answer(db.get_one(Answer, answer_id), by=ada.member)
    deliver()

    assert finds("permit tag:renewal") == finds("permit", tag="renewal") == ["Permit one"]
    assert finds("permit is:solved") == finds("permit", solved="yes") == ["Permit one"]
    assert finds("permit is:open") == finds("permit", solved="no") == ["Permit two"]
    assert len(finds("permit topic:parking")) == 2
    assert finds("permit topic:elsewhere") == []
    assert finds("tag:renewal") == ["Permit one"]


def test_what_the_council_answered_is_found_as_such(ada, dev, asks, answers, deliver, finds):
    thread_id = asks(ada, "Permit one")
    asks(ada, "Permit two")
    answers(dev, thread_id, "It is on its way.", official=True)
    deliver()

    assert finds("permit is:official") == ["Permit one"]


def test_topics_and_services_are_found_too(parking, deliver, finds):
    deliver()

    assert set(finds("parking", kind="")) == {"Parking and permits", "Parking"}
    assert finds("parking", kind="service") == ["Parking"]
    assert finds("parking", kind="topic") == ["Parking and permits"]


@pytest.mark.parametrize("words", ["", "   ", "the and of", "!!!", "a"])
def test_words_that_say_nothing_find_nothing(ada, asks, deliver, finds, words):
    asks(ada, "The permit and the lane")
    deliver()

    assert finds(words) == []


def test_a_changed_question_is_found_by_its_new_words(ada, asks, deliver, finds):
    thread_id = asks(ada, "My permit is lost")
    deliver()
    with writing():
        thread = db.get_one(Thread, thread_id)
        body = write_up("It is about the garden waste bin.")
        actions.edit_post(thread, by=ada.member, body=body, revision=1, title="Garden waste")
    deliver()

    assert finds("garden") == ["Garden waste"]
    assert finds("permit") == []


def test_more_results_stand_on_the_next_page(ada, asks, deliver, finds):
    for number in range(12):
        asks(ada, f"Permit number {number}")
    deliver()

    first, second = finds("permit"), finds("permit", page="2")

    assert (len(first), len(second)) == (10, 2)
    assert not set(first) & set(second)


def _ask(who, topic, title, *, tags):
    here = db.get_one(Topic, topic.id)
    body = write_up("It is about a permit.")
    return actions.ask(by=who.member, topic=here, title=title, body=body, tags=tags).id
