"""Ben invites, Joyce comes and says so, asks, Cleo solves it, and Ben reads it; and what is kept of
people who only look, who refuse, and who come by an address that leads nowhere.
"""

from datetime import timedelta
from typing import Any

import pytest

from forum.accounts.models import SignIn
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import OutgoingMail
from forum.kernel.site import make_pilot
from forum.referrals import queries
from forum.threads.models import Thread
from tests.cast import Visitor, make_person
from tests.forum.accounts.conftest import JOINING
from tests.forum.people.looking import main_of
from tests.forum.recognition.conftest import told
from tests.forum.referrals.conftest import code_of, figures, names, rows, signed_in, signs_up

NOWHERE = "zzzzzzzzzzzzzzzz"
DEAD = "This invitation does not work any more"
QUESTION = {"title": "Where is the town hall?", "body": "I am new.", "topic": "parking"}
POSTED: dict[str, Any] = {"door": "public", "offered": "yes"}


def everything():
    with fresh_reading():
        return (len(rows()), db.query(PublishedEvent).count(), db.query(SignIn).count())


def test_from_the_invitation_to_the_figure_that_its_sender_reads(
    inviter, cleo, visitor, letterbox, answers, deliver
):
    code = code_of(inviter)
    assert f"/join/{code}" in main_of(inviter.get("/me/invitation"))
    seen = main_of(visitor.get(f"/join/{code}"))
    assert "Ben Hallam invited you to" in seen
    assert "Here people help one another" in seen
    assert f"/join/{code}/sign-up" in seen

    asked = main_of(visitor.get(f"/join/{code}/sign-up"))
    assert "Tell Ben Hallam that I came" in asked
    assert 'name="tells" value="y">' in asked  # nobody has ticked it beforehand
    assert signs_up(visitor, code, tells="y").location == "/sign-up/sent"
    deliver()
    assert figures(inviter).came == 0  # the address is not proved yet

    visitor.post(letterbox.link(JOINING["email"], at="/verify"))
    deliver()
    assert (figures(inviter).came, figures(inviter).counted) == (1, 0)
    assert "Did Ben Hallam invite you?" not in visitor.get("/welcome").text

    joyce = signed_in(visitor)
    assert joyce.post("/ask", **(QUESTION | POSTED)).status_code == 303
    with fresh_reading():
        thread = db.query(Thread.id).where(Thread.author_id == joyce.member_id).scalar()
    answer = answers(cleo, thread)
    joyce.post(f"/threads/{thread}/solution", answer_id=answer)
    deliver()

    page = main_of(inviter.get("/me/where"))
    assert "One person came and told us so. One of them has had a question solved." in page
    assert told(inviter).count("guest_helped") == 1
    assert "Somebody you invited has had a question solved" in inviter.get("/me/notices").text
    own = main_of(inviter.get("/me/invitation"))
    assert "Joyce Hart" in own
    assert "town hall" not in own
    with fresh_reading():
        assert "guest_helped" not in {mail.kind for mail in db.query(OutgoingMail)}


def test_whoever_does_not_tick_the_box_is_written_down_nowhere(
    inviter, visitor, letterbox, deliver
):
    signs_up(visitor, code_of(inviter))
    visitor.post(letterbox.link(JOINING["email"], at="/verify"))
    deliver()

    assert rows() == []
    assert "Who invited you" not in signed_in(visitor).get("/me/privacy").text


def test_whoever_is_under_18_is_written_down_nowhere(inviter, visitor):
    signs_up(visitor, code_of(inviter), tells="y", is_under_18="y")

    assert rows() == []


def test_looking_leaves_nothing_behind(inviter, visitor):
    code, before = code_of(inviter), everything()

    for path in (f"/join/{code}", f"/join/{code}/sign-up", f"/join/{NOWHERE}"):
        answer = visitor.get(path)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert everything() == before


def test_a_new_invitation_ends_the_old_which_then_answers_like_one_that_never_was(inviter, visitor):
    old = code_of(inviter)
    for _twice in range(2):
        inviter.post("/me/invitation", instead_of=old)
    new = code_of(inviter)

    assert new != old
    assert visitor.get(f"/join/{new}").status_code == 200
    gone, never = visitor.get(f"/join/{old}"), visitor.get(f"/join/{NOWHERE}")
    assert gone.status_code == never.status_code == 404
    assert DEAD in main_of(gone)
    assert main_of(gone) == main_of(never) == main_of(visitor.get("/join/no%20such%20code"))
    assert signs_up(visitor, old, tells="y").status_code == 404
    assert rows() == []
    with fresh_reading():
        made = db.query(PublishedEvent).where(PublishedEvent.kind == "join_link_made")
        assert made.count() == 2


def test_what_is_wrong_in_the_form_is_said_there(inviter, visitor):
    answer = signs_up(visitor, code_of(inviter), tells="y", is_13="")

    assert answer.status_code == 422
    assert "You can join when you are 13." in answer.text
    assert 'name="tells" value="y" checked' in answer.text


def test_a_known_address_is_answered_alike_and_nothing_is_written(inviter, ada, visitor, deliver):
    answer = signs_up(visitor, code_of(inviter), tells="y", email="ada@example.org")
    deliver()

    assert answer.location == "/sign-up/sent"
    assert rows() == []


def test_a_box_that_somebody_else_may_have_ticked_is_asked_about_again(
    app, inviter, visitor, letterbox, deliver
):
    signs_up(visitor, code_of(inviter), tells="y")
    elsewhere = Visitor(app)
    link = letterbox.link(JOINING["email"], at="/verify")
    elsewhere.post(link, password="four blue saucepans")
    deliver()
    assert figures(inviter).came == 0

    joyce = signed_in(elsewhere)
    assert "Did Ben Hallam invite you?" in joyce.get("/welcome").text
    assert "Somebody ticked that Ben Hallam invited you." in joyce.get("/me/privacy").text
    for _twice in range(2):
        joyce.post("/me/referral", wanted="yes")

    assert names(inviter) == ["Joyce Hart"]
    assert "Did Ben Hallam invite you?" not in joyce.get("/welcome").text


def test_in_a_pilot_an_invitation_of_a_neighbour_opens_nothing(inviter, visitor):
    with writing():
        make_pilot()
    code = code_of(inviter)

    assert "Only invited people can sign up for now" in visitor.get(f"/join/{code}").text
    assert signs_up(visitor, code, tells="y").location == "/sign-up"
    assert rows() == []


def test_whoever_has_an_account_needs_none(inviter, ada):
    assert "You have an account here" in main_of(ada.get(f"/join/{code_of(inviter)}"))


def test_before_the_first_help_nobody_hears_of_it(ada, ben, asks, parking):
    for who in (ada, ben):
        assert "Invite somebody" not in who.get("/me/where").text
        assert "You cannot invite people now" in main_of(who.get("/me/invitation"))
        assert who.post("/me/invitation").status_code == 403


@pytest.mark.parametrize(
    "facts",
    [
        {"is_under_18": True},
        {"suspended_until": now() + timedelta(days=9)},
        {"limited_until": now() + timedelta(days=9)},
        {"is_imported": True, "email": None, "password_hash": None},
        {"role": "agent"},
    ],
)
def test_for_some_there_is_none_and_theirs_works_no_longer(inviter, visitor, facts):
    code = code_of(inviter)
    with writing():
        member = inviter.member
        for name, value in facts.items():
            setattr(member, name, value)

    assert visitor.get(f"/join/{code}").status_code == 404
    if "is_imported" not in facts:
        assert inviter.post("/me/invitation", instead_of=code).status_code == 403


def test_somebody_can_make_five_a_day(inviter):
    for _n in range(4):
        assert inviter.post("/me/invitation", instead_of=code_of(inviter)).status_code == 303

    assert inviter.post("/me/invitation", instead_of=code_of(inviter)).status_code == 429


def test_the_page_shows_names_in_parts(inviter, comes, app):
    for name in ("Nora Vale", "Olaf Reed"):
        comes(name)
    make_person(app, "Uma Stray")

    assert sorted(names(inviter)) == ["Nora Vale", "Olaf Reed"]


def test_many_who_came_are_read_page_by_page(inviter, comes):
    came = ["Nora Vale", "Omar Reed", "Una Stone", "Vic Hale", "Wim Dale"]
    for name in came:
        comes(name)

    with fresh_reading():
        first = queries.guests_of(inviter.member_id, size=3)
        rest = queries.guests_of(inviter.member_id, cursor=first.next, size=3)

    assert [one.name for one in [*first.items, *rest.items]] == came[::-1]
    assert rest.next is None
    assert inviter.get(f"/me/invitation?after={first.next}").status_code == 200
