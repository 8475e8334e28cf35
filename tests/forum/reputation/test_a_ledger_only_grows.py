"""The database itself refuses to change the ledger, and whatever does not undo exactly."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from forum.kernel.db import database, db, writing
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.reputation.models import Award
from forum.threads.events import AnswerAccepted

UNDOING = {"kind": "taken_back", "points": -15}
WRONG: dict[str, dict[str, Any]] = {
    "more points": {"points": -16},
    "the same points": {"points": 15},
    "nothing at all": {"points": 0},
    "another member": {"member_id": "ada"},
    "another giver": {"giver_id": None},
    "another post": {"subject_id": None},
    "another moment": {"granted_at": timedelta(days=1)},
    "outside another cap": {"outside_cap": False},
    "not a reversal": {"kind": "solution"},
    "comes back without a rest": {"kind": "restored"},
    "undoes nothing": {"undoes_id": None},
    "undoes what is not there": {"undoes_id": 999},
    "without an event": {"event_id": None},
    "an event that is not there": {"event_id": 999_999},
}


@pytest.fixture
def solved(ada, ben, deliver):
    """What Ben's solution earned, as a row that undoes it would repeat it."""
    with writing():
        answer_id = new_subject("answer")
        who = {"actor_id": ada.member_id, "asker_id": ada.member_id, "helper_id": ben.member_id}
        publish(AnswerAccepted(**who, thread_id=answer_id, answer_id=answer_id))
    deliver()
    row = db.scalars(select(Award).where(Award.kind == "solution")).one()
    told = {column.key: getattr(row, column.key) for column in Award.__table__.columns}
    return told | {"id": None, "undoes_id": row.id}


def enter(**row):
    with writing():
        values = {name: value for name, value in row.items() if name != "id"}
        return db.execute(insert(Award).values(values).returning(Award.id)).scalar_one()


@pytest.mark.parametrize("changed", [{"points": 16}, {"kind": "spam"}, {"giver_id": None}])
def test_no_row_is_changed(solved, changed):
    with pytest.raises(IntegrityError, match="only grows"), writing():
        db.execute(update(Award).where(Award.id == solved["undoes_id"]).values(changed))


def test_no_row_is_removed(solved):
    with pytest.raises(IntegrityError, match="only grows"), writing():
        db.execute(delete(Award))


def test_nor_all_of_them_at_once(solved):
    if database().is_sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(IntegrityError, match="only grows"), writing():
        db.execute(text("truncate award"))


@pytest.mark.every_value
@pytest.mark.parametrize("why", WRONG)
def test_a_row_that_does_not_undo_exactly_is_refused(ada, solved, why):
    wrong = dict(WRONG[why])
    if wrong.get("member_id"):
        wrong["member_id"] = ada.member_id
    if wrong.get("granted_at"):
        wrong["granted_at"] = solved["granted_at"] + wrong["granted_at"]

    with pytest.raises(IntegrityError):
        enter(**(solved | UNDOING | wrong))


def test_one_row_is_undone_once_and_nothing_follows(solved):
    taken_back = enter(**(solved | UNDOING))

    with pytest.raises(IntegrityError):
        enter(**(solved | UNDOING))
    with pytest.raises(IntegrityError):
        enter(**(solved | {"undoes_id": taken_back, "kind": "restored"}))


@pytest.mark.parametrize(
    ("kind", "points", "fits"),
    [
        ("restored", 15, True),
        ("taken_back", 0, True),
        ("resting", 15, False),
        ("taken_back", 15, False),
        ("restored", 0, False),
    ],
)
def test_what_rests_comes_back_or_is_taken_back_with_nothing(solved, kind, points, fits):
    resting = enter(**(solved | {"kind": "resting", "points": -15}))
    after = solved | {"undoes_id": resting, "kind": kind, "points": points}

    if fits:
        assert enter(**after)
    else:
        with pytest.raises(IntegrityError):
            enter(**after)


def test_one_event_gives_one_award_of_a_kind(solved):
    with pytest.raises(IntegrityError):
        enter(**(solved | {"undoes_id": None}))
