"""Climbing the ladder by what people do, and the night that looks at everybody."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.accounts.models import Standing
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.reputation import actions, tasks
from forum.reputation.ladder import PUBLISHED
from forum.reputation.queries import record_of, where_am_i
from forum.threads.models import Answer
from tests.cast import make_person

START = datetime.now(UTC).replace(hour=12) - timedelta(days=20)


@pytest.fixture
def askers(app):
    """Five neighbours, each with a question."""
    return [make_person(app, f"Asker{n} Field") for n in range(5)]


def rung(who):
    with fresh_reading():
        return who.member.rung


def helps_everybody(helper, askers, asks, answers, *, thanked_by=None):
    """A question a day, each answered by the helper and thanked for."""
    for day, asker in enumerate(askers):
        with time_machine.travel(START + timedelta(days=day)):
            thread_id = asks(asker, f"Question of day {day}")
            answer_id = answers(helper, thread_id)
            (thanked_by or asker).post(f"/answers/{answer_id}/thanks", wanted="yes")


def test_one_accepted_answer_makes_a_regular(ada, ben, thread_id, answer_id, deliver):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    deliver()

    assert rung(ben) == Rung.REGULAR


def test_on_the_first_day_it_waits_for_the_night(app, ada, thread_id, answers, deliver):
    nora = make_person(app, "Nora Vale")
    with writing():
        nora.member.joined_at = now()
        answer_id = answers(nora, thread_id)
    ada.post(f"/answers/{answer_id}/thanks", wanted="yes")
    deliver()
    assert rung(nora) == Rung.NEWCOMER

    with time_machine.travel(now() + timedelta(days=1, hours=1)):
        deliver()

    assert rung(nora) == Rung.REGULAR


def test_reading_for_a_while_makes_a_regular(ada, deliver):
    with writing():
        mine = db.get_one(Standing, ada.member_id)
        mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 30, 600

    deliver()

    assert rung(ada) == Rung.REGULAR


def test_thanks_that_were_withdrawn_help_nobody_up(pia, ben, answer_id, deliver):
    pia.post(f"/answers/{answer_id}/thanks", wanted="yes")
    pia.post(f"/answers/{answer_id}/thanks", wanted="no")
    deliver()

    assert rung(ben) == Rung.NEWCOMER


def test_a_regular_stays_one_when_the_thanks_go(pia, ben, answer_id, deliver):
    pia.post(f"/answers/{answer_id}/thanks", wanted="yes")
    deliver()
    pia.post(f"/answers/{answer_id}/thanks", wanted="no")
    deliver()

    assert rung(ben) == Rung.REGULAR


def test_helping_five_people_on_six_days_makes_a_follower(
    ben, askers, asks, answers, answer_id, deliver
):
    helps_everybody(ben, askers, asks, answers)
    deliver()

    assert rung(ben) == Rung.FOLLOWER


def test_one_friend_who_thanks_for_everything_is_one_person(
    ada, ben, askers, asks, answers, answer_id, deliver
):
    helps_everybody(ben, [ada] * 5, asks, answers)
    deliver()

    assert where(ben).record.people_helped == 1
    assert rung(ben) == Rung.REGULAR


def test_thanks_from_people_without_the_problem_count_for_nobody_helped(
    pia, ben, askers, asks, answers, answer_id, deliver
):
    helps_everybody(ben, askers, asks, answers, thanked_by=pia)
    deliver()

    assert where(ben).record.people_helped == 0


def test_answers_that_were_removed_helped_nobody(
    ben, cleo, askers, asks, answers, answer_id, deliver
):
    helps_everybody(ben, askers, asks, answers)
    deliver()
    with fresh_reading():
        first = where(ben).record.people_helped
    cleo.post(f"/answers/{_first_answer(ben, answer_id)}/removal", wanted="yes")

    assert (first, where(ben).record.people_helped) == (5, 4)


def test_below_the_mark_a_follower_becomes_a_regular_after_44_days(ben, deliver):
    ben.stands_on(Rung.FOLLOWER)
    deliver()
    began = now()
    assert rung(ben) == Rung.FOLLOWER

    with time_machine.travel(began + timedelta(days=43)):
        deliver()
        assert rung(ben) == Rung.FOLLOWER
    with time_machine.travel(began + timedelta(days=45)):
        deliver()
        assert rung(ben) == Rung.REGULAR


def test_somebody_paused_lately_does_not_become_a_follower(
    ben, askers, asks, answers, answer_id, deliver
):
    helps_everybody(ben, askers, asks, answers)
    with writing():
        ben.member.suspended_until = now() - timedelta(days=1)
    deliver()

    assert rung(ben) == Rung.REGULAR


def test_each_upheld_report_stands_in_the_record_until_an_appeal(ben, asks, answers):
    posts = [answers(ben, asks(ben, title)) for title in ("One", "Two")]
    for counted, post in enumerate(posts, start=1):
        with writing():
            actions.count_upheld_report(ben.member_id, event_id=told_of(post), subject_id=post)
        assert where(ben).record.upheld_reports == counted

    with writing():
        actions.undo("report_upheld", event_id=told_of(posts[1]), subject_id=posts[0])

    assert where(ben).record.upheld_reports == 1


@pytest.mark.parametrize("high", [Rung.ADVOCATE, Rung.EMERITUS])
def test_what_staff_gave_stays_over_night(ben, deliver, high):
    ben.stands_on(high)

    deliver()

    assert rung(ben) == high


def test_imported_people_stay_where_their_archive_ended(ben, deliver):
    ben.stands_on(Rung.FOLLOWER)
    with writing():
        member = ben.member
        member.email = member.email_key = None
        member.is_imported = True

    deliver()

    assert rung(ben) == Rung.FOLLOWER


def test_nobody_who_was_erased_gets_a_rung_again(ada, ben, thread_id, answer_id, deliver):
    with writing():
        ben.member.erased_at = now()
        db.delete(db.get_one(Standing, ben.member_id))
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    deliver()

    with fresh_reading():
        assert db.get(Standing, ben.member_id) is None


def test_nobody_climbs_before_the_address_is_proved(ada, ben, thread_id, answer_id, deliver):
    with writing():
        ben.member.verified_at = None
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    deliver()

    assert rung(ben) == Rung.NEWCOMER


def test_a_record_is_of_its_moment(ada, ben, askers, asks, answers, answer_id, deliver):
    helps_everybody(ben, askers, asks, answers)
    deliver()
    member = ben.member

    then = record_of(member, as_of=START + timedelta(days=2, hours=1), rules=PUBLISHED)
    later = record_of(member, as_of=START + timedelta(days=200), rules=PUBLISHED)

    assert then.people_helped == 3
    assert (later.people_helped, later.people_helped_in_a_year) == (0, 5)


def test_the_night_looks_at_everybody_chunk_by_chunk(app, deliver, monkeypatch):
    monkeypatch.setattr(tasks, "CHUNK", 2)
    people = [make_person(app, f"Reader{n} Wood") for n in range(5)]
    with writing():
        for one in people:
            mine = db.get_one(Standing, one.member_id)
            mine.threads_read, mine.posts_read, mine.reading_seconds = 5, 30, 600

    deliver()

    assert {rung(one) for one in people} == {Rung.REGULAR}


def where(who):
    with fresh_reading():
        return where_am_i(who.member_id)


def told_of(answer_id):
    """The event of an answer."""
    told = db.query(PublishedEvent).where(PublishedEvent.subject_id == answer_id)
    return told.limit(1).one().id


def _first_answer(helper, but):
    mine = db.query(Answer.id).where(Answer.author_id == helper.member_id, Answer.id != but)
    return mine.order_by(Answer.id).limit(1).one().id
