"""A moderator hides a post and brings it back; what it was comes back with it."""

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from forum.threads import actions
from forum.threads.models import Answer, Thread


@pytest.fixture
def solution(ada, ben, parking):
    """Ben's answer, of which Ada says that it solved her problem; the ids of both."""
    with writing():
        by = ada.member
        thread = actions.ask(
            by=by, topic=parking, title="My permit has not come", body=write_up("I paid.")
        )
        answer = actions.answer_thread(thread, by=ben.member, body=write_up("Ask at the library."))
        actions.accept_answer(answer, by=by)
        return thread.id, answer.id


def does(deed, person, answer_id):
    with writing():
        return deed(db.get_one(Answer, answer_id), by=person.member)


def facts(thread_id):
    with fresh_reading():
        thread = db.get_one(Thread, thread_id)
        return thread.solution_id, thread.solved_at, thread.answer_count


def test_a_hidden_solution_rests_and_comes_back_as_it_was(cleo, solution):
    thread_id, answer_id = solution
    before = facts(thread_id)

    assert does(actions.hide_post, cleo, answer_id)
    assert facts(thread_id) == (None, None, 0)
    assert does(actions.unhide_post, cleo, answer_id)

    assert facts(thread_id) == before


@pytest.mark.parametrize("deed", [actions.hide_post, actions.unhide_post])
def test_doing_it_twice_changes_nothing(cleo, solution, deed):
    does(actions.hide_post, cleo, solution[1])
    does(deed, cleo, solution[1])
    before = facts(solution[0]), db.query(PublishedEvent).count()

    assert not does(deed, cleo, solution[1])

    assert (facts(solution[0]), db.query(PublishedEvent).count()) == before


@pytest.mark.parametrize("who", ["ada", "ben", "dev"])
def test_only_moderators_hide(request, solution, who):
    with pytest.raises(Refused):
        does(actions.hide_post, request.getfixturevalue(who), solution[1])


def test_what_its_author_removed_is_neither_hidden_nor_brought_back(ben, cleo, solution):
    does(actions.delete_post, ben, solution[1])

    assert not does(actions.hide_post, cleo, solution[1])
    assert not does(actions.unhide_post, cleo, solution[1])
