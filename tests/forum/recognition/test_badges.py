"""Badges are given for what helped, shown where they belong, and taken back with their cause."""

import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from forum.accounts.standing import Role, Rung
from forum.kernel import clock
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import publish
from forum.kernel.house import house
from forum.recognition.actions import settle_badges
from forum.recognition.models import BadgeGiven
from forum.recognition.rules import Badge
from forum.recognition.tasks import settle_at_night
from forum.reputation.events import RungMoved
from forum.threads.actions.hiding import hide_post, unhide_post
from forum.threads.models import Thread
from tests.cast import make_person
from tests.forum.people.looking import main_of
from tests.forum.recognition.conftest import badges, told

HERE = "/members/Ben Hallam"


def nothing_to_mend():
    assert house().projections["badges"]() == 0
    with fresh_reading():
        assert not list(house().checks["badges"]())


def test_nobody_has_a_badge_before_somebody_was_helped(ben, answer_id, deliver):
    deliver()

    assert badges(ben) == []
    for page in ("/me", "/me/where", "/me/privacy", HERE):
        assert "adge" not in re.sub(r"<[^>]*>", "", main_of(ben.get(page)))


def test_the_first_help_gives_a_badge_and_says_so_in_one_sentence_only(ada, ben, helped):
    assert badges(ben) == ["first_help", "quick_help"]

    page = main_of(ben.get("/me"))
    assert page.count("One of your answers has helped somebody.") == 1
    assert "First help" not in page
    shown = main_of(ben.get("/me/where"))
    assert "Your badges" in shown
    assert "An answer of yours helped somebody." in shown
    assert "First help" in main_of(ada.get(HERE))
    nothing_to_mend()


def test_thanks_of_somebody_who_only_passes_by_help_nobody(app, ben, answer_id, deliver):
    make_person(app, "Carl Hill").post(f"/answers/{answer_id}/thanks", wanted="yes")
    deliver()

    assert badges(ben) == []


def test_what_is_no_longer_so_is_taken_back(ada, ben, thread_id, answer_id, helped, deliver):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id, wanted="no")
    deliver()

    assert badges(ben) == []
    assert "First help" not in main_of(ada.get(HERE))
    with fresh_reading():
        assert {row.why_ended for row in db.query(BadgeGiven)} == {"taken back"}
    nothing_to_mend()


def test_a_hidden_question_takes_the_badge_and_gives_it_back(cleo, ben, thread_id, helped, deliver):
    with writing():
        hide_post(db.get_one(Thread, thread_id), by=cleo.member)
    deliver()
    assert badges(ben) == []

    with writing():
        unhide_post(db.get_one(Thread, thread_id), by=cleo.member)
    deliver()
    assert badges(ben) == ["first_help", "quick_help"]
    nothing_to_mend()


def test_three_topics_are_told_and_the_first_help_is_not(app, ben, helps, topics):
    people = [make_person(app, f"Asker{n} Hill") for n in range(3)]
    helps(ben, people[0])
    assert "badge_earned" not in told(ben)

    helps(ben, people[1], topic=topics[0])
    helps(ben, people[2], topic=topics[1])

    assert "three_topics" in badges(ben)
    assert told(ben).count("badge_earned") == 1
    nothing_to_mend()


def test_quick_help_expires_in_the_night_and_is_renewed(app, ada, ben, helps):
    helps(ben, ada)
    late = now() + timedelta(days=49)

    with clock.at(late):
        assert "Quick help" not in main_of(ada.get(HERE))
        settle_at_night()
        assert badges(ben) == ["first_help"]
        settle_at_night()
        nothing_to_mend()
    with fresh_reading():
        assert [row.why_ended for row in db.query(BadgeGiven) if row.ended_at] == ["expired"]


def test_a_year_comes_by_itself(ada, ben, helped):
    with clock.at(now() + timedelta(days=340)):
        settle_at_night()
        assert "year_here" in badges(ben)
        nothing_to_mend()


def test_an_emeritus_keeps_the_badge_and_a_regular_does_not(ben, helped, deliver):
    for rung, has in ((Rung.ADVOCATE, True), (Rung.EMERITUS, True), (Rung.REGULAR, False)):
        ben.stands_on(rung, days=30)
        with writing():
            who, to = ben.member_id, str(rung)
            publish(RungMoved(actor_id=None, member_id=who, before="follower", rung=to, why="held"))
        deliver()
        assert ("advocate" in badges(ben)) == has


@pytest.mark.parametrize("facts", [{"is_under_18": True}, {"role": Role.AGENT}])
def test_people_under_18_and_staff_have_none(ben, ada, helped, facts):
    with writing():
        for name, value in facts.items():
            setattr(ben.member, name, value)
    with writing():
        settle_badges([ben.member_id], as_of=now())

    assert badges(ben) == []
    nothing_to_mend()


def test_whoever_hides_them_is_the_only_one_who_sees_them(ada, ben, helped):
    assert "They stand on the page that others see of you." in main_of(ben.get("/me/privacy"))

    ben.post("/me/badges", wanted="no")
    ben.post("/me/badges", wanted="no")

    assert "First help" not in main_of(ada.get(HERE))
    assert ada.client.get("/api/v1/members/Ben Hallam").get_json()["badges"] == []
    assert "First help" in main_of(ben.get("/me/where"))
    assert "Nobody else sees them." in main_of(ben.get("/me/privacy"))
    ben.post("/me/badges", wanted="yes")
    assert "First help" in main_of(ada.get(HERE))


def test_programs_read_the_same_words(visitor, ben, helped):
    first, *_ = visitor.get("/api/v1/members/Ben Hallam").get_json()["badges"]

    assert first["badge"] == "first_help"
    assert first["rule"] == "An answer of yours helped somebody."


def test_the_page_explains_every_badge_to_everybody(visitor):
    page = main_of(visitor.get("/badges"))

    assert page.count("<li>") == len(Badge)
    assert "It stays for 48 days" in page


def test_two_of_a_kind_cannot_live_at_once(ben):
    one = {"member_id": ben.member_id, "badge": "first_help", "given_at": now()}
    with pytest.raises(IntegrityError), writing():
        db.add_all([BadgeGiven(**one), BadgeGiven(**one)])


def test_two_who_settle_at_once_give_one_badge(app, ben, helped):
    with writing():
        db.query(BadgeGiven).delete()
    faults = []

    def settle():
        with app.app_context():
            try:
                with writing():
                    settle_badges([ben.member_id], as_of=now())
            except Exception as fault:
                faults.append(fault)

    both = [threading.Thread(target=settle) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert not faults
    assert badges(ben) == ["first_help", "quick_help"]


def test_they_are_taken_along_and_go_with_the_person(ben, helped):
    rows = ben.get("/me/data.json").get_json()["rows"]

    assert [row["badge"] for row in rows["badges"]] == ["first_help", "quick_help"]
    ben.post("/me/badges", wanted="no")
    with writing():
        for name in ("findable", "only theirs"):
            house().erasures[name](ben.member_id)
    with fresh_reading():
        assert db.query(BadgeGiven).count() == 0
