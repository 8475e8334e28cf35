"""The page that says what a hat means, and one's own hats."""

import pytest

from forum.hats.kinds import Kind
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.threads.models import Answer
from tests.forum.hats.conftest import NAME, make_hat, worn
from tests.forum.people.looking import main_of


def test_it_says_what_it_means_and_what_it_does_not(visitor, hat_id, hats_on):
    page = main_of(visitor.get(f"/hats/{hat_id}"))

    assert NAME in page
    assert "They advise people, free." in page
    assert "Managers of the council decide" in page
    assert "It is not an official answer of the council." in page
    assert "Nobody is answered sooner for it." in page
    assert visitor.get("/hats/999999").status_code == 404
    assert visitor.get(f"/hats/{2**64}").status_code == 404


def test_only_who_has_spoken_where_everybody_sees_it_is_named(ben, visitor, hat_id, answer_id,
                                                              grant_id):  # fmt: skip
    assert "Ben Hallam" not in visitor.get(f"/hats/{hat_id}").text
    ben.post(f"/answers/{answer_id}/hat", grant_id=grant_id)
    assert 'href="/members/Ben%20Hallam"' in visitor.get(f"/hats/{hat_id}").text

    with writing():
        db.get_one(Answer, answer_id).state = "hidden"
    assert "Ben Hallam" not in visitor.get(f"/hats/{hat_id}").text


@pytest.mark.parametrize("fact", ["is_under_18", "erased_at", "suspended_until"])
def test_who_is_not_shown_to_others_is_not_shown_here(ben, visitor, hat_id, answer_id, grant_id,
                                                      fact):  # fmt: skip
    ben.post(f"/answers/{answer_id}/hat", grant_id=grant_id)
    with writing():
        later = now().replace(year=now().year + 1)
        setattr(ben.member, fact, True if fact == "is_under_18" else later)

    assert "Ben Hallam" not in visitor.get(f"/hats/{hat_id}").text


def test_staff_stand_there_by_first_name_and_team(dev, mara, visitor, gives, thread_id, answers):
    hat = make_hat(mara, "Fire safety", Kind.STAFF)
    answer = answers(dev, thread_id)
    dev.post(f"/answers/{answer}/hat", grant_id=gives(dev, hat=hat))

    page = main_of(visitor.get(f"/hats/{hat}"))

    assert "Dev" in page
    assert "Parking team" in page
    assert "Patel" not in page


def test_my_things_show_it_only_to_who_has_one(ada, ben, grant_id):
    assert NAME in main_of(ben.get("/me"))
    assert "For whom you may speak" not in ada.get("/me").text
    assert "Nothing here yet" in main_of(ada.get("/me/hats"))
    page = main_of(ben.get("/me/hats"))
    assert "They asked us." in page
    assert "Mara" in page
    assert "Mara Stone" not in page


def test_a_person_gives_one_back_themselves(ada, ben, answer_id, grant_id):
    assert ada.post(f"/me/hats/{grant_id}/removal").status_code == 404
    for _ in range(2):
        assert ben.post(f"/me/hats/{grant_id}/removal").status_code == 303

    assert ben.post(f"/answers/{answer_id}/hat", grant_id=grant_id).status_code == 403
    assert worn() == []
    page = main_of(ben.get("/me/hats"))
    assert "Over" in page
    assert "Give it back" not in page


def test_visitors_are_asked_to_sign_in(visitor, answer_id, grant_id):
    assert visitor.post(f"/answers/{answer_id}/hat", grant_id=grant_id).status_code == 401
    assert visitor.get("/me/hats").status_code in (302, 303, 401)
