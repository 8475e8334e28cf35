"""Whoever works here shows a code of their phone: setting it up, using it, losing it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from forum.accounts import actions, phone_codes, second_steps
from forum.accounts.current import cookie_name
from forum.accounts.models import Member, RecoveryCode, SecondStep, SignIn
from forum.accounts.seals import lock, unlocked
from forum.accounts.standing import Role
from forum.app import create_app
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.site import open_without_second_step
from tests.cast import PASSWORD, Person, Visitor
from tests.conftest import close
from tests.forum.accounts.phones import (
    DOOR,
    PAGE,
    email_of,
    forget_phone,
    half_way,
    set_up,
    shown_key,
    tie,
)

STAFF_PAGES = ("/desk", "/desk/services", "/desk/people", "/desk/alerts")


def test_before_it_is_set_up_no_page_for_staff_opens_and_citizens_pages_do(adam, parking):
    forget_phone(adam)

    answers = [adam.get(path) for path in STAFF_PAGES]

    assert {answer.status_code for answer in answers} == {403}
    assert all(PAGE in answer.text and "your phone" in answer.text for answer in answers)
    assert adam.get("/").status_code == adam.get("/me").status_code == 200
    assert adam.get("/ask").status_code == 200


def test_it_is_set_up_in_one_go_and_then_the_desk_opens(dev, parking):
    forget_phone(dev)

    _, codes = set_up(dev)

    assert len(set(codes)) == 8
    assert dev.get("/desk").status_code == 200
    assert "8 codes on paper are left" in dev.get(PAGE).text


def test_the_first_sign_in_leads_to_setting_it_up(app, dev):
    forget_phone(dev)

    answer = Visitor(app).post("/sign-in", email=email_of(dev), password=PASSWORD, next="/desk")

    assert answer.location == f"{PAGE}?next=/desk"


def test_a_wrong_first_code_changes_nothing_and_keeps_the_square(dev):
    forget_phone(dev)
    _, key = shown_key(dev.get(PAGE))

    answer = dev.post(PAGE, key=key, code="000000")

    assert answer.status_code == 422
    assert "This code is not right" in answer.text
    assert shown_key(answer)[1] == key
    assert db.query(SecondStep).count() == 0


@pytest.mark.parametrize("key", ["", "x", "a.b.c", "00.00.", "é.é.é", "0" * 300])
def test_a_key_that_we_did_not_offer_is_refused(dev, key):
    forget_phone(dev)

    answer = dev.post(PAGE, key=key, code="000000")

    assert answer.status_code == 422
    assert "Open it again" in answer.text


def test_a_key_of_another_browser_is_refused(dev, cleo):
    forget_phone(dev)
    forget_phone(cleo)
    phone, key = shown_key(cleo.get(PAGE))

    assert dev.post(PAGE, key=key, code=phone.code()).status_code == 422


def test_setting_it_up_twice_is_refused_in_plain_words(dev):
    forget_phone(dev)
    phone, key = shown_key(dev.get(PAGE))
    dev.post(PAGE, key=key, code=phone.code())

    again = dev.post(PAGE, key=key, code=phone.code(later=1))

    assert again.status_code == 409
    assert "set up already" in again.text
    assert db.query(RecoveryCode).count() == 8


def test_a_citizen_needs_none(ada):
    phone_page = ada.get(PAGE)

    assert "Only people who work here" in phone_page.text
    assert "data:image" not in phone_page.text
    with writing(), pytest.raises(Refused):
        second_steps.set_up(ada.member, locked="", code="1", sign_in_id=1)


def test_the_key_is_never_shown_or_stored_readably_afterwards(app, dev, deliver, config):
    forget_phone(dev)
    phone, codes = set_up(dev)
    deliver()

    letters = phone_codes.spelled(phone.key)
    secrets = [phone.key.hex(), letters, letters.replace(" ", ""), *codes]
    with fresh_reading():
        step = db.query(SecondStep).one()
        kept = [step.locked_key, *[row.digest for row in db.query(RecoveryCode)]]
        kept += [str(row.facts) for row in db.query(PublishedEvent)]
        kept += [f"{row.deed} {row.reason}" for row in db.query(AuditEntry)]
    kept += [path.read_text() for path in (config.HOME / "mail").glob("*.eml")]
    kept += [dev.get(PAGE).text, dev.get("/me/account").text]
    assert not [secret for secret in secrets for text in kept if secret in text]


def test_password_and_code_open_the_desk(app, dev):
    phone, browser = tie(dev), half_way(dev)

    answer = browser.post(DOOR, code=phone.code(), next="/desk")

    assert answer.location == "/desk"
    assert browser.get("/desk").status_code == 200


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_a_clock_half_a_minute_off_is_no_matter(dev, later):
    phone, browser = tie(dev), half_way(dev)

    assert browser.post(DOOR, code=phone.code(later=later)).status_code == 303


@pytest.mark.parametrize("later", [-3, -2, 2, 3])
def test_codes_of_another_time_are_refused(dev, later):
    phone, browser = tie(dev), half_way(dev)

    with time_machine.travel(now(), tick=False):
        answer = browser.post(DOOR, code=phone.code(later=later))

    assert answer.status_code == 422
    assert "This code is not right" in answer.text


def test_half_way_opens_nothing(dev, parking):
    tie(dev)
    browser = half_way(dev)

    assert [browser.get(path).status_code for path in ("/me", "/desk", PAGE)] == [401] * 3
    assert browser.client.get_cookie(cookie_name()) is None
    assert db.query(SignIn).filter_by(member_id=dev.member_id).count() == 1  # the cast's own


@pytest.mark.parametrize("mark", ["", "1", "1.2", "1.99999999999.x", "é.é.é", "9" * 50 + ".1.x"])
def test_a_forged_mark_leads_back_to_the_password(visitor, mark):
    visitor.client.set_cookie(f"{cookie_name()}-half", mark.encode("unicode-escape").decode())

    assert visitor.post(DOOR, code="123456").location.startswith("/sign-in?")


def test_after_ten_minutes_one_begins_again(dev):
    phone, browser = tie(dev), half_way(dev)

    with time_machine.travel(now() + timedelta(minutes=11), tick=False):
        assert browser.post(DOOR, code=phone.code()).location.startswith("/sign-in?")


def test_a_new_password_ends_what_was_half_way(dev):
    phone, browser = tie(dev), half_way(dev)
    with writing():
        db.get_one(Member, dev.member_id).password_hash = "another"

    assert browser.post(DOOR, code=phone.code()).location.startswith("/sign-in?")


def test_a_code_opens_once(dev):
    phone, code = tie(dev), ""
    with time_machine.travel(now(), tick=False):
        code = phone.code()
        first = half_way(dev).post(DOOR, code=code)
        second = half_way(dev).post(DOOR, code=code)
        earlier = half_way(dev).post(DOOR, code=phone.code(later=-1))
        next_one = half_way(dev).post(DOOR, code=phone.code(later=1))

    statuses = [answer.status_code for answer in (first, second, earlier, next_one)]
    assert statuses == [303, 422, 422, 303]
    assert "used already" in second.text


def test_a_code_on_paper_opens_once_however_it_is_written(dev, deliver):
    forget_phone(dev)
    _, codes = set_up(dev)
    written = codes[0].upper().replace("-", " ")

    first = half_way(dev).post(DOOR, code=written)
    second = half_way(dev).post(DOOR, code=codes[0])

    assert (first.status_code, second.status_code) == (303, 422)
    assert "7 codes on paper are left" in dev.get(PAGE).text
    assert "recovery_code_used" in deeds()


def test_a_code_on_paper_of_somebody_else_is_refused(dev, cleo):
    forget_phone(dev)
    _, codes = set_up(dev)
    tie(cleo)

    assert half_way(cleo).post(DOOR, code=codes[0]).status_code == 422


def test_guessing_is_stopped_and_a_right_code_then_is_too(dev):
    phone, browser = tie(dev), half_way(dev)

    answers = [browser.post(DOOR, code=f"{n:06}").status_code for n in range(7)]

    assert answers == [422] * 5 + [429] * 2
    stopped = browser.post(DOOR, code=phone.code())
    assert stopped.status_code == 429
    assert "Wait a few minutes" in stopped.text


def test_hostile_codes_are_refused_in_plain_words(dev):
    tie(dev)
    hostile = ["", "\0", "٣٣٣٣٣٣", "' or 1=1 --", "x" * 100_000]

    answers = [half_way(dev).post(DOOR, code=text) for text in hostile]

    assert {answer.status_code for answer in answers} <= {422, 429}


def test_a_link_by_mail_does_not_go_round_it(app, dev):
    """Whoever reads the mail has the password's worth, and no more."""
    phone = tie(dev)
    from forum.accounts.codes import Purpose, link_part, make_code

    with writing():
        link = link_part(make_code(db.get_one(Member, dev.member_id), Purpose.RESET))
    browser = Visitor(app)

    answer = browser.post(f"/password/{link}", password="marrow kettle lantern")

    assert answer.location.startswith(DOOR)
    assert browser.get("/me").status_code == 401
    assert browser.post(DOOR, code=phone.code()).status_code == 303


def test_a_new_password_on_ones_page_keeps_the_desk_open(dev):
    tie(dev)
    new = {"current_password": PASSWORD, "password": "marrow kettle lantern"}

    answer = dev.post("/me/account/password", **new)

    assert answer.status_code == 303
    assert dev.get("/desk").status_code == 200


def test_the_old_phone_is_taken_off_after_the_password(app, dev):
    tie(dev)
    other = second_browser(dev)

    wrong = dev.post(f"{PAGE}/removal", current_password="not it")
    right = dev.post(f"{PAGE}/removal", current_password=PASSWORD)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "not the password" in wrong.text
    assert other.get("/me").status_code == 401
    assert dev.get("/me").status_code == 200
    assert dev.get("/desk").status_code == 403
    set_up(dev)
    assert dev.get("/desk").status_code == 200


def test_a_password_alone_takes_no_phone_off(app, dev):
    """Somebody who knows the password was in before the phone was set up, or while it was not."""
    forget_phone(dev)
    stranger = second_browser(dev, second_step=False)
    set_up(dev)
    ended = stranger.get(PAGE).status_code
    stranger = second_browser(dev, second_step=False)

    page = stranger.get(PAGE)
    answer = stranger.post(f"{PAGE}/removal", current_password=PASSWORD)

    assert ended == 401
    assert "Take the old phone off" not in page.text
    assert answer.status_code == 403
    assert "ask an administrator" in answer.text
    assert db.query(SecondStep).count() == 1
    assert dev.get("/desk").status_code == 200


def test_staff_rights_on_citizens_pages_rest_until_it_is_set_up(dev, ada, ben, parking):
    """Neither hidden posts nor official answers: the password alone is worth a citizen's."""
    forget_phone(dev)
    from forum.threads.models import Thread
    from tests.moderation.conftest import asks

    thread_id = asks(ada, parking, "My permit has not come")
    with writing():
        db.query(Thread).update({"state": "hidden"})

    assert dev.get(f"/threads/{thread_id}", follow_redirects=True).status_code == 410
    forbidden = dev.post(f"/threads/{thread_id}/answers", body="So it is.", official="y")
    assert forbidden.status_code in (403, 404, 410)


def test_programs_are_not_asked(dev, parking):
    forget_phone(dev)

    assert dev.api("GET", "/tickets").status_code == 200


def test_a_phone_set_up_with_an_older_secret_key_still_opens(app, dev, config):
    phone = tie(dev)
    newer = replace(config, SECRET_KEY="n" * 40, SECRET_KEY_FALLBACKS=(config.SECRET_KEY,))
    later = create_app(newer)
    with later.app_context():
        browser = Visitor(later)
        browser.post("/sign-in", email="dev@example.org", password=PASSWORD)

        answer = browser.post(DOOR, code=phone.code())

        assert answer.status_code == 303
    close(later)
    assert needs_only("n" * 40, config, dev) == phone.key


def test_what_is_locked_for_one_opens_for_nobody_else(app):
    locked = lock(b"a key of twenty byte", about="phone of 1")

    assert unlocked(locked, about="phone of 1") == b"a key of twenty byte"
    assert unlocked(locked, about="phone of 2") is None
    assert unlocked(locked[:-1] + ("0" if locked[-1] != "0" else "1"), about="phone of 1") is None
    assert "a key" not in locked
    assert lock(b"a key of twenty byte", about="phone of 1") != locked


def test_a_leaver_has_no_phone_any_more(dev):
    tie(dev)
    with writing():
        actions.leave(db.get_one(Member, dev.member_id), by=None)

    assert db.query(SecondStep).count() == 0


def test_another_role_asks_for_a_new_sign_in_with_a_code(dev):
    phone = tie(dev)
    with writing():
        actions.change_role(db.get_one(Member, dev.member_id), Role.MODERATOR, by=None)

    assert dev.get("/me").status_code == 401
    assert half_way(dev).post(DOOR, code=phone.code()).status_code == 303


def test_a_demo_town_is_open_without_and_says_so(app, dev):
    forget_phone(dev)
    with writing():
        open_without_second_step()

    assert dev.get("/desk").status_code == 200
    from forum.accounts.checks import staff_without_second_step

    assert [str(dev.member_id) in found.sentence for found in staff_without_second_step()] == [True]


def test_the_square_says_what_the_key_says(dev):
    """The picture is made of the address that the phone keeps, with the name of the place."""
    forget_phone(dev)
    page = dev.get(PAGE)
    phone, _ = shown_key(page)

    address = phone_codes.address(phone.key, name="dev@example.org", place="Folkmoot")

    assert address.startswith("otpauth://totp/Folkmoot:dev%40example.org?secret=")
    drawn = re.search(r'src="(data:image/svg\+xml[^"]+)"', page.text)
    assert drawn
    assert drawn[1].replace("&#39;", "'") == phone_codes.square(address)


def second_browser(person, *, second_step=True):
    from forum.accounts.sign_ins import begin_sign_in

    with writing():
        member = db.get_one(Member, person.member_id)
        secret = begin_sign_in(member, browser="Test", second_step=second_step)
    browser = Person(person.app, member_id=person.member_id, secret=secret)
    browser.client.set_cookie(cookie_name(), secret)
    assert browser.get("/me").status_code == 200
    return browser


def needs_only(key, config, person):
    """The key of the phone, read by a house that has forgotten its older secret keys."""
    app = create_app(replace(config, SECRET_KEY=key, SECRET_KEY_FALLBACKS=()))
    with app.app_context():
        found = unlocked(
            db.query(SecondStep).one().locked_key, about=f"phone of {person.member_id}"
        )
    close(app)
    return found


def deeds():
    db.rollback()
    return [row.deed for row in db.query(AuditEntry)]
