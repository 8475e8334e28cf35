"""Managers make hats, give them by name with a reason and a last day, and take them back."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.accounts.standing import Role
from forum.hats.actions import give, give_back, take_back
from forum.hats.kinds import MOST_DAYS, Kind
from forum.hats.models import Hat, HatGrant
from forum.hats.queries import locked_grant
from forum.kernel import clock
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from tests.cast import make_person
from tests.forum.hats.conftest import NAME, make_hat
from tests.forum.people.looking import main_of

WORDS = {"kind": "partner", "name": NAME, "about": "They advise people."}


def day(days):
    return (now() + timedelta(days=days)).date().isoformat()


def gives_by_name(who, hat, name, **form):
    fine = {"person": name, "reason": "Their manager wrote to us.", "last_day": day(90)}
    return who.post(f"/desk/hats/{hat}/grants", **(fine | form))


def grants():
    with fresh_reading():
        return db.query(HatGrant).order_by(HatGrant.id).all()


def deeds():
    with fresh_reading():
        return [row.deed for row in db.query(AuditEntry).order_by(AuditEntry.id)]


def test_from_making_to_taking_back(mara, ben, app):
    assert "No hat yet" in main_of(mara.get("/desk/hats"))
    assert "Off: no hat shows" in main_of(mara.get("/desk/hats"))
    made = mara.post("/desk/hats/new", **WORDS)
    assert made.status_code == 303
    where = made.headers["Location"]
    mara.post("/desk/hats/switch", wanted="yes")

    page = gives_by_name(mara, int(where.rsplit("/", 1)[1]), "ben hallam")
    assert page.status_code == 303
    shown = main_of(mara.get(where))
    assert "Ben Hallam" in shown
    assert "Their manager wrote to us." in shown
    assert "1 person may wear it" in main_of(mara.get("/desk/hats"))

    (grant,) = grants()
    way = f"/desk/hats/grants/{grant.id}/removal"
    assert "Take it back from Ben Hallam" in main_of(mara.get(way))
    assert mara.post(way, reason=" ").status_code == 422
    for _ in range(2):
        assert mara.post(way, reason="He has moved on.").status_code == 303
    assert "He has moved on." in main_of(mara.get(where))
    assert "He has moved on." in main_of(ben.get("/me/hats"))
    assert [one for one in deeds() if one != "look at hat"] == [
        *("make hat", "hats switched", "give hat", "take hat back"),
    ]
    assert "look at hat" in deeds()


@pytest.mark.parametrize("who", ["ada", "cleo", "dev", "pia"])
def test_only_managers(who, request, hat_id, grant_id):
    person = request.getfixturevalue(who)

    assert person.get("/desk/hats").status_code == 403
    assert person.get(f"/desk/hats/{hat_id}").status_code == 403
    assert person.post("/desk/hats/new", **WORDS).status_code == 403
    assert gives_by_name(person, hat_id, "Ada Okafor").status_code == 403
    assert person.post("/desk/hats/switch", wanted="no").status_code == 403
    assert person.post(f"/desk/hats/grants/{grant_id}/removal", reason="No.").status_code == 403
    assert person.post(f"/desk/hats/{hat_id}/retirement").status_code == 403


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"reason": " "}, "Write why."),
        ({"last_day": "yesterday"}, "Choose the last day"),
        ({"last_day": "2001-01-01"}, "Choose the last day"),
        ({"last_day": "2099-01-01"}, "Choose the last day"),
        ({"person": "Nobody Here"}, "We cannot find anybody of this name."),
        ({"person": "Mara Stone"}, "Another manager has to give a hat to you."),
        ({"person": "Dev Patel"}, "This hat is for a partner."),
        ({"person": "Max Thorne"}, "This hat is for a partner."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(mara, dev, max_, ben, hat_id, form, sentence):
    page = gives_by_name(mara, hat_id, "Ben Hallam", **form)

    assert page.status_code == 422
    assert sentence in page.text
    assert grants() == []


def test_under_18_there_is_no_hat_and_staff_have_their_own(app, mara, dev, hat_id):
    make_person(app, "Tim Young", is_under_18=True)
    team = make_hat(mara, "Fire safety", Kind.STAFF)

    assert gives_by_name(mara, hat_id, "Tim Young").status_code == 422
    assert gives_by_name(mara, team, "Tim Young").status_code == 422
    assert gives_by_name(mara, team, "Dev Patel").status_code == 303


def test_twice_is_one_and_another_one_is_refused(app, mara, ben, hat_id):
    adam = make_person(app, "Adam Reed", role=Role.ADMIN)
    for _ in range(2):
        assert gives_by_name(mara, hat_id, "Ben Hallam").status_code == 303

    assert gives_by_name(mara, hat_id, "Ben Hallam", last_day=day(10)).status_code == 422
    assert "has the hat already" in gives_by_name(adam, hat_id, "Ben Hallam").text
    assert len(grants()) == 1


def test_after_its_last_day_it_can_be_given_anew(mara, ben, hat_id):
    gives_by_name(mara, hat_id, "Ben Hallam", last_day=day(5))
    with clock.at(now() + timedelta(days=10)):
        assert gives_by_name(mara, hat_id, "Ben Hallam").status_code == 303

    first, second = grants()
    assert first.ended_at == first.ends_at
    assert second.ended_at is None


def test_two_hats_in_use_never_have_one_name(mara, hat_id):
    assert mara.post("/desk/hats/new", **(WORDS | {"name": NAME.upper()})).status_code == 422
    other = make_hat(mara, "Advice")
    form = {"name": NAME, "about": "Others.", "version": 1}
    assert mara.post(f"/desk/hats/{other}/edit", **form).status_code == 422

    mara.post(f"/desk/hats/{hat_id}/retirement")
    assert mara.post("/desk/hats/new", **WORDS).status_code == 303


def test_nobody_writes_over_what_came_meanwhile(mara, hat_id):
    form = {"name": NAME, "about": "They advise, free.", "version": 1}
    mara.post(f"/desk/hats/{hat_id}/edit", **form)

    late = mara.post(f"/desk/hats/{hat_id}/edit", **(form | {"about": "Other words."}))

    assert late.status_code == 409
    assert "Other words." in late.text
    with fresh_reading():
        assert db.get_one(Hat, hat_id).about == "They advise, free."


def test_a_retired_hat_is_given_to_nobody(mara, ben, hat_id):
    for _ in range(2):
        assert mara.post(f"/desk/hats/{hat_id}/retirement").status_code == 303

    assert gives_by_name(mara, hat_id, "Ben Hallam").status_code == 403
    form = {"name": "New", "about": "Words.", "version": 1}
    assert mara.post(f"/desk/hats/{hat_id}/edit", **form).status_code == 403


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("give"), st.integers(-3, MOST_DAYS + 3)),
        st.tuples(st.sampled_from(["take back", "give back"]), st.just(0)),
        st.tuples(st.just("wait"), st.integers(1, 400)),
    ),
    max_size=12,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_done_one_grant_is_open_and_its_days_are_right(app, mara, ben, hat_id, steps):
    """Never two that are open, none longer than two years, none that ended before it began."""
    passed = timedelta()
    with writing():
        db.query(HatGrant).delete()
    for deed, days in steps:
        if deed == "wait":
            passed += timedelta(days=days)
            continue
        with clock.at(now() + passed):
            _do(deed, days, mara, ben, hat_id)
        found = grants()
        assert sum(one.ended_at is None for one in found) <= 1
        for one in found:
            assert timedelta() < one.ends_at - one.given_at <= timedelta(days=MOST_DAYS)
            assert one.ended_at is None or one.ended_at >= one.given_at


def _do(deed, days, mara, ben, hat_id):
    try:
        with writing():
            if deed == "give":
                until = now() + timedelta(days=days)
                give(hat_id, ben.member, "They asked.", until=until, by=mara.member)
            for one in db.query(HatGrant.id).where(HatGrant.ended_at.is_(None)).all():
                if deed == "take back":
                    take_back(locked_grant(one.id), "Over.", by=mara.member)
                if deed == "give back":
                    give_back(locked_grant(one.id), by=ben.member)
    except Refused:
        pass
