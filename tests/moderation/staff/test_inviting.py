"""Inviting people by mail: who may, what the link does, sending again, taking back."""

from datetime import timedelta

import pytest
import time_machine

from forum.accounts import actions as accounts
from forum.accounts.models import Member
from forum.accounts.sign_ins import begin_sign_in
from forum.accounts.standing import Role
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.services.models import Service
from moderation.staff import actions
from moderation.staff.models import Invitation, StaffService
from moderation.staff.tasks import forget_old_invitations
from tests.cast import Person, Visitor
from tests.forum.accounts.conftest import text_of
from tests.forum.accounts.phones import PAGE, set_up
from tests.moderation.staff.conftest import (
    CHOSEN,
    NELL,
    NEW,
    deeds,
    seen_in,
    somebody_at,
    the_invitation,
)

TABLE = """email,name,role,services
nell@example.org,Nell Hart,agent,Parking
ravi@example.org,Ravi Shah,policy,
nell@example.org,Nell Hart,agent,
wrong,Somebody,agent,
tom@example.org,Tom Blake,king,
dev@example.org,Dev Patel,agent,
una@example.org,Una Bell,agent,Bridges
"""


def test_an_invitation_becomes_a_colleague_with_a_phone(app, adam, parking, link, deliver):
    answer = adam.post(NEW, **NELL, services="parking")

    nell = Visitor(app)
    path = link()
    page = nell.get(path)
    accepted = nell.post(path, **CHOSEN)

    assert answer.status_code == 303
    assert "invites you to answer for the council" in page.text
    assert "13 or over" not in page.text
    assert accepted.location.startswith(PAGE)
    member = somebody_at(NELL["email"])
    assert (member.role, member.is_verified) == (Role.AGENT, True)
    assert db.query(StaffService).one().member_id == member.id
    assert nell.get("/desk").status_code == 403
    cookie = nell.client.get_cookie("folkmoot")
    assert cookie
    colleague = Person(app, member_id=member.id, secret=cookie.value)
    colleague.client.set_cookie("folkmoot", cookie.value)
    set_up(colleague)
    assert colleague.get("/desk").status_code == 200
    assert deeds()[:3] == ["invited", "role_changed", "invitation accepted"]


def test_looking_at_the_link_changes_nothing(app, adam, link):
    adam.post(NEW, **NELL)
    path = link()

    for _ in range(2):
        assert Visitor(app).get(path).status_code == 200

    assert the_invitation().accepted_at is None
    assert somebody_at(NELL["email"]) is None


def test_a_link_works_once(app, adam, link):
    adam.post(NEW, **NELL)
    path = link()
    Visitor(app).post(path, **CHOSEN)

    second = Visitor(app).post(path, **CHOSEN | {"name": "Somebody Else"})

    assert second.status_code == 404
    assert "was used" in second.text
    assert somebody_at(NELL["email"]).name == "Nell Hart"


def test_after_fourteen_days_it_is_too_old_and_can_be_sent_again(app, adam, link):
    adam.post(NEW, **NELL)
    old = link()
    with time_machine.travel(now() + timedelta(days=14, minutes=1), tick=False):
        too_old = Visitor(app).get(old)
        listed = adam.get("/desk/people")
        adam.post(f"/desk/people/invitations/{the_invitation().id}/sending")
        fresh = link()
        works = Visitor(app).get(fresh)

    assert too_old.status_code == 404
    assert "Too old" in listed.text
    assert fresh != old
    assert works.status_code == 200
    assert Visitor(app).get(old).status_code == 404


def test_what_is_taken_back_opens_nothing_and_twice_is_harmless(app, adam, link):
    adam.post(NEW, **NELL)
    path, number = link(), the_invitation().id

    answers = [adam.post(f"/desk/people/invitations/{number}/removal") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Visitor(app).post(path, **CHOSEN).status_code == 404
    assert somebody_at(NELL["email"]) is None
    assert adam.post(f"/desk/people/invitations/{number}/sending").status_code == 403
    assert deeds() == ["invited", "invitation withdrawn"]


def test_a_mail_that_waits_is_not_sent_when_it_was_taken_back(adam, letterbox):
    adam.post(NEW, **NELL)
    adam.post(f"/desk/people/invitations/{the_invitation().id}/removal")

    assert letterbox.letters(NELL["email"]) == []


def test_inviting_the_same_address_twice_is_refused_in_plain_words(adam, letterbox):
    adam.post(NEW, **NELL)

    again = adam.post(NEW, **NELL | {"email": "Nell@Example.org"})

    assert again.status_code == 403
    assert "is invited already" in again.text
    assert len(letterbox.letters(NELL["email"])) == 1


def test_the_letter_says_who_invites_to_what(adam, letterbox):
    adam.post(NEW, **NELL)

    letter = text_of(letterbox.newest(NELL["email"]))

    assert "Adam Reed invites you" in letter
    assert "to answer for the council" in letter
    assert "14 days" in letter


@pytest.mark.parametrize(
    "tampered", ["0-" + "0" * 64, "x", "1-" + "f" * 64, "9" * 18 + "-" + "0" * 64]
)
def test_a_link_that_we_did_not_send_is_dead(app, adam, tampered):
    adam.post(NEW, **NELL)

    assert Visitor(app).get(f"/invitations/{tampered}").status_code == 404
    assert Visitor(app).post(f"/invitations/{tampered}", **CHOSEN).status_code == 404


def test_a_citizen_is_asked_for_their_age(app, mona, link):
    mona.post(NEW, **NELL | {"role": "citizen"})
    path = link()

    young = Visitor(app).post(path, **CHOSEN)
    old_enough = Visitor(app).post(path, **CHOSEN, is_13="y", is_under_18="y")

    assert young.status_code == 422
    assert "when you are 13" in young.text
    assert old_enough.location == "/welcome"
    assert somebody_at(NELL["email"]).is_under_18
    assert somebody_at(NELL["email"]).role == Role.CITIZEN


def test_a_weak_password_or_a_taken_name_is_said_at_the_field(app, adam, ada, link):
    adam.post(NEW, **NELL)
    path = link()

    weak = Visitor(app).post(path, **CHOSEN | {"password": "password"})
    taken = Visitor(app).post(path, **CHOSEN | {"name": "Ada Okafor"})

    assert weak.status_code == taken.status_code == 422
    assert "rarer one" in weak.text
    assert "name is taken here" in taken.text


def test_a_member_accepts_signed_in_as_themselves(app, adam, ada, ben, link):
    adam.post(NEW, **NELL | {"email": "ada@example.org", "name": "Ada"})
    path = link("ada@example.org")

    visitor = Visitor(app).get(path)
    nobody = Visitor(app).post(path, **CHOSEN)
    wrong_page, wrong = ben.get(path), ben.post(path)
    right = ada.post(path)

    assert "Sign in with it to accept" in visitor.text
    assert nobody.status_code == 401
    assert "signed in with another account" in wrong_page.text
    assert wrong.status_code == 403
    assert right.location.startswith(PAGE)
    assert ada.member.role == Role.AGENT
    assert ada.member.name == "Ada Okafor"


@pytest.mark.parametrize("way", ["page", "command"])
def test_a_leaver_does_not_come_back_by_an_older_invitation(adam, ada, parking, link, way):
    with time_machine.travel(now(), tick=True):
        adam.post(NEW, email="ada@example.org", name="Ada Okafor", role="agent")
        older = link("ada@example.org")
        with writing():
            accounts.give_role(db.get_one(Member, ada.member_id), Role.MODERATOR, by=None)
            db.add(StaffService(member_id=ada.member_id, service_id=parking.service_id))
        leaves(ada, adam, way)
        again = signed_in_again(ada)

        late = again.post(older)
        role_then = somebody_at("ada@example.org").role
        adam.post(f"/desk/people/invitations/{the_invitation().id}/sending")
        welcome = again.post(link("ada@example.org"))

    assert (late.status_code, role_then) == (404, Role.CITIZEN)
    assert welcome.status_code == 303
    assert somebody_at("ada@example.org").role == Role.AGENT
    assert db.query(StaffService).count() == 0


def test_an_account_that_was_never_proved_becomes_that_of_whoever_reads_the_mail(app, adam, link):
    """Somebody else may have signed up with this address, and knows the password they chose."""
    stranger = Visitor(app)
    joining = {"name": "Nell Hart", "email": NELL["email"], "password": "three green kettles"}
    stranger.post("/sign-up", **joining, is_13="y")
    adam.post(NEW, **NELL)

    Visitor(app).post(link(), **CHOSEN)

    tried = Visitor(app).post("/sign-in", email=NELL["email"], password="three green kettles")
    assert tried.status_code == 422
    assert somebody_at(NELL["email"]).role == Role.AGENT


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_managers_invite_nobody_above_them(mona, role):
    answer = mona.post(NEW, **NELL | {"role": role})

    assert answer.status_code == 422
    assert db.query(Invitation).count() == 0


def test_a_manager_of_some_services_invites_for_these_alone(mona, parking, app):
    from tests.moderation.staff.test_roles import another_service

    with writing():
        bins = another_service("bins")
        db.add(StaffService(member_id=mona.member_id, service_id=bins.id))

    for_all = mona.post(NEW, **NELL)
    for_others = mona.post(NEW, **NELL, services="parking")
    for_own = mona.post(NEW, **NELL, services="bins")

    assert (for_all.status_code, for_others.status_code) == (403, 422)
    assert "for the services you work for" in for_all.text
    assert for_own.status_code == 303


@pytest.mark.parametrize("who", ["ada", "dev", "cleo", "pia"])
def test_others_invite_nobody(who, request):
    person = request.getfixturevalue(who)

    assert person.get("/desk/people").status_code == 403
    assert person.post(NEW, **NELL).status_code == 403
    assert db.query(Invitation).count() == 0


def test_somebody_who_works_here_is_not_invited(adam, dev):
    answer = adam.post(NEW, **NELL | {"email": "dev@example.org"})

    assert answer.status_code == 403
    assert "works here already" in answer.text


def test_an_invitation_is_worth_what_its_host_is(app, mona, adam, link):
    mona.post(NEW, **NELL)
    path = link()
    with writing():
        actions.let_go(db.get_one(Member, mona.member_id), by=adam.member, reason="Left")

    answer = Visitor(app).post(path, **CHOSEN)

    assert answer.status_code == 404
    assert somebody_at(NELL["email"]) is None


def test_a_table_is_shown_line_by_line_and_then_sent(adam, dev, parking, letterbox):
    shown = adam.post("/desk/people/invitations/csv", text=TABLE)
    waiting = db.query(Invitation).count()
    sent = adam.post("/desk/people/invitations/csv", text=TABLE, seen=seen_in(shown.text))

    assert "2 people will be invited" in shown.text
    assert "5 lines cannot be used" in shown.text
    for why in ("stands further up", "does not look like", "The role is one of", "works here"):
        assert why in shown.text
    assert "do not know one of these services" in shown.text
    assert waiting == 0
    assert sent.status_code == 303
    assert len(letterbox.letters("nell@example.org")) == 1
    assert len(letterbox.letters("ravi@example.org")) == 1
    with fresh_reading():
        invitations = {one.email: one for one in db.query(Invitation)}
        assert [one.slug for one in invitations["nell@example.org"].services] == ["parking"]


@pytest.mark.parametrize("text", ["", "name\nNell", 'email,role\n"', "email,role,shoe\na,b,c"])
def test_what_is_no_table_is_refused_in_plain_words(adam, text):
    answer = adam.post("/desk/people/invitations/csv", text=text)

    assert answer.status_code in (200, 422)
    assert db.query(Invitation).count() == 0


def test_a_changed_table_is_shown_again_before_it_is_sent(adam):
    shown = adam.post("/desk/people/invitations/csv", text="email,name,role\na@b.org,Al Bo,agent")

    changed = "email,name,role\nc@d.org,Cy Do,agent"
    again = adam.post("/desk/people/invitations/csv", text=changed, seen=seen_in(shown.text))

    assert again.status_code == 200
    assert db.query(Invitation).count() == 0


def test_names_and_addresses_are_forgotten_a_month_after_the_end(adam, link):
    adam.post(NEW, **NELL)
    with time_machine.travel(now() + timedelta(days=43), tick=False):
        forget_old_invitations()
    assert db.query(Invitation).count() == 1

    with time_machine.travel(now() + timedelta(days=45), tick=False):
        forget_old_invitations()
    assert db.query(Invitation).count() == 0


def test_mails_of_one_invitation_are_few(adam):
    adam.post(NEW, **NELL)
    path = f"/desk/people/invitations/{the_invitation().id}/sending"

    answers = [adam.post(path).status_code for _ in range(4)]

    assert answers == [303, 303, 303, 429]


def test_services_have_a_name_on_the_list(adam, parking):
    adam.post(NEW, **NELL, services="parking")

    listed = adam.get("/desk/people").text

    assert "Nell Hart" in listed
    assert db.query(Service).one().name in listed


def leaves(person, adam, way):
    if way == "page":
        adam.post(f"/desk/people/{person.member_id}/departure", reason="A new job.")
        return
    with writing():
        accounts.leave(db.get_one(Member, person.member_id), by=None)


def signed_in_again(person):
    with writing():
        member = db.get_one(Member, person.member_id)
        secret = begin_sign_in(member, browser="Test", second_step=True)
    again = Person(person.app, member_id=person.member_id, secret=secret)
    again.client.set_cookie("folkmoot", secret)
    return again
