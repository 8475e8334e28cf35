"""Managers open boards and change their rules: previewed, audited, undoable."""

from sqlalchemy import func, select

from forum.ideas.actions import propose
from forum.ideas.models import Board
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from moderation.choices.models import ChoiceChange
from tests.moderation.catalogue.conftest import fields_of, words_of

FIRST = "/desk/boards/ideas/edit"
HIGH_STREET = "/desk/boards/high-street/edit"


def board(slug="ideas"):
    with fresh_reading():
        return db.query(Board).filter_by(slug=slug).one_or_none()


def removal():
    with fresh_reading():
        return f"/desk/changes/{db.query(func.max(ChoiceChange.id)).scalar()}/removal"


def test_the_first_board_is_listed_before_anybody_needed_it(adam):
    words = words_of(adam.get("/desk/boards"))

    assert "from 25 supporters" in words
    assert "from 250 supporters, within 20 working days" in words
    assert board() is None


def test_a_change_is_shown_before_it_is_saved(look, parking):
    words = words_of(look(FIRST, review_at="10", supports_each="5"))

    assert "Supporters until the policy team reads it 25 10" in words
    assert "Open ideas one person can support No limit 5" in words
    assert board() is None


def test_saving_changes_the_board_and_writes_it_down(adam, save, parking):
    saved = save(FIRST, review_at="10", service="parking")

    assert saved.location == FIRST
    assert (board().review_at, board().version) == (10, 2)
    words = words_of(adam.get(FIRST))
    assert "Adam Reed" in words
    assert "Service The whole place Parking" in words
    with fresh_reading():
        assert db.query(AuditEntry.deed).scalar() == "board changed"


def test_a_board_is_opened_under_its_own_name_once(adam, save, visitor):
    save("/desk/boards/new", name="High Street")
    again = save("/desk/boards/new", name="High Street")

    assert board("high-street").name == "High Street"
    assert again.status_code == 422
    assert "There is a board with this name already." in again.text
    assert "High Street" in visitor.get("/ideas").text


def test_a_board_must_close_after_it_opens(look):
    answer = look(FIRST, opens="2026-03-20T09:30", closes="2026-03-20T09:00")

    assert answer.status_code == 422
    assert "It must close after it opens." in answer.text


def test_a_limit_is_a_number_or_nothing(look):
    for typed in ("none", "0", "-1", "\u0663", "1.5"):
        answer = look(FIRST, supports_each=typed)
        assert answer.status_code == 422
        assert "or nothing for no limit" in answer.text


def test_somebody_else_was_quicker(adam, look, save):
    seen = fields_of(look(FIRST, review_at="10"))
    save(FIRST, review_at="12")

    answer = adam.post(FIRST, takes_supports="y", **seen)

    assert answer.status_code == 409
    assert board().review_at == 12


def test_a_change_is_undone_once(adam, save):
    save(FIRST, review_at="10")
    undo = removal()

    undone = adam.post(undo, follow=True)
    adam.post(undo)

    assert "It is as it was before" in undone.text
    assert (board().review_at, board().version) == (25, 3)


def test_what_was_undone_and_then_made_again_is_not_undone_twice(adam, save):
    save(FIRST, review_at="10")
    undo = removal()
    adam.post(undo)
    save(FIRST, review_at="10")

    refused = adam.post(undo)

    assert refused.status_code == 403
    assert "Undo the later change first" in refused.text
    assert board().review_at == 10


def test_what_was_changed_again_since_is_not_undone(adam, save):
    save(FIRST, review_at="10")
    undo = removal()
    save(FIRST, review_at="12")

    assert "Undo the later change first" in adam.post(undo).text
    assert board().review_at == 12


def test_what_was_undone_and_then_changed_again_is_a_later_change(adam, save):
    save(FIRST, review_at="10")
    undo = removal()
    adam.post(undo)
    save(FIRST, review_at="10")

    assert "Undo the later change first" in adam.post(undo).text
    assert board().review_at == 10


def test_what_was_added_stays(adam, save):
    save("/desk/boards/new", name="High Street")

    assert adam.post(removal()).status_code == 403
    assert board("high-street") is not None


def test_only_managers_come_here(pia, cleo, visitor):
    for who, code in ((pia, 403), (cleo, 403), (visitor, 401)):
        assert who.get("/desk/boards").status_code == code
        assert who.post(FIRST, name="Mine").status_code == code


def test_another_board_can_take_the_ideas_that_name_none(adam, save, look, ada, parking):
    save("/desk/boards/new", name="High Street")

    words = words_of(look(HIGH_STREET, is_default="y"))
    save(HIGH_STREET, is_default="y")

    assert "Ideas that name no board come to Ideas High Street" in words
    assert (board().is_default, board("high-street").is_default) == (False, True)
    with writing():
        idea = propose(
            by=ada.member, topic=parking, title="A crossing", body=write_up("Over the road.")
        )
        assert idea.board_id == board("high-street").id
    assert "no board come here. To change that" in words_of(adam.get(HIGH_STREET))
    with fresh_reading():
        newest = select(AuditEntry.deed).order_by(AuditEntry.id.desc()).limit(1)
        assert db.scalar(newest) == "board changed"


def test_the_first_board_is_put_back(adam, save):
    save("/desk/boards/new", name="High Street")
    save(HIGH_STREET, is_default="y", review_at="10")
    undo = removal()

    adam.post(undo)
    adam.post(undo)

    assert (board().is_default, board("high-street").is_default) == (True, False)
    assert board("high-street").review_at == 25


def test_there_is_always_a_board_for_ideas_that_name_none(adam, save):
    save("/desk/boards/new", name="High Street")

    save(FIRST, review_at="10")

    assert (board().is_default, board().review_at) == (True, 10)


def test_who_saw_another_board_first_is_told(adam, look, save):
    save("/desk/boards/new", name="High Street")
    seen = fields_of(look(FIRST, review_at="10"))
    save(HIGH_STREET, is_default="y")

    answer = adam.post(FIRST, takes_supports="y", **seen)

    assert answer.status_code == 409
    assert board("high-street").is_default
