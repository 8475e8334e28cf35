"""Advocates begin to look after a topic and let it go; what they lose rests at once."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.helping import actions
from forum.helping.models import Adoption
from forum.helping.wording import FULL, NO_GROUP, NOT_YET, NOT_YOURS, PLACES, RESTS
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent
from forum.topics.models import Topic
from tests.cast import make_person
from tests.forum.helping.conftest import adopts, more_topics, stand_by

YES: dict[str, Any] = {"wanted": "yes"}
NO: dict[str, Any] = {"wanted": "no"}


def live(topic_id=None):
    with fresh_reading():
        rows = db.query(Adoption).where(Adoption.ended_at.is_(None))
        return [one.member_id for one in rows if topic_id in (None, one.topic_id)]


def happened(kind):
    with fresh_reading():
        return db.query(PublishedEvent).where(PublishedEvent.kind == kind).count()


def test_an_advocate_looks_after_a_topic_from_its_page(noor, coached):
    assert "/helping/parking/adoption" in noor.get("/topics/parking").text

    answer = noor.post("/helping/parking/adoption", **YES)

    assert answer.headers["Location"].endswith("/helping/parking")
    assert noor.get("/helping/parking").status_code == 200
    assert "See what waits" in noor.get("/topics/parking").text
    assert "Topics you look after" in noor.get("/me").text


def test_twice_is_harmless(noor, coached):
    for _ in range(2):
        noor.post("/helping/parking/adoption", **YES)
    assert live() == [noor.member_id]
    for _ in range(2):
        noor.post("/helping/parking/adoption", **NO)

    assert live() == []
    assert (happened("topic_adopted"), happened("topic_let_go")) == (1, 1)


def test_who_let_go_can_come_back(noor, coached):
    for wanted in (YES, NO, YES):
        noor.post("/helping/parking/adoption", **wanted)

    assert live() == [noor.member_id]


def test_nobody_looks_after_more_than_three(noor, cleo, coached):
    topics = more_topics(coached, len(PLACES))
    for topic in topics:
        stand_by(topic, cleo)
        noor.post(f"/helping/{topic.slug}/adoption", **YES)

    refused = noor.post("/helping/parking/adoption", **YES)

    assert refused.status_code == 403
    assert FULL in refused.text
    assert len(live()) == len(PLACES)
    assert "At most 3 at a time" in noor.get("/helping").text
    noor.post(f"/helping/{topics[1].slug}/adoption", **NO)
    assert noor.post("/helping/parking/adoption", **YES).status_code == 303


@pytest.mark.parametrize("rung", [Rung.NEWCOMER, Rung.FOLLOWER, Rung.EMERITUS])
def test_others_read_why_not_and_see_no_button(ben, coached, rung):
    ben.stands_on(rung)

    for answer in (ben.post("/helping/parking/adoption", **YES), ben.get("/helping")):
        assert answer.status_code == 403
        assert NOT_YET in answer.text
    assert ben.get("/helping/parking").status_code == 403
    assert "/helping" not in ben.get("/topics/parking").text
    assert "/helping" not in ben.get("/me").text
    assert live() == []


def test_a_visitor_signs_in_first_and_sees_no_button(visitor, coached):
    assert visitor.get("/helping").status_code == 401
    assert visitor.post("/helping/parking/adoption", **YES).status_code == 401
    assert "/helping" not in visitor.get("/topics/parking").text


def test_staff_stand_by_and_do_not_adopt(cleo, adam, coached):
    for person in (cleo, adam):
        assert person.post("/helping/parking/adoption", **YES).status_code == 403
        assert "/helping" not in person.get("/topics/parking").text
    assert live() == []


def test_for_under_18s_there_is_no_such_thing(app, coached):
    kim = make_person(app, "Kim Lowe", is_under_18=True)
    kim.stands_on(Rung.ADVOCATE)

    for path in ("/helping", "/helping/parking", "/helping/parking/group"):
        assert kim.get(path).status_code == 404
    assert kim.post("/helping/parking/adoption", **YES).status_code == 404
    assert "/helping" not in kim.get("/topics/parking").text + kim.get("/me").text
    assert live() == []


def test_a_topic_without_somebody_of_the_staff_cannot_be_adopted(noor, parking):
    refused = noor.post("/helping/parking/adoption", **YES)

    assert refused.status_code == 403
    assert NO_GROUP in refused.text
    assert "/helping/parking" not in noor.get("/topics/parking").text


def fell(member):
    member.standing.rung = Rung.FOLLOWER
    member.standing.advocacy_id = None


def was_suspended(member):
    member.suspended_until = now() + timedelta(days=7)


def turned_out_to_be_under_18(member):
    member.is_under_18 = True


@pytest.mark.parametrize("lost", [fell, was_suspended, turned_out_to_be_under_18])
def test_what_is_lost_rests_at_the_next_request_and_comes_back(lost, noor, omar, group, asked):
    thread = asked("Where?")
    with writing():
        lost(db.get_one(Member, noor.member_id))

    paths = ("/helping/parking", "/helping/parking/group")
    assert all(noor.get(path).status_code in (403, 404) for path in paths)
    assert noor.post(f"/helping/threads/{thread}/look", **YES).status_code in (403, 404)
    assert noor.post("/helping/parking/messages", body="Hello").status_code in (403, 404)
    assert "1 person looks after this topic" in omar.get("/helping/parking").text

    with writing():
        member = db.get_one(Member, noor.member_id)
        member.suspended_until, member.is_under_18 = None, False
    noor.stands_on(Rung.ADVOCATE)
    assert noor.get("/helping/parking").status_code == 200


def test_what_rests_is_shown_and_can_be_let_go(noor, omar, group):
    noor.stands_on(Rung.EMERITUS)

    assert "Your topics are resting" in noor.get("/helping").text
    assert "Resting" in noor.get("/me").text
    assert RESTS in noor.get("/helping/parking").text
    assert noor.post("/helping/parking/adoption", **NO).status_code == 303
    assert live() == [omar.member_id]


def test_a_closed_group_rests_and_opens_again(noor, cleo, group):
    stand_by(group, None, by=cleo)
    assert NO_GROUP in noor.get("/helping/parking").text
    assert "Resting" in noor.get("/helping").text

    stand_by(group, cleo)
    assert noor.get("/helping/parking").status_code == 200


def test_a_coach_who_leaves_closes_nothing(noor, cleo, group):
    with writing():
        db.get_one(Member, cleo.member_id).role = "citizen"

    assert "Staff are choosing a new coach for you." in noor.get("/helping/parking").text


def test_another_topic_is_another_group(noor, omar, cleo, group):
    [other] = more_topics(group, 1)
    stand_by(other, cleo)
    adopts(omar, other)

    assert NOT_YOURS in noor.get(f"/helping/{other.slug}").text
    assert omar.get(f"/helping/{other.slug}").status_code == 200


def test_two_clicks_at_once_adopt_once(app, noor, coached):
    at_once(app, noor, [coached.id] * 4)

    assert live() == [noor.member_id]
    assert happened("topic_adopted") == 1


def test_five_topics_at_once_fill_three_places(app, noor, cleo, coached):
    topics = [coached, *more_topics(coached, 4)]
    for topic in topics[1:]:
        stand_by(topic, cleo)

    refused = at_once(app, noor, [topic.id for topic in topics])

    assert len(live()) == len(PLACES)
    assert refused == len(topics) - len(PLACES)


def at_once(app, person, topic_ids):
    """Adopt all of these at the same moment; how many were refused."""
    start, refused = Barrier(len(topic_ids)), []

    def adopt(topic_id):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    by = db.get_one(Member, person.member_id)
                    actions.adopt(db.get_one(Topic, topic_id), by=by)
            except Refused:
                refused.append(topic_id)

    threads = [Thread(target=adopt, args=(topic_id,)) for topic_id in topic_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(refused)
