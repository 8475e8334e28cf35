"""What staff write behind the scenes: what is refused, how it moves, and what is written down."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from forum.inside import actions
from forum.inside.kinds import EARLIEST, MOVES, URGENT, Kind, Outcome, State
from forum.inside.models import InsideNote
from forum.inside.queries import visible_note
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from tests.forum.inside.conftest import done_to, draft_of, in_days


@pytest.mark.parametrize("about", sorted(URGENT))
def test_what_is_urgent_is_told_early_to_nobody(dev, parking, about):
    draft = draft_of(Kind.NOTICE, parking.service_id, "Gas", about=about)

    with pytest.raises(Invalid, match="Everybody has to hear of this at once"), writing():
        actions.write_note(draft, by=dev.member)


@pytest.mark.every_value
@pytest.mark.parametrize(
    "wrong",
    [
        {"about": "danger"},
        {"about": None},
        {"state": "published", "published_at": None},
        {"state": "archived", "archived_at": None},
        {"outcome": "kept"},
        {"public_at": datetime(2025, 1, 7, tzinfo=UTC)},
    ],
    ids=str,
)
def test_the_database_refuses_it_too(write, wrong):
    note_id = write(Kind.NOTICE)

    with pytest.raises(IntegrityError), writing():
        db.execute(update(InsideNote).where(InsideNote.id == note_id).values(**wrong))


@pytest.mark.parametrize("days", [-1, EARLIEST.days + 1])
def test_nobody_is_told_too_early_or_too_late(dev, parking, days):
    draft = draft_of(Kind.NOTICE, parking.service_id, "The desk moves", public_at=in_days(days))
    with writing():
        note_id = actions.write_note(draft, by=dev.member).id

    with pytest.raises(Invalid, match="in the next 14 days"):
        done_to(note_id, actions.move_note, State.PUBLISHED, by=dev)


def test_nothing_personal_is_published(dev, parking, write):
    draft = draft_of(Kind.NOTE, parking.service_id, "A story")
    body = write_up("Her number is QQ 12 34 56 C, and she was born on 3 May 1961.")
    with writing():
        note_id = actions.write_note(
            actions.Draft(draft.kind, draft.service_id, draft.title, body), by=dev.member
        ).id

    with pytest.raises(Invalid, match="Take it out"):
        done_to(note_id, actions.move_note, State.PUBLISHED, by=dev)


def test_only_a_plan_that_was_read_has_an_end(write, dev):
    for note_id in (write(Kind.NOTE), write(Kind.PLAN, state=State.DRAFT)):
        with pytest.raises(Refused, match="Only a plan"):
            done_to(note_id, actions.settle_plan, Outcome.KEPT, "Done.", by=dev)


def test_citizens_write_nothing_here(fay, noor, parking):
    for who in (fay, noor):
        draft = draft_of(Kind.NOTE, parking.service_id, "Mine")
        with pytest.raises(Refused, match="Only people who work here"), writing():
            actions.write_note(draft, by=who.member)


def test_words_that_were_read_are_not_changed(write, dev, parking):
    draft = draft_of(Kind.NOTE, parking.service_id, "Other words")
    shown, hidden = write(Kind.NOTE), write(Kind.NOTE, state=State.DRAFT)

    with pytest.raises(Refused, match="People have read it"):
        done_to(shown, actions.change_note, draft, by=dev, revision=1)
    done_to(hidden, actions.change_note, draft, by=dev, revision=1)
    with pytest.raises(Conflict):
        done_to(hidden, actions.change_note, draft, by=dev, revision=1)


def test_a_note_moves_as_the_table_says_and_twice_is_once(write, dev):
    for before in State:
        for after in State:
            note_id = write(Kind.NOTE, state=before)
            with writing():
                note = visible_note(note_id, to=dev.member, lock=True)
                if after == before or after in MOVES[before]:
                    actions.move_note(note, after, by=dev.member)
                else:
                    with pytest.raises(Refused, match="cannot be done"):
                        actions.move_note(note, after, by=dev.member)
                expected = after if after in MOVES[before] else before
                assert note.state == expected


def test_each_deed_is_in_the_ledger_and_in_the_audit(write, dev):
    note_id = write(Kind.PLAN)
    for _ in range(2):
        done_to(note_id, actions.settle_plan, Outcome.KEPT, "Done.", by=dev)

    with fresh_reading():
        acts = select(PublishedEvent.kind).where(PublishedEvent.subject_id == note_id)
        done = select(AuditEntry.deed).where(AuditEntry.subject_id == note_id)
        kinds = ["inside_note_written", "inside_note_moved", "plan_settled"]
        assert list(db.scalars(acts.order_by(PublishedEvent.id))) == kinds
        deeds = ["inside note written", "inside note moved", "plan settled"]
        assert list(db.scalars(done.order_by(AuditEntry.id))) == deeds
