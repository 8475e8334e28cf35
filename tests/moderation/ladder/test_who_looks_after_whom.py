"""One of the staff looks after somebody's way here, and the lists say who."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.reputation.models import RungCare
from tests.cast import make_person


@pytest.fixture
def max_(app):
    return make_person(app, "Max Lowe", role=Role.MODERATOR)


def owners():
    with fresh_reading():
        rows = select(RungCare.owner_id).where(RungCare.ended_at.is_(None))
        return db.scalars(rows).all()


def test_the_name_stands_in_the_lists_and_on_the_page(cleo, max_, ready):
    cleo.post(f"/desk/ladder/{ready.member_id}/care")

    assert "Cleo Marsh looks after them" in max_.get("/desk/ladder").text
    assert "Cleo Marsh does." in max_.get(f"/desk/ladder/{ready.member_id}").text
    assert "Ben Hallam" in cleo.get("/desk/ladder?list=cared").text
    assert "I look after them" not in cleo.get(f"/desk/ladder/{ready.member_id}").text


def test_the_last_who_takes_it_has_it(cleo, max_, ready):
    for who in (cleo, max_, max_):
        who.post(f"/desk/ladder/{ready.member_id}/care")
    assert owners() == [max_.member_id]

    cleo.post(f"/desk/ladder/{ready.member_id}/care/removal")
    assert owners() == []


def test_it_is_for_moderators_and_about_citizens(ada, cleo, max_, ready):
    assert ada.post(f"/desk/ladder/{ready.member_id}/care").status_code == 403
    assert cleo.post(f"/desk/ladder/{max_.member_id}/care").status_code == 403
    assert cleo.post(f"/desk/ladder/{2**63}/care").status_code == 404
    assert owners() == []


def test_whoever_works_here_no_longer_looks_after_nobody(cleo, max_, ready):
    max_.post(f"/desk/ladder/{ready.member_id}/care")
    with writing():
        max_.member.role = Role.CITIZEN

    assert "looks after them" not in cleo.get("/desk/ladder").text


def test_two_at_a_time_are_refused_by_the_database(cleo, max_, ready):
    with pytest.raises(IntegrityError), writing():
        db.add_all(RungCare(member_id=ready.member_id, owner_id=w.member_id) for w in (cleo, max_))
