"""Staff choose who stands by a topic, see what its group does, and answer what it writes."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.standing import Role, Rung
from forum.helping import actions
from forum.helping.models import TopicCoach
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict
from forum.kernel.events import PublishedEvent
from forum.topics.models import Topic
from moderation.staff.models import StaffService
from tests.cast import make_person
from tests.factories import open_waste
from tests.moderation.conftest import asks


@pytest.fixture
def noor(app):
    noor = make_person(app, "Noor Aziz")
    noor.stands_on(Rung.ADVOCATE)
    return noor


@pytest.fixture
def group(parking, cleo, dev, noor):
    """Dev stands by parking, which Noor looks after."""
    cleo.post("/desk/groups/parking/coach", coach=dev.member_id)
    assert noor.post("/helping/parking/adoption", wanted="yes").status_code == 303
    return parking


def deeds():
    with fresh_reading():
        return [one.deed for one in db.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def coaches():
    with fresh_reading():
        return [one.coach_id for one in db.query(TopicCoach).where(TopicCoach.ended_at.is_(None))]


def test_a_moderator_says_who_stands_by_a_topic(cleo, dev, noor, group):
    assert coaches() == [dev.member_id]
    assert "coach chosen" in deeds()
    assert "Your coach is Dev, who works here." in noor.get("/helping/parking").text

    cleo.post("/desk/groups/parking/coach", coach=dev.member_id)
    with fresh_reading():
        chosen = db.query(PublishedEvent).where(PublishedEvent.kind == "coach_chosen").count()
    assert chosen == 1, "the same once more is no news"


def test_another_takes_over_and_nobody_closes_it(cleo, adam, noor, group):
    cleo.post("/desk/groups/parking/coach", coach=adam.member_id)
    assert coaches() == [adam.member_id]

    cleo.post("/desk/groups/parking/coach", coach="0")
    assert coaches() == []
    assert noor.get("/helping/parking").status_code == 403


@pytest.mark.parametrize("coach", ["", "abc", "99999", str(2**63)])
def test_nobody_who_does_not_work_here_can_be_chosen(cleo, dev, group, coach):
    assert cleo.post("/desk/groups/parking/coach", coach=coach).status_code == 422
    assert coaches() == [dev.member_id]


def test_a_citizen_cannot_be_chosen(cleo, dev, ben, group):
    assert cleo.post("/desk/groups/parking/coach", coach=ben.member_id).status_code == 422
    assert coaches() == [dev.member_id]


def test_only_moderators_choose_and_only_staff_look(dev, ben, noor, visitor, group):
    assert dev.post("/desk/groups/parking/coach", coach="0").status_code == 403
    for path in ("/desk/groups", "/desk/groups/parking"):
        assert dev.get(path).status_code == 200
        assert visitor.get(path).status_code == 401
        for person in (ben, noor):
            assert person.get(path).status_code == 403
    assert noor.post("/desk/groups/parking/messages", body="Hello").status_code == 403


def test_the_coach_sees_what_waits_and_what_is_not_answered(ada, dev, noor, group, parking):
    asks(ada, parking, "Where do I park?")
    noor.post("/helping/parking/messages", body="Is there a list?")

    page = dev.get("/desk/groups").text
    assert "1 person" in page
    assert "1 question waits" in page
    assert "1 message not answered" in page
    one = dev.get("/desk/groups/parking").text
    assert "Where do I park?" in one
    assert "Is there a list?" in one
    assert "Noor Aziz" in one

    assert dev.post("/desk/groups/parking/messages", body="There is *now*.").status_code == 303
    assert "not answered" not in dev.get("/desk/groups").text
    assert "There is <em>now</em>." in noor.get("/helping/parking/group").text
    assert "group answered" in deeds()


def test_that_it_was_opened_is_written_down(dev, group):
    assert "open group" not in deeds()

    dev.get("/desk/groups/parking")

    assert deeds()[-1] == "open group"


def test_only_staff_of_that_topic_read_it(app, dev, noor, group):
    nell = make_person(app, "Nell Dacre", role=Role.AGENT)
    with writing():
        db.add(StaffService(member_id=nell.member_id, service_id=open_waste().id))
    noor.post("/helping/parking/messages", body="Between us")

    refused = nell.get("/desk/groups/parking")
    assert refused.status_code == 403
    assert "Between us" not in refused.text
    assert "/desk/groups/parking" not in nell.get("/desk/groups").text
    assert nell.post("/desk/groups/parking/messages", body="Hello").status_code == 403
    assert "open group" not in deeds()


def test_the_coach_reads_it_whatever_they_work_for(app, cleo, noor, group):
    nell = make_person(app, "Nell Dacre", role=Role.AGENT)
    with writing():
        db.add(StaffService(member_id=nell.member_id, service_id=open_waste().id))
    cleo.post("/desk/groups/parking/coach", coach=nell.member_id)

    assert nell.get("/desk/groups/parking").status_code == 200


def test_a_message_without_words_comes_back(dev, group):
    assert dev.post("/desk/groups/parking/messages", body="").status_code == 422


def test_of_two_who_choose_at_once_one_stands(app, cleo, dev, adam, parking):
    start, refused = Barrier(2), []

    def chooses(coach_id):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    by = db.get_one(Member, cleo.member_id)
                    coach = db.get_one(Member, coach_id)
                    actions.choose_coach(db.get_one(Topic, parking.id), coach, by=by)
            except Conflict:
                refused.append(coach_id)

    both = [Thread(target=chooses, args=(one.member_id,)) for one in (dev, adam)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(coaches()) == 1
