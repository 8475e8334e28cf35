"""The desk writes down what is behind many tickets, and moves it by one table."""

from contextlib import suppress
from itertools import product

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict, Invalid, Refused
from moderation.problems import actions, checks
from moderation.problems.models import Problem, ProblemMove
from moderation.problems.queries import problem_numbered
from moderation.problems.states import MOVES, State
from tests.moderation.problems.conftest import LAMP, as_it_is, facts_with, hidden

FORM = {
    "title": LAMP,
    "body": "Twelve lamps have no power.",
    "workaround": "",
    "cause": "",
    "owner": "",
    "version": "0",
}


def form_with(parking, **other: str) -> dict[str, str]:
    return FORM | {"service": str(parking.service_id)} | other


def moves(person, problem, state: str, version: int = 1):
    form = {"state": state, "version": str(version)}
    return person.post(f"/desk/problems/{problem.id}/state", **form)


def test_the_desk_writes_a_problem_down(dev, parking):
    answer = dev.post("/desk/problems/new", **form_with(parking))

    page = dev.get(answer.location).text
    assert LAMP in page
    assert "Only staff read it" in page
    assert LAMP in dev.get("/desk/problems").text


def test_the_same_form_sent_twice_is_one_problem(dev, parking):
    dev.post("/desk/problems/new", **form_with(parking))
    dev.post("/desk/problems/new", **form_with(parking))

    with fresh_reading():
        assert db.query(Problem).count() == 1


def test_it_can_begin_with_a_ticket(dev, parking, hers):
    url = f"/desk/problems/new?ticket={hers.reference}"
    begun = dev.get(url).text
    answer = dev.post(url, **form_with(parking))

    assert hers.title in begun
    assert hers.reference in dev.get(answer.location).text


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_nobody_but_the_desk_keeps_problems(request, who, problem):
    person = request.getfixturevalue(who)

    assert person.get("/desk/problems").status_code == 403
    assert moves(person, problem, "solved").status_code == 403
    with writing(), pytest.raises(Refused):
        actions.change(problem, facts_with(title="x"), by=person.member, version=1)


def test_what_everybody_will_read_is_shown_before(dev, parking):
    form = form_with(parking, is_public="y", body="Call Nora on 07700 900123.")
    preview = dev.post("/desk/problems/new", **form)
    with fresh_reading():
        before = db.query(Problem).count()
    answer = dev.post("/desk/problems/new", **form, seen=hidden(preview.text, "seen"))

    assert "Everybody will read this" in preview.text
    assert "It seems to hold" in preview.text
    assert before == 0
    assert answer.status_code == 303


def test_a_known_error_needs_its_cause_and_a_way_round(dev, problem):
    refused = moves(dev, problem, "known_error")
    facts = facts_with(cause="A burnt fuse.", workaround="Take a torch.")
    with writing():
        actions.change(problem_numbered(problem.id), facts, by=dev.member, version=1)
    moves(dev, problem, "known_error", 2)

    assert refused.status_code == 422
    assert "Write the cause and what people can do until then." in refused.text
    assert as_it_is(problem).state == "known_error"


def test_its_cause_stays_as_long_as_it_is_known(dev, public):
    moves(dev, public, "known_error")

    with writing(), pytest.raises(Invalid):
        actions.change(
            problem_numbered(public.id), facts_with(is_public=True), by=dev.member, version=2
        )


def test_each_move_is_written_down_with_who_made_it(dev, public):
    for version, state in enumerate(("known_error", "solved", "closed", "open"), 1):
        moves(dev, public, state, version)

    with fresh_reading():
        log = db.query(ProblemMove).order_by(ProblemMove.id).all()
        audit = db.query(AuditEntry).where(AuditEntry.deed == "problem moved").count()
    assert [(one.before, one.state) for one in log] == [
        (None, "open"),
        ("open", "known_error"),
        ("known_error", "solved"),
        ("solved", "closed"),
        ("closed", "open"),
    ]
    assert {one.actor_id for one in log} == {dev.member_id}
    assert audit == 4
    assert list(checks.stand_as_logged()) == []


def test_moving_twice_moves_once(dev, problem):
    moves(dev, problem, "solved")
    moves(dev, problem, "solved")

    with fresh_reading():
        assert db.query(ProblemMove).count() == 2


def test_the_database_knows_the_table_of_moves(app, dev, problem):
    insert = text(
        "insert into problem_move (problem_id, before, state, actor_id, moved_at)"
        " values (:problem, :before, :after, :by, '2026-03-02 10:00:00')"
    )

    taken = set()
    for before, after in product(State, State):
        row = {"problem": problem.id, "before": before, "after": after, "by": dev.member_id}
        with suppress(IntegrityError), writing():
            db.execute(insert, row)
            taken.add((before, after))

    assert taken == {(before, after) for before in State for after in MOVES[before]}


def test_a_move_that_is_not_in_the_table_is_refused(dev, problem):
    moves(dev, problem, "closed")
    refused = moves(dev, problem, "solved", 2)

    assert refused.status_code == 403
    assert "A problem cannot go there from where it is." in refused.text


def test_two_who_change_it_at_once_do_not_overwrite_each_other(dev, problem):
    with writing():
        actions.change(
            problem_numbered(problem.id), facts_with(title="Lamps"), by=dev.member, version=1
        )
    with writing(), pytest.raises(Conflict):
        actions.change(
            problem_numbered(problem.id), facts_with(title="Lights"), by=dev.member, version=1
        )

    assert as_it_is(problem).title == "Lamps"


def test_only_somebody_of_the_desk_looks_after_it(dev, ada, problem):
    facts = facts_with(owner_id=ada.member_id)
    with writing(), pytest.raises(Invalid):
        actions.change(problem_numbered(problem.id), facts, by=dev.member, version=1)
