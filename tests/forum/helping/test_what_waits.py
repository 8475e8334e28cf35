"""What waits in a topic: the oldest first, whoever asked; one person looks at it at a time."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.helping import actions, queries
from forum.helping.models import ThreadLook
from forum.helping.wording import LOOKS_FOR, NOT_WAITING, OWN, TAKEN
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict
from forum.threads import models as threads
from tests.forum.helping.conftest import advocate, answers, more_topics

YES: dict[str, Any] = {"wanted": "yes"}
NO: dict[str, Any] = {"wanted": "no"}


def titles(person, *, path="/helping/parking"):
    """Of the page, from top to bottom."""
    page = person.get(path).text
    at_of = {title: page.find(title) for title in ("First", "Second", "Third", "Fourth")}
    return [title for title, where in sorted(at_of.items(), key=lambda one: one[1]) if where >= 0]


def looking_at(thread_id):
    with fresh_reading():
        rows = db.query(ThreadLook).where(ThreadLook.thread_id == thread_id)
        return [one.member_id for one in rows if one.ends_at > now()]


def test_the_one_that_waits_longest_comes_first_whoever_asked(noor, ben, group, asked):
    ben.stands_on(Rung.ADVOCATE)
    asked("Second", hours=30, by=ben)
    asked("Third", hours=2)
    asked("First", hours=50)

    assert titles(noor) == ["First", "Second", "Third"]
    assert "Waits for 2 days" in noor.get("/helping/parking").text


def test_what_is_answered_taken_away_elsewhere_or_ones_own_does_not_wait(noor, dev, group, asked):
    first, second = asked("First", hours=9), asked("Second", hours=8)
    asked("Third", by=noor)
    [other] = more_topics(group, 1)
    asked("Fourth", topic=other)
    with writing():
        db.get_one(threads.Thread, second).state = "hidden"
    assert titles(noor) == ["First"]

    answers(dev, first)

    assert titles(noor) == []
    assert "Nothing waits here" in noor.get("/helping/parking").text


def test_looking_after_a_topic_opens_nothing_that_is_shut(noor, group, asked):
    for state in ("held", "hidden", "deleted"):
        thread = asked(state.title())
        with writing():
            db.get_one(threads.Thread, thread).state = state

        assert noor.get(f"/threads/{thread}").status_code in (404, 410)
        assert noor.post(f"/helping/threads/{thread}/look", **YES).status_code in (404, 410)
        assert state.title() not in noor.get("/helping/parking").text
    assert db.query(ThreadLook).count() == 0


def test_many_are_paged_by_key(noor, group, asked):
    known = [asked(f"Number {number:02}", hours=5 * (30 - number)) for number in range(23)]

    with fresh_reading():
        first = queries.queue_of(group.id, to=noor.member_id)
        rest = queries.queue_of(group.id, to=noor.member_id, cursor=first.next)

    assert [one.id for one in (*first.items, *rest.items)] == known
    assert rest.next is None
    page = noor.get("/helping/parking").text
    assert "Later ones" in page
    assert noor.get("/helping/parking?cursor=broken").status_code == 422


def test_who_looks_is_shown_to_the_others_for_half_an_hour(noor, omar, group, asked):
    thread = asked("First")

    noor.post(f"/helping/threads/{thread}/look", **YES)

    assert "Noor Aziz looks at it until" in omar.get("/helping/parking").text
    assert "You look at it until" in noor.get("/helping/parking").text
    refused = omar.post(f"/helping/threads/{thread}/look", **YES)
    assert refused.status_code == 409
    assert TAKEN in refused.text
    with at(now() + LOOKS_FOR + timedelta(seconds=1)):
        assert "Noor Aziz" not in omar.get("/helping/parking").text
        assert omar.post(f"/helping/threads/{thread}/look", **YES).status_code == 303
        assert looking_at(thread) == [omar.member_id]


def test_it_can_be_left_to_others_and_twice_is_harmless(noor, omar, group, asked):
    thread = asked("First")
    for wanted in (YES, YES, NO, NO):
        assert noor.post(f"/helping/threads/{thread}/look", **wanted).status_code == 303

    assert omar.post(f"/helping/threads/{thread}/look", **YES).status_code == 303
    noor.post(f"/helping/threads/{thread}/look", **NO)
    assert looking_at(thread) == [omar.member_id], "nobody ends what another looks at"


def test_one_question_at_a_time(noor, group, asked):
    first, second = asked("First"), asked("Second")

    for thread in (first, second):
        noor.post(f"/helping/threads/{thread}/look", **YES)

    assert looking_at(first) == []
    assert looking_at(second) == [noor.member_id]


def test_a_look_stops_nobody_from_answering(noor, ben, group, asked):
    thread = asked("First")
    noor.post(f"/helping/threads/{thread}/look", **YES)

    assert ben.post(f"/threads/{thread}/answers", body="At the library.").status_code == 303
    assert titles(noor) == []


def test_what_needs_no_look_is_refused_in_plain_words(noor, ben, group, asked):
    own, done = asked("First", by=noor), asked("Second")
    answers(ben, done)

    for thread, sentence in ((own, OWN), (done, NOT_WAITING)):
        refused = noor.post(f"/helping/threads/{thread}/look", **YES)
        assert refused.status_code == 403
        assert sentence in refused.text
    assert noor.post(f"/helping/threads/{2**63}/look", **YES).status_code == 404


def test_who_is_not_in_the_group_looks_at_nothing(ben, app, group, asked):
    stranger = advocate(app, "Ivy Cole")
    thread = asked("First")

    for person in (ben, stranger):
        assert person.post(f"/helping/threads/{thread}/look", **YES).status_code == 403
    assert looking_at(thread) == []


def test_letting_go_ends_the_look(noor, omar, group, asked):
    thread = asked("First")
    noor.post(f"/helping/threads/{thread}/look", **YES)

    noor.post("/helping/parking/adoption", **NO)

    assert omar.post(f"/helping/threads/{thread}/look", **YES).status_code == 303


def test_the_page_leads_to_the_answer_and_to_the_council(noor, group, asked):
    thread = asked("First")
    page = noor.get("/helping/parking").text

    assert f"/threads/{thread}-first#answer-form" in page
    assert f"/threads/{thread}-first#escalation-reason" in page
    assert 'id="answer-form"' in noor.get(f"/threads/{thread}-first").text


@pytest.mark.parametrize("lapsed", [False, True])
def test_of_two_who_look_at_once_one_does(app, noor, omar, group, asked, lapsed):
    """Also when the look of a third has just lapsed, and both take it away."""
    thread = asked("First")
    if lapsed:
        third = advocate(app, "Ivy Cole")
        with writing():
            row = {"member_id": third.member_id, "thread_id": thread}
            db.add(ThreadLook(**row, ends_at=now() - timedelta(seconds=1)))
    start, refused = Barrier(2), []

    def looks(member_id):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    by = db.get_one(Member, member_id)
                    actions.look(db.get_one(threads.Thread, thread), by=by)
            except Conflict:
                refused.append(member_id)

    both = [Thread(target=looks, args=(one.member_id,)) for one in (noor, omar)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(refused) == 1
    assert looking_at(thread) == list({noor.member_id, omar.member_id} - set(refused))


QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
BEGIN = datetime(2026, 3, 2, 10, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(
        st.sampled_from((0, 1)),
        st.sampled_from((0, 1)),
        st.sampled_from(("look", "leave")),
        st.sampled_from((0, 1, 15, 29, 30, 31)),
    ),
    max_size=12,
)


@pytest.fixture
def pressing(noor, omar, group, asked):
    """Two people and two questions; each story begins with no look at all."""
    people = [noor.member_id, omar.member_id]
    questions = [asked("First"), asked("Second")]

    def tell(steps):
        with writing():
            db.execute(delete(ThreadLook))
        moment = BEGIN
        for who, which, deed, minutes in steps:
            moment += timedelta(minutes=minutes)
            with at(moment):
                yield moment, who, which, deed, _press(people[who], questions[which], deed)
                yield moment, {questions.index(one): people.index(m) for one, m in _live(moment)}

    return tell


def _press(member_id, thread_id, deed):
    """Whether it was taken."""
    try:
        with writing():
            by, thread = db.get_one(Member, member_id), db.get_one(threads.Thread, thread_id)
            (actions.look if deed == "look" else actions.look_no_longer)(thread, by=by)
    except Conflict:
        return False
    return True


def _live(moment):
    with fresh_reading():
        rows = db.query(ThreadLook).where(ThreadLook.ends_at > moment)
        return [(one.thread_id, one.member_id) for one in rows]


@settings(max_examples=20, suppress_health_check=QUIET)
@given(steps=STEPS)
def test_whatever_two_people_press_the_looks_are_as_the_rule_says(pressing, steps):
    """A plain account of the rule beside the database: question -> (who, until when)."""
    account: dict[int, tuple[int, datetime]] = {}
    story = pressing(steps)
    for (moment, who, which, deed, taken), (_, live) in zip(story, story, strict=True):
        account = {one: (m, end) for one, (m, end) in account.items() if end > moment}
        is_free = which not in account or account[which][0] == who
        if deed == "look":
            assert taken == is_free
        if deed == "look" and is_free:
            account = {one: (m, end) for one, (m, end) in account.items() if m != who}
            account[which] = (who, moment + LOOKS_FOR)
        if deed == "leave" and is_free:
            account.pop(which, None)

        assert live == {one: m for one, (m, _end) in account.items()}
