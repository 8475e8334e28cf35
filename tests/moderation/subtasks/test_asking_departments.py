"""Another department does its part; the person has one view, and the promise stays ours."""

from contextlib import suppress
from itertools import product
from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from moderation.helpdesk import actions as desk
from moderation.helpdesk.models import InternalNote, Message, Ticket
from moderation.problems.actions import Words, link, open_problem, tell_all
from moderation.problems.queries import whom_it_reaches
from moderation.subtasks import checks
from moderation.subtasks.models import SubtaskMove
from moderation.subtasks.states import MOVES, State
from tests.cast import make_person
from tests.forum.services.times import at
from tests.moderation.conftest import as_stored
from tests.moderation.problems.conftest import facts_with
from tests.moderation.subtasks.conftest import SECRET, all_subtasks, ends


def answers(dev, ticket, **other: str):
    form = {"body": "The lamp is mended.", "to": "person"} | other
    return dev.post(f"/desk/tickets/{ticket.reference}/answer", **form)


def test_the_person_reads_who_was_asked_for_what_and_until_when(ada, lamp, asked):
    page = ada.get(f"/tickets/{lamp.reference}").text

    assert "We have asked Highways: to look at the lamp." in page
    assert "They have until" in page
    assert "number 4" not in page


def test_it_is_due_by_the_hours_of_that_service(asked):
    """Thirty-two hours from Monday at ten: three days of this week, and ten hours of the next."""
    assert asked.due_at == at("2026-03-10 10:00")


def test_the_promise_of_the_ticket_goes_on(dev, lamp, asked):
    before = as_stored(lamp.id).due_at
    form = {"state": "waiting_third_party", "reason": "", "text": ""}
    dev.post(f"/desk/tickets/{lamp.reference}/state", **form)

    assert as_stored(lamp.id).due_at == before == at("2026-03-04 10:00")


def test_the_department_sees_what_it_needs_and_not_the_ticket(hal, asked, lamp):
    listed = hal.get("/desk/subtasks").text
    page = hal.get(f"/desk/subtasks/{asked.id}").text

    assert "to look at the lamp" in listed
    assert "Look at the lamp by number 4." in page
    assert SECRET not in page
    assert lamp.reference not in page
    assert hal.get(f"/desk/tickets/{lamp.reference}").status_code == 403


@pytest.mark.parametrize("who", ["cleo", "pia", "ada"])
def test_others_neither_see_nor_end_it(request, who, asked):
    person = request.getfixturevalue(who)

    assert person.get(f"/desk/subtasks/{asked.id}").status_code in (403, 404)
    assert ends(person, asked).status_code in (403, 404)
    assert all_subtasks()[0].state == "open"


def test_one_for_managers_shows_its_ticket_to_managers_only(app, dev, lamp, asked):
    mara = make_person(app, "Mara Stone", role=Role.MANAGER)
    with writing():
        desk.set_kind(db.get_one(Ticket, lamp.id), "legal_notice", by=mara.member)

    assert lamp.reference in mara.get(f"/desk/subtasks/{asked.id}").text
    assert lamp.reference not in dev.get(f"/desk/subtasks/{asked.id}").text


def test_asking_twice_asks_once_and_another_form_asks_again(ask, lamp):
    ask()
    ask()
    ask(nonce="two")

    assert len(all_subtasks()) == 2
    assert as_stored(lamp.id).open_subtasks == 2


def test_only_the_desk_asks(hal, cleo, ask):
    assert ask(hal).status_code == ask(cleo).status_code == 403
    assert all_subtasks() == []


@pytest.mark.parametrize(
    "wrong",
    [{"days": "0"}, {"days": "91"}, {"days": "x"}, {"asked": ""}, {"public_line": ""}],
)
def test_what_is_missing_is_said_in_plain_words(ask, wrong):
    answer = ask(**wrong)

    assert answer.status_code == 422
    assert all_subtasks() == []


def test_it_is_given_only_to_who_works_there(ask, hal, cleo):
    refused = ask(assignee=str(cleo.member_id))
    ask(assignee=str(hal.member_id))

    assert refused.status_code == 422
    assert [one.assignee_id for one in all_subtasks()] == [hal.member_id]


def test_a_closed_ticket_asks_nobody(ada, ask, lamp):
    ada.post(f"/tickets/{lamp.reference}/withdrawal", reason="not_needed")

    assert ask().status_code == 403


def test_the_department_takes_it_and_says_how_it_ended(ada, dev, hal, lamp, asked):
    hal.post(f"/desk/subtasks/{asked.id}/assignee")
    ends(hal, asked)

    (stored,) = all_subtasks()
    assert (stored.state, stored.assignee_id) == ("done", hal.member_id)
    assert "Highways has done what we asked: the lamp shines again." in (
        ada.get(f"/tickets/{lamp.reference}").text
    )
    assert "A new bulb is in." in dev.get(f"/desk/tickets/{lamp.reference}").text
    assert "A new bulb is in." not in ada.get(f"/tickets/{lamp.reference}").text


def test_without_a_line_it_does_not_end(hal, asked):
    answer = ends(hal, asked, "refused", line="")

    assert answer.status_code == 422
    assert "Write a line for the desk." in answer.text
    assert all_subtasks()[0].state == "open"


def test_only_the_desk_takes_it_back(dev, hal, asked):
    refused = ends(hal, asked, "withdrawn")
    ends(dev, asked, "withdrawn")

    assert refused.status_code == 403
    assert all_subtasks()[0].state == "withdrawn"


def test_ending_twice_is_harmless_and_another_end_is_refused(hal, lamp, asked):
    ends(hal, asked)
    again, other = ends(hal, asked), ends(hal, asked, "refused")

    assert (again.status_code, other.status_code) == (303, 403)
    assert as_stored(lamp.id).open_subtasks == 0
    with fresh_reading():
        assert db.query(SubtaskMove).count() == 2


def test_of_two_who_end_it_at_once_one_counts(app, hal, dev, lamp, asked):
    both = Barrier(2)

    def at_once(person, state) -> None:
        with app.app_context():
            both.wait()
            ends(person, asked, state)

    threads = [Thread(target=at_once, args=one) for one in ((hal, "done"), (dev, "refused"))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert as_stored(lamp.id).open_subtasks == 0
    with fresh_reading():
        assert db.query(SubtaskMove).count() == 2


def test_the_desk_answers_once_they_are_done_or_says_why_it_does_not_wait(dev, lamp, asked):
    refused = answers(dev, lamp)
    before = as_stored(lamp.id).state
    answers(dev, lamp, unfinished="A neighbour has changed the bulb.")

    assert refused.status_code == 422
    assert "Wait for them, or say why you do not." in refused.text
    assert "The lamp is mended." in refused.text
    assert before == "new"
    assert as_stored(lamp.id).state == "answered"
    with fresh_reading():
        rows = db.query(InternalNote).all()
    assert [one.body for one in rows] == ["A neighbour has changed the bulb."]


def test_when_all_are_done_nothing_is_asked(dev, hal, lamp, asked):
    ends(hal, asked)

    assert answers(dev, lamp).status_code == 303


def test_no_other_way_round_answers_it(dev, lamp, asked):
    form = {"state": "answered", "reason": "", "text": ""}
    refused = dev.post(f"/desk/tickets/{lamp.reference}/state", **form)

    assert refused.status_code == 403
    assert as_stored(lamp.id).state == "new"


def test_one_answer_for_all_is_a_message_where_others_still_work(dev, lamp, asked, deliver):
    with writing():
        problem = open_problem(facts_with(), by=dev.member)
        link(problem, lamp.id, by=dev.member)
        mark = whom_it_reaches(problem, publicly=False).mark
        words = Words(write_up("The lamps shine."), is_answer=True)
        tell_all(problem, words, by=dev.member, whom=mark, nonce="n")
    deliver()

    assert as_stored(lamp.id).state == "open"


def test_an_official_answer_on_the_question_waits_for_them_too(
    dev, question, ticket, highways, deliver
):
    form = {"service": str(highways), "asked": "Look.", "public_line": "to look", "days": "2"}
    dev.post(f"/desk/tickets/{ticket.reference}/subtasks", **form, assignee="", nonce="q")
    dev.post(f"/threads/{question}/answers", body="It is on its way.", official="y")
    deliver()
    deliver()

    assert as_stored(ticket.id).state == "open"
    with fresh_reading():
        assert db.query(Message).where(Message.ticket_id == ticket.id).count() == 1


def test_with_the_ticket_they_end(ada, lamp, asked, deliver):
    ada.post(f"/tickets/{lamp.reference}/withdrawal", reason="not_needed")
    deliver()

    assert [one.state for one in all_subtasks()] == ["withdrawn"]
    assert as_stored(lamp.id).open_subtasks == 0
    with fresh_reading():
        assert list(checks.counted_as_they_are()) == []


def test_who_is_named_and_who_asked_are_mailed_and_read_nothing_secret(
    app, ask, hal, dev, lamp, deliver
):
    ask(assignee=str(hal.member_id))
    deliver()
    ends(hal, all_subtasks()[0])
    deliver()

    folder = app.config["FOLKMOOT"].HOME / "mail"
    texts = [path.read_text() for path in folder.glob("*.eml")]
    assert [t for t in texts if "hal@example.org" in t and "You are asked" in t]
    assert [t for t in texts if "dev@example.org" in t and "a sub-task has ended" in t]
    assert not [t for t in texts if "number 4" in t or "A new bulb" in t]


def test_the_database_knows_the_table_of_moves(app, dev, asked):
    insert = text(
        "insert into subtask_move (subtask_id, before, state, moved_at)"
        " values (:subtask, :before, :after, '2026-03-02 10:00:00')"
    )

    taken = set()
    for before, after in product(State, State):
        row = {"subtask": asked.id, "before": before, "after": after}
        with suppress(IntegrityError), writing():
            db.execute(insert, row)
            taken.add((before, after))

    assert taken == {(before, after) for before in State for after in MOVES[before]}


def test_one_for_managers_is_read_at_the_desk_by_managers_only(app, dev, hal, lamp, asked):
    mara = make_person(app, "Mara Stone", role=Role.MANAGER)
    with writing():
        desk.set_kind(db.get_one(Ticket, lamp.id), "legal_notice", by=mara.member)

    assert dev.get(f"/desk/subtasks/{asked.id}").status_code == 404
    assert ends(dev, asked).status_code == 404
    assert "to look at the lamp" not in dev.get("/desk/subtasks").text
    for who in (mara, hal):
        assert "to look at the lamp" in who.get("/desk/subtasks").text
        assert who.get(f"/desk/subtasks/{asked.id}").status_code == 200
