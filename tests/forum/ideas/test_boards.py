"""Boards of ideas: rules that are the same for all, and what enough supporters set in motion."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from forum.ideas import actions
from forum.ideas.models import Board, Idea, IdeaThreshold
from forum.ideas.queries import checks
from forum.ideas.tasks import rebuild_boards
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.site import SiteSetting
from forum.kernel.written import write_up

FRIDAY = "2026-03-20T10:00:00+00:00"


@pytest.fixture
def rules(app, adam):
    """`rules(review_at=2)` changes the first board as a manager does."""

    def change(**facts: object) -> None:
        with writing():
            actions.change_board(actions.main_board(), facts, by=adam.member)

    return change


@pytest.fixture
def high_street(app, adam):
    """A second board; gives its id."""
    with writing():
        return actions.open_board({"name": "High Street"}, slug="high-street", by=adam.member).id


def thresholds(idea_id):
    with fresh_reading():
        rows = db.query(IdeaThreshold).filter_by(idea_id=idea_id)
        return {row.threshold: row for row in rows}


def happened(kind):
    with fresh_reading():
        return db.query(PublishedEvent).filter_by(kind=kind).count()


def page_of(who, idea_id):
    return who.get(f"/ideas/{idea_id}-a-bench-at-the-stop").text


def test_an_idea_that_names_no_board_is_on_the_first_one(idea_id, ideas_of, idea_now):
    other_id = ideas_of("A second bench")

    with fresh_reading():
        board = db.query(Board).one()
    assert (board.slug, board.is_default) == ("ideas", True)
    assert idea_now(idea_id).board_id == idea_now(other_id).board_id == board.id


def test_with_one_board_nobody_is_asked_which(ada, parking):
    assert 'name="board"' not in ada.get("/ideas/new").text


def test_an_idea_goes_to_the_board_that_was_chosen_and_its_list_shows_it_alone(
    dev, visitor, idea_id, high_street, idea_now
):
    asked = {"title": "Trees", "body": "Shade.", "topic": "parking"}

    unsaid = dev.post("/ideas", **asked)
    dev.post("/ideas", **asked, board="high-street")

    assert unsaid.status_code == 422
    assert "Choose the board it belongs to." in unsaid.text
    here = visitor.get("/ideas?board=high-street").text
    assert "Trees" in here
    assert "A bench at the stop" not in here
    assert "Trees" not in visitor.get("/ideas?board=ideas").text
    assert "Trees" in visitor.get("/ideas").text


def test_a_list_of_no_board_is_missing_in_plain_words(visitor, app):
    page = visitor.get("/ideas?board=nowhere")

    assert page.status_code == 404
    assert "We do not have a board with this name." in page.text


def test_a_board_that_has_closed_takes_nothing_and_says_so(
    ada, ben, visitor, idea_id, parking, rules, supports
):
    rules(closes_at=(now() - timedelta(days=1)).isoformat())

    with pytest.raises(Refused, match="closed on"):
        supports(ben, idea_id)
    with pytest.raises(Refused, match="takes no more ideas"), writing():
        actions.propose(by=ada.member, topic=parking, title="More", body=write_up("Yes."))
    assert "No board is open" in ada.get("/ideas/new").text
    assert "This board is closed" in page_of(ben, idea_id)
    assert "This board is closed" in visitor.get("/ideas?board=ideas").text


def test_a_board_that_is_not_open_yet_says_when_it_opens(ben, idea_id, rules, supports):
    rules(opens_at=(now() + timedelta(days=3)).isoformat())

    with pytest.raises(Refused, match="opens on"):
        supports(ben, idea_id)
    assert "This board is not open yet" in page_of(ben, idea_id)


def test_support_can_be_taken_back_from_a_closed_board(ben, idea_id, rules, supports, idea_now):
    supports(ben, idea_id)
    rules(closes_at=(now() - timedelta(days=1)).isoformat())

    supports(ben, idea_id, wanted=False)

    assert idea_now(idea_id).support_count == 0


def test_where_supports_are_switched_off_nobody_supports(ben, idea_id, rules, supports):
    rules(takes_supports=False)

    with pytest.raises(Refused, match="takes no supports"):
        supports(ben, idea_id)


def test_the_limit_is_the_same_for_everybody_and_counts_open_ideas(
    ben, dev, pia, idea_id, ideas_of, rules, supports, decides, idea_now
):
    second, third = ideas_of("A second bench"), ideas_of("A third bench")
    rules(supports_each=2)
    for who in (ben, dev):
        supports(who, idea_id)
        supports(who, second)
        supports(who, second)
        with pytest.raises(Refused, match="you can support 2 open ideas"):
            supports(who, third)

    assert idea_now(third).support_count == 0
    decides(pia, idea_id, "declined", reason="too_costly", summary="It costs too much.")
    supports(ben, third)
    assert idea_now(third).support_count == 1


def test_enough_supporters_put_it_on_the_list_of_the_policy_team_once(
    ben, dev, ada, pia, idea_id, rules, supports
):
    rules(review_at=2)
    supports(ben, idea_id)
    before = pia.get("/ideas/review?show=many").text

    supports(dev, idea_id)
    supports(ada, idea_id)

    assert "A bench at the stop" not in before
    assert "A bench at the stop" in pia.get("/ideas/review?show=many").text
    assert "the policy team has had it on its list" in page_of(ada, idea_id)
    assert happened("idea_threshold_reached") == 1


def test_many_supporters_are_promised_an_answer_in_working_days(
    ben, dev, pia, visitor, idea_id, rules, supports, time_machine
):
    time_machine.move_to(FRIDAY, tick=False)
    rules(review_at=1, promise_at=2, promise_days=20)

    supports(ben, idea_id)
    supports(dev, idea_id)

    due_at = thresholds(idea_id)["promise"].due_at
    assert due_at.isoformat() == "2026-04-17T09:00:00+00:00"
    assert "promised an answer by 17 April" in page_of(visitor, idea_id)
    assert "answer by 17 April" in pia.get("/ideas/review?show=promised").text


def test_supports_taken_back_take_back_what_they_had_set_in_motion(
    ben, dev, pia, idea_id, rules, supports
):
    rules(review_at=2)
    supports(ben, idea_id)
    supports(dev, idea_id)

    supports(dev, idea_id, wanted=False)
    gone = pia.get("/ideas/review?show=many").text
    supports(dev, idea_id)

    assert "A bench at the stop" not in gone
    assert happened("idea_threshold_lost") == 1
    assert happened("idea_threshold_reached") == 2
    assert thresholds(idea_id)["review"].fell_at is None


def test_a_support_taken_back_and_given_again_starts_no_new_promise(
    ben, dev, visitor, idea_id, rules, supports, time_machine
):
    time_machine.move_to(FRIDAY, tick=False)
    rules(review_at=1, promise_at=2, promise_days=20)
    supports(ben, idea_id)
    supports(dev, idea_id)
    first = thresholds(idea_id)["promise"].due_at

    time_machine.move_to("2026-03-31T10:00:00+00:00", tick=False)
    supports(dev, idea_id, wanted=False)
    gone = page_of(visitor, idea_id)
    rules(promise_days=5)
    supports(dev, idea_id)

    promise = thresholds(idea_id)["promise"]
    assert (promise.due_at, promise.fell_at) == (first, None)
    assert "promised an answer" not in gone
    assert "promised an answer by 17 April" in page_of(visitor, idea_id)
    assert happened("idea_threshold_reached") == 3


def test_imported_supports_set_nothing_in_motion(ben, idea_id, rules, supports):
    rules(review_at=2)
    counts = {"support_count": 30, "viewer_count": 30, "imported_supports": 30}
    with writing():
        db.execute(update(Idea).where(Idea.id == idea_id).values(**counts))

    supports(ben, idea_id)

    assert thresholds(idea_id) == {}


def test_only_managers_change_boards(pia, idea_id):
    with pytest.raises(Refused, match="Only managers"), writing():
        actions.change_board(actions.main_board(), {"review_at": 1}, by=pia.member)


def test_the_doctor_finds_what_pages_show_of_boards_wrong_and_rebuild_mends_it(idea_id):
    with writing():
        wrong: dict[str, list[str]] = {"boards": []}
        db.execute(update(SiteSetting).where(SiteSetting.name == "boards").values(value=wrong))
    with fresh_reading():
        found = [finding.check for finding in checks.wrong_boards()]

    assert found == ["boards"]
    assert rebuild_boards() == 1
    with fresh_reading():
        assert list(checks.wrong_boards()) == []


def test_programs_name_a_board_and_ask_for_one(dev, high_street, parking):
    made = dev.api(
        "POST", "/ideas", title="Trees", body="Shade.", topic="parking", board="high-street"
    )
    listed = dev.api("GET", "/ideas?board=high-street")

    assert made.json["board"] == "high-street"
    assert [one["title"] for one in listed.json["items"]] == ["Trees"]
    assert dev.api("GET", "/ideas?board=ideas").json["items"] == []
