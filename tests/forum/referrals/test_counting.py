"""What counts, what no longer does, what is taken back, and what stays when somebody goes."""

from datetime import timedelta

import pytest

from forum.erasing import ERASURES
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.referrals import actions
from forum.referrals.models import JoinLink, MemberReferral
from forum.referrals.rules import MOST
from forum.referrals.tasks import forget_waiting, rebuild_referrals
from forum.reputation.models import Award
from forum.threads.actions import reopen
from forum.threads.models import Answer, Thread
from tests.cast import make_person
from tests.forum.people.looking import main_of
from tests.forum.recognition.conftest import told
from tests.forum.referrals.conftest import figures, names, rows


def counted(who):
    return figures(who).counted


@pytest.fixture
def nora(comes):
    return comes("Nora Vale")


def test_it_counts_when_somebody_else_solves_a_question(app, inviter, nora, ada, helps):
    helps(inviter, nora)
    assert counted(inviter) == 0

    helps(ada, nora)
    assert counted(inviter) == 1


def test_taking_it_back_and_solving_it_again(inviter, nora, ada, helps, deliver):
    answer = helps(ada, nora)
    with fresh_reading():
        thread_id = db.get_one(Answer, answer).thread_id
    with writing():
        reopen(db.get_one(Thread, thread_id), by=nora.member)
    deliver()
    assert counted(inviter) == 0

    nora.post(f"/threads/{thread_id}/solution", answer_id=answer)
    deliver()
    assert counted(inviter) == 1
    assert told(inviter).count("guest_helped") == 1


def test_only_the_first_one_is_told(inviter, comes, ada, helps):
    for name in ("Nora Vale", "Olaf Reed"):
        helps(ada, comes(name))

    assert counted(inviter) == 2
    assert told(inviter).count("guest_helped") == 1


def test_what_is_hidden_counts_no_longer(inviter, nora, ada, helps, deliver):
    answer = helps(ada, nora)
    with writing():
        db.get_one(Answer, answer).state = "hidden"
        actions.settle_referral(nora.member_id)

    assert counted(inviter) == 0


def test_it_moves_no_points_and_no_rung(inviter, nora, ada, helps):
    with fresh_reading():
        before = db.query(Award).where(Award.member_id == inviter.member_id).count()
    rung = inviter.member.rung

    helps(ada, nora)

    with fresh_reading():
        assert db.query(Award).where(Award.member_id == inviter.member_id).count() == before
    assert inviter.member.rung == rung
    assert "It gives no points and no badge." in main_of(inviter.get("/me/invitation"))


def test_working_it_out_anew_changes_nothing(inviter, nora, ada, helps):
    helps(ada, nora)

    assert rebuild_referrals() == 0
    with writing():
        db.query(MemberReferral).update({"counted_at": None})
    assert rebuild_referrals() == 1
    assert counted(inviter) == 1
    assert told(inviter).count("guest_helped") == 1


def test_whoever_came_takes_it_back(inviter, nora):
    assert "reads that you came" in main_of(nora.get("/me/privacy"))

    for _twice in range(2):
        nora.post("/me/referral", wanted="no")

    assert rows() == []
    assert figures(inviter).came == 0
    assert "Who invited you" not in nora.get("/me/privacy").text
    with fresh_reading():
        gone = db.query(PublishedEvent).where(PublishedEvent.kind == "referral_withdrawn")
        assert [row.actor_id for row in gone] == [None]


def test_twenty_in_thirty_days_and_taking_back_makes_no_room(inviter, comes):
    guests = [comes(f"Guest{n} Vale") for n in range(MOST)]
    guests[0].post("/me/referral", wanted="no")

    comes("Late Vale")
    assert figures(inviter).came == MOST - 1

    with at(now() + timedelta(days=31)):
        comes("Later Vale")
    assert figures(inviter).came == MOST


def test_when_whoever_came_goes_the_number_stays_without_a_name(inviter, nora, ada, helps):
    helps(ada, nora)

    with writing():
        ERASURES["invitations"](nora.member_id)

    assert (figures(inviter).came, counted(inviter)) == (1, 1)
    assert names(inviter) == []
    assert rebuild_referrals() == 0
    assert "Vale" not in main_of(inviter.get("/me/invitation"))


def test_when_the_inviter_goes_nothing_says_who_it_was(inviter, nora):
    with writing():
        ERASURES["invitations"](inviter.member_id)

    assert [row.inviter_id for row in rows()] == [None]
    with fresh_reading():
        assert db.query(JoinLink).count() == 0
    assert "Who invited you" not in nora.get("/me/privacy").text


def test_both_read_what_is_kept_of_them(inviter, nora):
    mine = inviter.get("/me/data.json").json["rows"]
    theirs = nora.get("/me/data.json").json["rows"]

    assert len(mine["join_link"]) == len(mine["guests"]) == len(theirs["referral"]) == 1
    assert "invited_id" not in mine["guests"][0]
    assert "inviter_id" not in theirs["referral"][0]


def test_a_yes_whose_address_nobody_proves_is_forgotten(app, inviter):
    guest = make_person(app, "Nora Vale", verified_at=None)
    with writing():
        actions.say_yes(inviter.member, invited_id=guest.member_id)

    forget_waiting()
    assert len(rows()) == 1
    with at(now() + timedelta(days=31)):
        forget_waiting()
    assert rows() == []


@pytest.mark.parametrize("sanction", ["suspended_until", "limited_until"])
def test_nobody_is_accepted_for_somebody_under_a_sanction(inviter, comes, sanction):
    with writing():
        setattr(inviter.member, sanction, now() + timedelta(days=3))

    comes("Nora Vale")

    assert rows() == []
