"""Somebody says an answer of their own for an organisation, and takes that back as easily."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from forum.accounts.events import RoleChanged
from forum.accounts.standing import Role
from forum.hats import actions
from forum.hats.kinds import Kind, Why
from forum.hats.models import HatGrant, WornHat
from forum.hats.queries import locked_grant
from forum.kernel import clock
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent, publish
from forum.kernel.house import house
from tests.cast import make_person
from tests.forum.hats.conftest import NAME, PATH, make_hat, worn
from tests.forum.people.looking import main_of

SAY, DO_NOT = f"Say this for {NAME}", f"Do not say this for {NAME}"


def thread_of(who, thread_id):
    return main_of(who.get(f"/threads/{thread_id}-{PATH}"))


def puts_on(who, answer_id, grant_id):
    return who.post(f"/answers/{answer_id}/hat", grant_id=grant_id)


def takes_back(mara, grant_id):
    with writing():
        actions.take_back(locked_grant(grant_id), "They have a new job.", by=mara.member)


def kinds_of(thread_id):
    with fresh_reading():
        rows = db.query(PublishedEvent).where(PublishedEvent.stream == f"thread:{thread_id}")
        return [row.kind for row in rows.order_by(PublishedEvent.id) if "hat" in row.kind]


def test_one_button_says_it_and_one_takes_it_off(ben, visitor, thread_id, answer_id, grant_id):
    assert SAY in thread_of(ben, thread_id)
    assert NAME not in thread_of(visitor, thread_id)

    assert puts_on(ben, answer_id, grant_id).status_code == 303
    page = thread_of(visitor, thread_id)
    assert 'for <a href="/hats/' in page
    assert NAME in page
    assert DO_NOT in thread_of(ben, thread_id)
    assert SAY not in thread_of(ben, thread_id)

    assert ben.post(f"/answers/{answer_id}/hat/removal").status_code == 303
    assert NAME not in thread_of(visitor, thread_id)
    assert SAY in thread_of(ben, thread_id)
    assert kinds_of(thread_id) == ["hat_put_on", "hat_taken_off"]


def test_twice_is_harmless(ben, thread_id, answer_id, grant_id):
    for _ in range(2):
        assert puts_on(ben, answer_id, grant_id).status_code == 303
    assert worn() == [(answer_id, NAME)]
    for _ in range(2):
        assert ben.post(f"/answers/{answer_id}/hat/removal").status_code == 303

    assert worn() == []
    assert kinds_of(thread_id) == ["hat_put_on", "hat_taken_off"]


def test_who_has_no_hat_sees_no_button(ada, ben, thread_id, answers, answer_id, grant_id):
    own = answers(ada, thread_id)

    assert "Say this for" not in thread_of(ada, thread_id)
    assert puts_on(ada, own, grant_id).status_code == 404  # it is Ben's
    assert puts_on(ben, own, grant_id).status_code == 403
    assert puts_on(ada, answer_id, grant_id).status_code == 403
    assert ada.post(f"/answers/{answer_id}/hat/removal").status_code == 403
    assert worn() == []


def test_nobody_takes_off_what_somebody_else_wears(ada, ben, answer_id, grant_id):
    puts_on(ben, answer_id, grant_id)

    assert ada.post(f"/answers/{answer_id}/hat/removal").status_code == 403
    assert worn() == [(answer_id, NAME)]


def test_one_hat_at_a_time(ben, mara, gives, answer_id, grant_id):
    other = gives(ben, hat=make_hat(mara, "Tenants’ union"))
    puts_on(ben, answer_id, grant_id)

    refused = puts_on(ben, answer_id, other)

    assert refused.status_code == 403
    assert "said for somebody else already" in refused.text
    assert worn() == [(answer_id, NAME)]


@pytest.mark.parametrize("how", ["taken back", "run out", "given back", "retired"])
def test_after_the_end_nothing_new_is_said_and_what_was_said_stays_true(
    ben, mara, visitor, thread_id, answers, answer_id, grant_id, hat_id, how
):
    puts_on(ben, answer_id, grant_id)
    later = answers(ben, thread_id, "Another one.")
    after = now() + timedelta(days=11 if how == "run out" else 0, minutes=1)
    if how == "taken back":
        takes_back(mara, grant_id)
    if how == "given back":
        ben.post(f"/me/hats/{grant_id}/removal")
    if how == "retired":
        mara.post(f"/desk/hats/{hat_id}/retirement")

    with clock.at(after):
        refused = puts_on(ben, later, grant_id)
        page, own = thread_of(visitor, thread_id), thread_of(ben, thread_id)

    assert refused.status_code == 403
    assert "You cannot speak for them any more." in refused.text
    assert worn() == [(answer_id, NAME)]
    assert "said for" in page
    assert "Say this for" not in own
    assert DO_NOT in own


def test_the_words_of_a_hat_do_not_change_what_was_said(ben, mara, visitor, thread_id, answer_id,
                                                        grant_id, hat_id):  # fmt: skip
    puts_on(ben, answer_id, grant_id)
    form = {"name": "Advice for all", "about": "The same people.", "version": 1}
    assert mara.post(f"/desk/hats/{hat_id}/edit", **form).status_code == 303

    assert NAME in thread_of(visitor, thread_id)
    assert "Say this for Advice for all" not in thread_of(ben, thread_id)
    ben.post(f"/answers/{answer_id}/hat/removal")
    assert "Say this for Advice for all" in thread_of(ben, thread_id)


def test_other_words_after_the_end_have_no_hat(ben, mara, visitor, thread_id, answer_id, grant_id,
                                               deliver):  # fmt: skip
    puts_on(ben, answer_id, grant_id)
    ben.post(f"/answers/{answer_id}/edit", body="Ask at the desk at nine.", revision=1)
    deliver()
    assert worn() == [(answer_id, NAME)]  # while the grant lasts, so does the hat

    takes_back(mara, grant_id)
    ben.post(f"/answers/{answer_id}/edit", body="Buy at my shop.", revision=2)
    deliver()

    assert worn() == []
    assert "after your time with this hat was over" in thread_of(ben, thread_id)
    assert NAME not in thread_of(visitor, thread_id)


def test_a_manager_takes_one_off_with_a_reason_that_its_author_reads(
    ben, cleo, mara, thread_id, answer_id, grant_id
):
    puts_on(ben, answer_id, grant_id)
    way = f"/desk/answers/{answer_id}/hat"
    assert f'href="{way}"' in mara.get(f"/threads/{thread_id}-{PATH}").text
    assert way not in cleo.get(f"/threads/{thread_id}-{PATH}").text
    assert cleo.post(way, why=Why.NOT_TRUE).status_code == 403
    assert mara.post(way, why="nonsense").status_code == 422

    assert mara.post(way, why=Why.NOT_TRUE).status_code == 303

    assert worn() == []
    assert "What the answer says is not what they say." in thread_of(ben, thread_id)
    again = puts_on(ben, answer_id, grant_id)
    assert again.status_code == 403
    assert "A hat was taken off this answer." in again.text


def test_switched_off_nothing_shows_and_nothing_is_worn(ben, mara, visitor, thread_id, answers,
                                                        answer_id, grant_id, hat_id):  # fmt: skip
    puts_on(ben, answer_id, grant_id)
    later = answers(ben, thread_id)
    mara.post("/desk/hats/switch", wanted="no")

    assert puts_on(ben, later, grant_id).status_code == 403
    for who in (visitor, ben, mara):
        page = who.get(f"/threads/{thread_id}-{PATH}").text
        assert NAME not in page
        assert "/hat" not in main_of(who.get(f"/threads/{thread_id}-{PATH}"))
    assert visitor.get(f"/hats/{hat_id}").status_code == 404
    assert ben.get("/me/hats").status_code == 404
    assert NAME not in ben.get("/me").text

    mara.post("/desk/hats/switch", wanted="yes")
    assert NAME in thread_of(visitor, thread_id)


@pytest.mark.parametrize(
    "facts",
    [{"suspended_until": "later"}, {"is_under_18": True}, {"role": Role.AGENT}],
    ids=["suspended", "under 18", "works here now"],
)
def test_some_cannot_wear_what_they_were_given(ben, answer_id, grant_id, facts):
    with writing():
        for name, value in facts.items():
            later = now() + timedelta(days=1)
            setattr(ben.member, name, later if value == "later" else value)

    assert puts_on(ben, answer_id, grant_id).status_code == 403
    assert worn() == []


def test_a_hat_ends_with_the_role_it_was_for(app, dev, mara, gives, thread_id, answers, deliver):
    grant = gives(dev, hat=make_hat(mara, "Fire safety", Kind.STAFF))
    answer = answers(dev, thread_id)
    assert puts_on(dev, answer, grant).status_code == 303
    with writing():
        dev.member.role = Role.CITIZEN
        publish(RoleChanged(actor_id=None, member_id=dev.member_id, role="citizen"))
    deliver()

    with fresh_reading():
        assert db.get_one(HatGrant, grant).ended_at is not None
    assert "said for" in thread_of(mara, thread_id)


def test_a_hat_changes_no_order(app, ada, ben, thread_id, answers, gives, visitor):
    first = answers(make_person(app, "Cara Hill"), thread_id)
    second = answers(ben, thread_id)

    def order():
        page = visitor.get(f"/threads/{thread_id}-{PATH}").text
        return page.index(f'id="answer-{first}"') < page.index(f'id="answer-{second}"')

    before = order()
    puts_on(ben, second, gives(ben))

    assert order() == before


def test_the_database_knows_that_only_the_author_wears_and_only_what_is_theirs(
    ada, ben, gives, thread_id, answers, answer_id, grant_id
):
    of_ada = answers(ada, thread_id)
    at = {"name": NAME, "since": now()}
    wrong = [
        {"answer_id": of_ada, "member_id": ben.member_id, "grant_id": grant_id},
        {"answer_id": answer_id, "member_id": ada.member_id, "grant_id": grant_id},
        {"answer_id": of_ada, "member_id": ada.member_id, "grant_id": grant_id},
    ]
    for row in wrong:
        with pytest.raises(IntegrityError), writing():
            db.execute(insert(WornHat).values(**row, **at))


def test_what_is_erased_takes_the_hat_along(ben, visitor, thread_id, answer_id, grant_id):
    puts_on(ben, answer_id, grant_id)
    rows = ben.get("/me/data.json").get_json()["rows"]
    assert rows["hats"][0]["reason"] == "They asked us."
    assert "given_by_id" not in rows["hats"][0]
    assert rows["hats_worn"][0]["name"] == NAME

    with writing():
        house().erasures["only theirs"](ben.member_id)

    assert worn() == []
    assert NAME not in thread_of(visitor, thread_id)
    with fresh_reading():
        assert db.query(HatGrant).count() == 0
