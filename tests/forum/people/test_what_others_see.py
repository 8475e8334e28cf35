"""The public page of a person: what they help with, and nothing that ranks them."""

import pytest

from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.threads.models import Answer


@pytest.fixture
def bens(ada, ben, thread_id, answer_id, deliver):
    """Ben, whose answer solved Ada's question."""
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    deliver()
    return ben


def change(who, **facts):
    with writing():
        member = who.member
        for name, value in facts.items():
            setattr(member, name, value)


def test_anybody_sees_what_somebody_helps_with(visitor, bens):
    page = visitor.get("/members/Ben Hallam")

    assert page.status_code == 200
    assert "Ben Hallam" in page.text
    assert "Parking and permits" in page.text
    assert "My permit is lost" in page.text
    assert "Here since" in page.text


def test_a_name_is_found_however_it_is_spelled(visitor, bens):
    assert visitor.get("/members/ben%20HALLAM").status_code == 200


def test_neither_rung_nor_points_are_shown_to_others(ada, bens):
    page = ada.get("/members/Ben Hallam").text

    assert not [word for word in ("Regular", "Reputation", "+15") if word in page]


@pytest.mark.parametrize(("rung", "shows"), [(Rung.ADVOCATE, True), (Rung.FOLLOWER, False)])
def test_only_advocates_carry_a_mark(visitor, bens, rung, shows):
    bens.stands_on(rung)

    page = visitor.get("/members/Ben Hallam").text

    assert ("Advocate" in page) == shows
    assert "Follower" not in page


def test_staff_show_with_first_name_and_team(visitor, dev):
    page = visitor.get("/members/Dev Patel").text

    assert "Parking team" in page
    assert "Patel" not in page.partition("<main")[2].partition("</main>")[0]


def test_what_was_taken_away_is_not_counted(visitor, bens, answer_id):
    with writing():
        db.get_one(Answer, answer_id).state = "hidden"

    shown = visitor.get("/api/v1/members/Ben Hallam").get_json()

    assert (shown["answers"], shown["helps_with"]) == (0, [])


@pytest.mark.parametrize(
    "facts", [{"is_under_18": True}, {"verified_at": None}, {"erased_at": "now"}]
)
def test_some_people_have_no_public_page(visitor, ada, bens, facts):
    change(bens, **{name: now() if value == "now" else value for name, value in facts.items()})

    for reader in (visitor, ada):
        page = reader.get("/members/Ben Hallam")
        assert page.status_code == 404
        assert "We cannot find this name" in page.text
        assert reader.get("/api/v1/members/Ben Hallam").status_code == 404


def test_nobody_has_the_name_of_nobody(visitor, app):
    assert visitor.get("/members/Nobody at all").status_code == 404


def test_imported_people_show_with_name_and_what_they_wrote(visitor, bens):
    change(bens, email=None, email_key=None, is_imported=True, verified_at=None)

    page = visitor.get("/members/Ben Hallam")

    assert page.status_code == 200
    assert "My permit is lost" in page.text
    assert "Here since" not in page.text


def test_a_name_with_a_slash_from_an_archive_has_its_page(visitor, bens):
    change(bens, email=None, email_key=None, is_imported=True, name="ben/h", name_key="ben/h")

    assert visitor.get("/members/ben/h").status_code == 200


def test_the_api_says_the_same(app, visitor, bens):
    shown = visitor.get("/api/v1/members/Ben Hallam").get_json()

    assert shown["url"] == f"{app.config['BASE_URL']}/members/Ben%20Hallam"
    assert (shown["answers"], shown["solutions"], shown["questions"]) == (1, 1, 0)
    assert shown["helps_with"] == [{"slug": "parking", "name": "Parking and permits", "answers": 1}]
    assert shown["solved"][0]["title"] == "My permit is lost"
    assert "rung" not in shown
    assert "reputation" not in shown
    assert visitor.get("/members/Ben%20Hallam").status_code == 200
