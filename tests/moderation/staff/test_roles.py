"""Roles, teams and services changed on a page; the last administrator; leaving."""

import pytest

from forum.accounts import actions as accounts
from forum.accounts.models import ApiToken, Member
from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent
from forum.services.actions import add_service
from moderation.staff.models import StaffChange, StaffService
from tests.cast import Visitor, make_person
from tests.factories import OFFICE_HOURS
from tests.forum.accounts.phones import DOOR, PAGE, half_way, tie
from tests.moderation.staff.conftest import deeds, seen_in, somebody_at

TO_MODERATOR = {"role": "moderator", "team": "Street team", "reason": "She asked.", "version": "0"}


def another_service(slug):
    return add_service(
        slug=slug,
        name=slug.capitalize(),
        summary="",
        owner="A team",
        phone="",
        place="",
        opening="",
        calendar=OFFICE_HOURS,
        first_response_minutes=960,
        resolution_minutes=2400,
    )


def page_of(person):
    return f"/desk/people/{person.member_id}"


def saves(by, person, **form):
    """Looked at, then saved."""
    shown = by.post(page_of(person), **form)
    assert shown.status_code == 200, shown.text
    return by.post(page_of(person), **form, seen=seen_in(shown.text))


def changes():
    with fresh_reading():
        return list(db.query(StaffChange).order_by(StaffChange.id))


def test_the_list_says_who_works_here_and_has_a_phone(adam, dev, ada, mona):
    tie(dev)

    page = mona.get("/desk/people").text

    assert "Dev Patel" in page
    assert "Parking team" in page
    assert "Ada Okafor" not in page
    assert page.count("</svg>Sign-in code") == 1
    assert page.count("No sign-in code") == 2
    assert page_of(dev) not in page  # only administrators change what others may do


def test_a_change_is_shown_before_it_is_saved(adam, dev, parking):
    shown = adam.post(page_of(dev), **TO_MODERATOR, services="parking")

    assert "Agent" in shown.text
    assert "Moderator" in shown.text
    assert dev.member.role == Role.AGENT
    assert dev.get("/desk").status_code == 200


def test_another_role_acts_at_the_next_request(adam, dev, parking):
    answer = saves(adam, dev, **TO_MODERATOR, services="parking")

    assert answer.status_code == 303
    assert dev.get("/desk").status_code == 401
    member = somebody_at("dev@example.org")
    assert (member.role, member.team) == (Role.MODERATOR, "Street team")
    assert db.query(StaffService).one().member_id == dev.member_id
    assert "She asked." in adam.get(page_of(dev)).text
    assert deeds() == ["role_changed", "staff changed"]


def test_the_reason_stands_in_no_event_and_no_audit(adam, dev):
    saves(adam, dev, **TO_MODERATOR)

    facts = [str(row.facts) for row in db.query(PublishedEvent)]
    assert not [one for one in facts if "asked" in one]


def test_undoing_puts_back_what_was_before_and_twice_is_harmless(adam, dev):
    saves(adam, dev, **TO_MODERATOR)
    path = f"{page_of(dev)}/changes/{changes()[0].id}/removal"

    answers = [adam.post(path).status_code for _ in range(2)]

    assert answers == [303, 303]
    member = somebody_at("dev@example.org")
    assert (member.role, member.team) == (Role.AGENT, "Parking team")
    assert len(changes()) == 2
    assert "This was undone." in adam.get(page_of(dev)).text


def test_what_was_undone_and_then_made_again_is_not_undone_twice(adam, dev):
    saves(adam, dev, **TO_MODERATOR)
    path = f"{page_of(dev)}/changes/{changes()[0].id}/removal"
    adam.post(path)
    saves(adam, dev, **TO_MODERATOR | {"version": str(changes()[1].id)})

    answer = adam.post(path)

    assert answer.status_code == 403
    assert "Undo the later change first" in answer.text
    assert somebody_at("dev@example.org").role == Role.MODERATOR


def test_what_was_changed_again_is_not_undone(adam, dev):
    saves(adam, dev, **TO_MODERATOR)
    first = changes()[0].id
    saves(adam, dev, **TO_MODERATOR | {"role": "policy", "version": str(first)})

    answer = adam.post(f"{page_of(dev)}/changes/{first}/removal")

    assert answer.status_code == 403
    assert "Undo the later change first" in answer.text


def test_what_was_undone_and_then_given_again_is_a_later_change(adam, dev):
    saves(adam, dev, **TO_MODERATOR)
    first = f"{page_of(dev)}/changes/{changes()[0].id}/removal"
    adam.post(first)
    saves(adam, dev, **TO_MODERATOR | {"version": str(changes()[-1].id)})

    answer = adam.post(first)

    assert answer.status_code == 403
    assert "Undo the later change first" in answer.text
    assert somebody_at("dev@example.org").role == Role.MODERATOR


def test_somebody_else_who_was_faster_is_not_overwritten(adam, dev):
    shown = adam.post(page_of(dev), **TO_MODERATOR)
    saves(adam, dev, **TO_MODERATOR | {"role": "policy"})

    answer = adam.post(page_of(dev), **TO_MODERATOR, seen=seen_in(shown.text))

    assert answer.status_code == 409
    assert somebody_at("dev@example.org").role == Role.POLICY


@pytest.mark.parametrize("who", ["mona", "dev", "ada"])
def test_nobody_but_an_administrator_changes_what_others_may_do(who, request, cleo):
    person = request.getfixturevalue(who)
    paths = ["", "/departure", "/second-step/removal", "/changes/1/removal"]

    answers = [person.post(f"{page_of(cleo)}{path}", **TO_MODERATOR) for path in paths]

    assert {answer.status_code for answer in answers} == {403}
    assert cleo.member.role == Role.MODERATOR
    assert cleo.get("/desk/reports").status_code != 401


def test_a_citizen_has_no_page_here(adam, ada):
    assert adam.get(page_of(ada)).status_code == 404
    assert adam.post(f"{page_of(ada)}/departure", reason="x").status_code == 404


@pytest.mark.parametrize("fields", [{"role": "king"}, {"reason": ""}, {"services": "moon"}])
def test_what_is_missing_or_unknown_is_said(adam, dev, fields):
    assert adam.post(page_of(dev), **TO_MODERATOR | fields).status_code == 422


def test_the_last_administrator_can_neither_be_demoted_nor_leave(app, adam, dev):
    shown = adam.post(page_of(adam), **TO_MODERATOR)
    demoted = adam.post(page_of(adam), **TO_MODERATOR, seen=seen_in(shown.text))
    left = adam.post(f"{page_of(adam)}/departure", reason="A new job")

    assert (demoted.status_code, left.status_code) == (403, 403)
    assert "only administrator" in demoted.text
    assert adam.member.role == Role.ADMIN
    with writing(), pytest.raises(Refused):
        accounts.leave(db.get_one(Member, adam.member_id), by=None)
    eve = make_person(app, "Eve Stone", role=Role.ADMIN)
    assert adam.post(f"{page_of(adam)}/departure", reason="A new job").status_code == 303
    assert eve.get("/desk/people").status_code == 200


def test_a_suspended_administrator_does_not_count_as_another_one(app, adam, max_):
    with writing():
        db.get_one(Member, max_.member_id).role = Role.ADMIN

    assert adam.post(f"{page_of(adam)}/departure", reason="A new job").status_code == 403


def test_a_leaver_loses_every_right_in_every_browser_and_program(app, adam, dev, parking):
    tie(dev)
    token = dev.token()
    with writing():
        db.add(StaffService(member_id=dev.member_id, service_id=parking.service_id))

    answer = adam.post(f"{page_of(dev)}/departure", reason="A new job.")

    assert answer.status_code == 303
    assert dev.get("/me").status_code == 401
    program = Visitor(app).client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert program.status_code == 401
    assert dev.member.role == Role.CITIZEN
    assert db.query(StaffService).count() == 0
    assert db.query(ApiToken).filter_by(ended_at=None).count() == 0
    assert deeds() == ["role_changed", "left", "staff left"]
    kinds = [row.kind for row in db.query(PublishedEvent)]
    assert kinds.count("member_left") == 1


def test_leaving_twice_is_harmless_and_has_no_page(adam, dev):
    answers = [adam.post(f"{page_of(dev)}/departure", reason="Left.") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 404]
    assert len(changes()) == 1


def test_a_reason_is_asked_for(adam, dev):
    answer = adam.post(f"{page_of(dev)}/departure", reason=" ")

    assert answer.status_code == 422
    assert dev.member.role == Role.AGENT


def test_a_lost_phone_is_taken_off_and_another_one_set_up(app, adam, dev, deliver, config):
    phone = tie(dev)

    answer = adam.post(f"{page_of(dev)}/second-step/removal")
    deliver()

    assert answer.status_code == 303
    assert dev.get("/me").status_code == 401
    browser = Visitor(app)
    signed_in = browser.post(
        "/sign-in", email="dev@example.org", password="correct horse battery", code=phone.code()
    )
    assert signed_in.location.startswith(PAGE)
    assert browser.get("/desk").status_code == 403
    assert deeds() == ["second_step_removed"]
    mails = [path.read_text() for path in (config.HOME / "mail").glob("*.eml")]
    assert [mail for mail in mails if "taken off" in mail]


def test_taking_a_phone_off_ends_what_is_half_way(adam, dev):
    phone = tie(dev)
    browser = half_way(dev)
    adam.post(f"{page_of(dev)}/second-step/removal")

    assert browser.post(DOOR, code=phone.code()).status_code == 422


def test_people_are_listed_page_by_page(app, adam):
    for number in range(55):
        make_person(app, f"Agent{number:02} Smith", role=Role.AGENT)

    first = adam.get("/desk/people").text

    assert "More people" in first
    assert first.count("No sign-in code") == 50
    assert adam.get("/desk/people?cursor=broken").status_code == 422
