"""One's own account: the name, the browsers one is signed in with, and what others cannot touch."""

from sqlalchemy import select

from forum.accounts.models import Member, SignIn
from forum.kernel.db import db, fresh_reading, writing
from tests.cast import PASSWORD, Visitor

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


def test_the_page_shows_the_address_to_its_owner(ada):
    shown = ada.get("/me/account")

    assert "ada@example.org" in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"


def test_a_name_can_be_changed(ada):
    ada.post("/me/account/name", name="  Ada   O. ")

    assert ada.member.name == "Ada O."
    assert "Your name is changed" in ada.get("/me/account").text


def test_one_may_spell_ones_own_name_anew(ada):
    assert ada.post("/me/account/name", name="ADA OKAFOR").status_code == 303
    assert ada.member.name == "ADA OKAFOR"


def test_somebody_elses_name_cannot_be_taken(ada, ben):
    answer = ada.post("/me/account/name", name="ben \u200c hallam")

    assert answer.status_code == 422
    assert "name is taken here" in answer.text
    assert ada.member.name == "Ada Okafor"


def test_a_name_is_not_changed_all_day_long(ada):
    answers = [ada.post("/me/account/name", name=f"Ada {n}").status_code for n in "abcd"]

    assert answers == [303, 303, 303, 429]


def test_nothing_but_the_name_can_be_changed_by_that_form(ada):
    ada.post("/me/account/name", name="Ada O", role="admin", verified_at="", email="x@y.org")

    assert ada.member.role == "citizen"
    assert ada.member.email == "ada@example.org"


def test_browsers_are_listed_by_names_people_know(app, ada_with_password):
    for agent in (FIREFOX, IPHONE, "curl/8"):
        _sign_in(app, agent)

    shown = ada_with_password.get("/me/account").text

    assert "Firefox on Windows" in shown
    assert "Safari on an iPhone" in shown
    assert "A browser" in shown
    assert shown.count("This browser") == 1


def test_another_browser_can_be_signed_out_from_here(app, ada_with_password):
    phone = _sign_in(app, IPHONE)
    phone_id = _newest_sign_in()

    ada_with_password.post(f"/me/account/sign-ins/{phone_id}/removal")

    assert phone.get("/me/account").status_code == 401
    assert ada_with_password.get("/me/account").status_code == 200


def test_doing_it_twice_is_harmless(app, ada_with_password):
    _sign_in(app, IPHONE)
    phone_id = _newest_sign_in()

    answers = [ada_with_password.post(f"/me/account/sign-ins/{phone_id}/removal") for _ in "12"]

    assert [answer.status_code for answer in answers] == [303, 303]


def test_all_other_browsers_can_be_signed_out_at_once(app, ada_with_password):
    others = [_sign_in(app, agent) for agent in (FIREFOX, IPHONE)]

    ada_with_password.post("/me/account/sign-ins/removal")

    assert [other.get("/me/account").status_code for other in others] == [401, 401]
    assert ada_with_password.get("/me/account").status_code == 200


def test_nobody_can_sign_somebody_else_out(ada, ben):
    with fresh_reading():
        hers = db.scalar(select(SignIn.id).where(SignIn.member_id == ada.member_id))

    answer = ben.post(f"/me/account/sign-ins/{hers}/removal")

    assert answer.status_code == 404
    assert ada.get("/me/account").status_code == 200


def test_an_unproved_member_is_offered_another_link(ada):
    with writing():
        db.get_one(Member, ada.member_id).verified_at = None

    assert "Not confirmed" in ada.get("/me/account").text


def _sign_in(app, agent) -> Visitor:
    browser = Visitor(app)
    browser.client.environ_base["HTTP_USER_AGENT"] = agent
    browser.post("/sign-in", email="ada@example.org", password=PASSWORD)
    return browser


def _newest_sign_in():
    with fresh_reading():
        return db.scalars(select(SignIn.id).order_by(SignIn.id.desc())).first()


def test_a_suspended_member_keeps_the_name(max_):
    answer = max_.post("/me/account/name", name="Everybody Reads This")

    assert answer.status_code == 403
    assert max_.member.name == "Max Thorne"
