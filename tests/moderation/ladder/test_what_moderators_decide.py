"""The page of one person: a moderator asks them, holds them, and lets go; each look is noted."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.accounts.models import Advocacy, Member, Standing
from forum.accounts.standing import Rung
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.reputation.actions import answer_offer
from forum.reputation.models import RungHold

REASON = "You always find the right words."
FAR = "2099-12-31"


@pytest.fixture
def page(ready):
    return f"/desk/ladder/{ready.member_id}"


def count(model, *where):
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(model).where(*where))


def rung(who):
    with fresh_reading():
        return who.member.rung


def test_a_moderator_reads_what_somebody_has_and_what_it_takes(cleo, page):
    text = cleo.get(page).text

    assert "Follower since" in text
    assert "To become Advocate" in text
    assert "To stay Follower" in text
    assert "People they helped in a year" in text


def test_the_words_of_a_judge_stand_on_no_page_about_a_person(cleo, page):
    text = cleo.get(page).text.lower()

    assert not [word for word in ("loyalty", "score", "risk") if word in text]


def test_that_somebody_looked_is_written_down(cleo, ready, page):
    cleo.get(page)
    cleo.post(f"{page}/hold", rung="captain")

    looked = AuditEntry.deed == "open standing", AuditEntry.person_id == ready.member_id
    assert count(AuditEntry, *looked, AuditEntry.actor_id == cleo.member_id) == 2


@pytest.mark.parametrize("who", ["ada", "dev", "pia"])
@pytest.mark.parametrize("part", ["advocacy", "advocacy/removal", "hold", "hold/removal"])
def test_others_open_and_decide_nothing(request, ready, page, who, part):
    person = request.getfixturevalue(who)

    assert person.get(page).status_code == 403
    assert person.get("/desk/ladder").status_code == 403
    sent = {"reason": REASON, "rung": "regular", "why": REASON}
    assert person.post(f"{page}/{part}", **sent).status_code == 403
    assert count(Advocacy) == count(RungHold) == count(AuditEntry) == 0


def test_asking_twice_asks_once_and_the_person_reads_why(cleo, ready, page):
    for _ in range(2):
        answer = cleo.post(f"{page}/advocacy", follow=True, reason=REASON)

    assert "They are asked." in answer.text
    assert "Cleo Marsh asked" in answer.text
    assert count(Advocacy) == 1
    assert REASON in ready.get("/me/where").text


def test_without_a_reason_nobody_is_asked(cleo, page):
    answer = cleo.post(f"{page}/advocacy", reason="  ")

    assert answer.status_code == 422
    assert "Write why. The person reads it too." in answer.text
    assert count(Advocacy) == 0


def test_somebody_without_the_numbers_is_not_asked(cleo, ada):
    answer = cleo.post(f"/desk/ladder/{ada.member_id}/advocacy", reason=REASON)

    assert answer.status_code == 422
    assert REASON in answer.text
    assert "does not have everything yet" in answer.text
    assert "Nobody can be asked before" in cleo.get(f"/desk/ladder/{ada.member_id}").text


def test_what_was_asked_is_taken_back_twice_without_harm(cleo, ready, page):
    cleo.post(f"{page}/advocacy", reason=REASON)
    for _ in range(2):
        assert "It is over." in cleo.post(f"{page}/advocacy/removal", follow=True).text

    assert REASON not in ready.get("/me/where").text


def test_an_advocate_whose_yes_is_ended_keeps_the_mark(cleo, ready, page):
    cleo.post(f"{page}/advocacy", reason=REASON)
    with writing():
        answer_offer(ready.member, is_yes=True)
    assert rung(ready) == Rung.ADVOCATE

    cleo.post(f"{page}/advocacy/removal")

    assert rung(ready) == Rung.EMERITUS
    assert "Stepped back" in cleo.get(page).text


def test_a_hold_puts_somebody_on_a_rung_until_a_moderator_lets_go(cleo, ready, page):
    held = cleo.post(f"{page}/hold", follow=True, rung="regular", why=REASON, last_day=FAR)

    assert rung(ready) == Rung.REGULAR
    assert "Held as Regular until 31 December 2099" in held.text
    assert f"Cleo Marsh decided it: {REASON}" in held.text

    for _ in range(2):
        released = cleo.post(f"{page}/hold/removal", follow=True)
        assert "the numbers decide again" in released.text
    assert count(RungHold, RungHold.ended_at.is_(None)) == 0
    assert rung(ready) == Rung.FOLLOWER


@pytest.mark.parametrize("day", ["2001-01-01", "tomorrow", "2099-13-01"])
def test_a_last_day_is_a_day_still_to_come(cleo, page, day):
    answer = cleo.post(f"{page}/hold", rung="regular", why=REASON, last_day=day)

    assert answer.status_code == 422
    assert "Choose a day that is still to come." in answer.text
    assert count(RungHold) == 0


@pytest.mark.parametrize("sent", [{"rung": "captain"}, {"why": " "}])
def test_a_hold_needs_a_rung_and_a_reason(cleo, page, sent):
    assert (
        cleo.post(f"{page}/hold", **({"rung": "regular", "why": REASON} | sent)).status_code == 422
    )
    assert count(RungHold) == 0


def test_nobody_is_held_as_an_advocate_who_did_not_say_yes(cleo, ready, page):
    answer = cleo.post(f"{page}/hold", rung="advocate", why=REASON)

    assert answer.status_code == 422
    assert "Ask the person instead" in answer.text
    assert rung(ready) == Rung.FOLLOWER


@pytest.mark.parametrize("facts", [{"is_under_18": True}, {"role": "agent"}, {"verified_at": None}])
def test_nothing_is_decided_about_whoever_has_no_rungs(cleo, ready, page, facts):
    with writing():
        for name, value in facts.items():
            setattr(db.get_one(Member, ready.member_id), name, value)

    text = cleo.get(page).text

    assert "You decide nothing about this person" in text
    assert "To become" not in text
    assert cleo.post(f"{page}/hold", rung="regular", why=REASON).status_code == 403


def test_nobody_decides_about_themselves(cleo):
    assert "You decide nothing" in cleo.get(f"/desk/ladder/{cleo.member_id}").text


@pytest.mark.parametrize("path", ["999999", str(2**70)])
def test_somebody_who_is_not_here_is_missing(cleo, path):
    answer = cleo.get(f"/desk/ladder/{path}")

    assert answer.status_code == 404


def test_a_notice_says_until_when(cleo, ready, page):
    with writing():
        db.get_one(Standing, ready.member_id).warned_at = now() - timedelta(days=1)

    assert "A step down on" in cleo.get(page).text
