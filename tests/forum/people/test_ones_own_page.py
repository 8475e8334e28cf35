"""My things: what is new, what one has going, and where one stands."""

import re

import pytest
from markupsafe import Markup

from forum.accounts.standing import Rung
from forum.follows.actions import follow
from forum.kernel.db import db, writing
from forum.kernel.house import house
from forum.kernel.slots import Filling
from forum.threads.models import Thread
from tests.forum.people.looking import LADDER_WORDS, main_of

NEVER = re.compile(r"\b(loyal\w*|scor\w*|risk\w*)\b", re.IGNORECASE)


def test_a_visitor_is_asked_to_sign_in(visitor):
    for page in ("/me", "/me/where", "/me/questions", "/me/notifications"):
        assert visitor.get(page).status_code == 401


def test_a_newcomers_page_is_quiet(ada):
    page = main_of(ada.get("/me"))

    assert "Hello Ada Okafor" in page
    assert "Nothing here yet" in page
    assert not [word for word in LADDER_WORDS if word in page]
    assert "/me/where" not in page


def test_ones_questions_and_what_became_of_them(ada, helped, asks):
    asks(ada, "Where is the pool?")

    page = main_of(ada.get("/me"))

    assert "My permit is lost" in page
    assert "Solved" in page
    assert "Where is the pool?" in page
    assert "No answer yet" in page


def test_after_the_first_help_there_is_one_sentence_and_a_link(ben, helped):
    page = main_of(ben.get("/me"))

    assert "One of your answers has helped somebody." in page
    assert "Your answer solved it" in page
    assert 'href="/me/where"' in page
    assert not [word for word in LADDER_WORDS if word in page]


def test_what_is_new_leads_to_the_answer(ada, thread_id, answer_id, deliver):
    deliver()

    page = main_of(ada.get("/me"))

    assert "Something is new for you." in page
    assert "Your question has a new answer" in page
    assert f'href="/threads/{thread_id}-my-permit-is-lost#answer-{answer_id}"' in page


def test_what_one_follows_stands_there_while_everybody_can_see_it(pia, thread_id):
    with writing():
        follow(by=pia.member, subject_id=thread_id)
    assert "What you follow" in main_of(pia.get("/me"))

    with writing():
        db.get_one(Thread, thread_id).state = "hidden"

    assert "My permit is lost" not in main_of(pia.get("/me"))


def test_ones_own_hidden_question_says_who_can_see_it(ada, thread_id):
    with writing():
        db.get_one(Thread, thread_id).state = "held"

    assert "Only you and the staff see this" in main_of(ada.get("/me"))


def test_rooms_further_up_show_their_things_here(ada):
    ticket = Filling(lambda ids, member: {ids[0]: Markup("Ticket!")}, public=False)
    house().slots["my things"].append(ticket)

    page = main_of(ada.get("/me"))

    assert "Ticket!" in page
    assert "Nothing here yet" not in page


@pytest.mark.parametrize("which", ["questions", "answers", "follows", "notices"])
def test_every_list_has_a_page_of_its_own(ada, ben, pia, thread_id, helped, which):
    with writing():
        follow(by=pia.member, subject_id=thread_id)
    whose = {"questions": ada, "answers": ben, "follows": pia, "notices": ben}

    page = whose[which].get(f"/me/{which}")

    assert page.status_code == 200
    assert "My permit is lost" in main_of(page)


@pytest.mark.parametrize("which", ["questions", "answers", "follows", "notices"])
def test_an_empty_list_says_so(ada, which):
    assert "Nothing here" in main_of(ada.get(f"/me/{which}"))


def test_a_long_list_goes_on_where_it_ended(ada, asks):
    ada.stands_on(Rung.FOLLOWER)
    for number in range(21):
        asks(ada, f"Question {number}.")
    first = ada.get("/me/questions").text
    assert "Question 0." not in first

    (older,) = re.findall(r'href="(/me/questions\?cursor=[^"]+)"', first)
    second = ada.get(older).text

    assert "Question 0." in second
    assert "Question 1." not in second


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIiwgMV0", "WyIyMDI2LTAxLTAxIiwgMV0"])
def test_a_cursor_we_did_not_make_is_refused(ada, cursor):
    page = ada.get(f"/me/questions?cursor={cursor}")

    assert page.status_code == 422
    assert "broken" in page.text


def test_no_page_about_a_person_speaks_of_loyalty_scores_or_risk(ada, ben, cleo, helped):
    ben.stands_on(Rung.FOLLOWER)

    for page in ("/me", "/me/where", "/members/Ben Hallam", "/me/notifications", "/me/answers"):
        assert not NEVER.search(ben.get(page).text), page
