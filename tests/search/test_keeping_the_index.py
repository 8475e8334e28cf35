"""The index follows the database: what is stale is read again, missed things are found, rebuilt."""

import pytest
from click.testing import CliRunner

from forum.cli import Folkmoot
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Resting
from forum.kernel.settling import settle
from forum.kernel.tasks import Work
from forum.threads import actions as deeds
from forum.threads.models import Answer, Thread
from search import actions, queries, tasks
from search.boundary import engine, state
from search.checks import health, index_and_database
from search.models import StaleDocument


def test_nothing_waits_after_everything_was_delivered(ada, asks, deliver):
    asks(ada)
    deliver()

    assert _stale() == {}
    assert _differences() == []


def test_a_document_marked_many_times_is_read_once(ada, asks, deliver):
    thread_id = asks(ada)
    deliver()
    for _ in range(3):
        with writing():
            actions.mark_stale("thread", [thread_id])

    assert _stale() == {("thread", thread_id): 4}
    deliver()
    assert _stale() == {}


def test_what_is_marked_again_while_it_is_read_stays_stale(ada, asks, deliver):
    thread_id = asks(ada)
    deliver()
    with writing():
        actions.mark_stale("thread", [thread_id])
    read = _stale()

    with writing():
        actions.mark_stale("thread", [thread_id])
        actions.note_drained(read)

    assert list(_stale()) == [("thread", thread_id)]


def test_doing_it_again_changes_nothing(ada, asks, deliver):
    asks(ada)
    deliver()
    before = engine().contents()

    tasks.refresh()
    tasks.look_again()

    assert engine().contents() == before
    assert tasks.rebuild() == 0


def test_what_nobody_told_the_index_is_found_by_looking(ada, asks, deliver, finds):
    thread_id = asks(ada, "My permit is lost")
    deliver()
    with writing():
        db.query(StaleDocument).delete()
    engine().write([], gone=[("thread", thread_id)])
    assert finds("permit") == []

    tasks.look_again()
    deliver()

    assert finds("permit") == ["My permit is lost"]


def test_what_changes_while_a_new_index_is_built_is_in_it(ada, asks, deliver, finds, monkeypatch):
    asks(ada, "My permit is lost")
    deliver()
    whole = queries.all_documents

    def documents_and_meanwhile():
        yield from whole()
        asks(ada, "A permit for my visitors")
        deliver()

    monkeypatch.setattr(queries, "all_documents", documents_and_meanwhile)
    tasks.rebuild()
    monkeypatch.setattr(queries, "all_documents", whole)
    deliver()

    assert len(finds("permit")) == 2
    assert _differences() == []


def test_doctor_names_what_differs(ada, asks, deliver):
    thread_id = asks(ada)
    deliver()
    engine().write([], gone=[("thread", thread_id)])
    engine().let_go()

    assert _differences() == [f"The search index has thread {thread_id} not as it is now."]


def test_the_commands_say_what_they_did(app, ada, asks, deliver):
    asks(ada)
    cli = Folkmoot(app)

    assert health() == "There is no search index yet: run folkmoot rebuild search."
    first = CliRunner().invoke(cli, ["rebuild", "search"])
    again = CliRunner().invoke(cli, ["rebuild", "search"])

    assert first.output == "3 rows changed\n"
    assert again.output == "0 rows changed\n"
    assert health() == state() == "ok"


def test_votes_are_silent_until_there_are_too_many_answers(ada, ben, asks, answers, deliver):
    thread_id = asks(ada)
    answer_id = answers(ben, thread_id)
    deliver()
    before = _marks(thread_id)
    _thank(ada, answer_id)
    deliver()
    assert _marks(thread_id) == before

    with writing():
        db.get_one(Thread, thread_id).answer_count = 21
        deeds.withdraw_thanks(db.get_one(Answer, answer_id), by=ada.member)
    deliver()
    assert _marks(thread_id) == before + 1


def _thank(who, answer_id):
    with writing():
        deeds.thank(db.get_one(Answer, answer_id), by=who.member)


def _marks(thread_id):
    with fresh_reading():
        return db.get_one(StaleDocument, ("thread", thread_id)).marks


def _stale():
    with fresh_reading():
        return queries.stale(100)


def _differences():
    with fresh_reading():
        return [finding.sentence for finding in index_and_database()]


def test_that_another_of_ours_writes_for_long_is_no_damage(app, ada, asks, deliver, monkeypatch):
    """Building anew for it would keep the next one waiting, and so on for ever."""
    asks(ada)
    deliver()
    monkeypatch.setattr("search.index.engine.WAIT_SECONDS", 0.1)
    monkeypatch.setattr("search.tasks.SWAP_WAIT_SECONDS", 0.1)

    with engine().alone():
        thread_id = asks(ada, "A permit for my visitors")
        tasks.refresh()
        with pytest.raises(Resting):
            tasks.rebuild()
        settle(app, seconds=1)
    deliver()

    engine().let_go()
    assert ("thread", thread_id) in engine().contents()
    with fresh_reading():
        assert db.query(Work).filter(Work.name == actions.MEND).count() == 0
