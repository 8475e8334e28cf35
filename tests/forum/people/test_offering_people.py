"""While somebody types a name they are offered people they may call, and nobody else."""

from datetime import timedelta

import pytest

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.threads.models import Answer, Thread
from tests.cast import make_person


@pytest.fixture
def offered(ada, thread_id, answer_id):
    """What Ada is offered for a beginning, in the thread that Ben has answered."""

    def ask(begins, who=ada, thread=thread_id):
        page = who.get("/members", query_string={"begins": begins, "thread": thread})
        return [(one["text"], one["note"]) for one in page.json["offers"]]

    return ask


def change(model, id_, **facts):
    with writing():
        for name, value in facts.items():
            setattr(db.get_one(model, id_), name, value)


BEN = [("Ben Hallam", "takes part here")]


@pytest.mark.parametrize("begins", ["", "b", "Be", "ben hallam", "HALL", "ＢＥＮ"])
def test_those_who_take_part_are_offered_by_any_word_of_their_name(offered, begins):
    assert offered(begins) == BEN


@pytest.mark.parametrize("begins", ["x", "en", "%", "_", "ben%", "\x7f", "b" * 99])
def test_nobody_else_is(offered, begins):
    assert offered(begins) == []


def test_oneself_is_not_offered(offered, ben):
    assert offered("", who=ben) == [("Ada Okafor", "takes part here")]


def test_others_only_when_they_want_to_be_found_and_from_two_letters_on(app, offered):
    wants, _ = make_person(app, "Bea Lark"), make_person(app, "Bess Hidden")
    wants.post("/me/finding", wanted="yes")

    assert offered("b") == BEN
    assert offered("be") == [*BEN, ("Bea Lark", "")]
    assert offered("be", thread=0) == [("Bea Lark", "")]

    wants.post("/me/finding", wanted="no")
    assert offered("be") == BEN


@pytest.mark.parametrize(
    "facts",
    [
        {"is_under_18": True},
        {"verified_at": None},
        {"role": "agent"},
        {"suspended_until": now() + timedelta(days=1)},
        {"erased_at": now()},
        {"is_imported": True, "email": None, "email_key": None},
    ],
)
def test_people_who_have_no_public_name_are_never_offered(offered, ben, facts):
    change(Member, ben.member_id, **facts)

    assert offered("ben") == []


@pytest.mark.parametrize("state", ["hidden", "held", "deleted"])
def test_what_does_not_show_tells_nobody_who_wrote_it(offered, thread_id, answer_id, state):
    change(Answer, answer_id, state=state)
    assert offered("") == []

    change(Answer, answer_id, state="visible")
    change(Thread, thread_id, state=state)
    assert offered("") == []


def test_there_are_never_many(app, ada, offered, thread_id, answers):
    for letter in "ABCDEFGHIJ":
        answers(make_person(app, f"Neighbour{letter}"), thread_id, f"Like {letter}")

    assert len(offered("n")) == 8


def test_a_visitor_is_asked_to_sign_in(visitor):
    assert visitor.get("/members?begins=be").status_code == 401


@pytest.mark.parametrize("thread", ["x", "-1", "9" * 40, ""])
def test_a_thread_that_is_none_is_no_fault(ada, thread):
    assert ada.get(f"/members?begins=be&thread={thread}").json == {"offers": []}
