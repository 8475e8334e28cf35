"""The group behind a topic: its week, its messages with the coach, and its figures."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.erasing import ERASURES, KEEPERS
from forum.helping import queries
from forum.helping.models import Adoption, GroupMessage, HelpingHour, ThreadLook
from forum.helping.queries.figures import Given, reckoned
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.holding import Covered, hold
from forum.personal import PERSONAL
from forum.threads.briefs import today
from forum.threads.models import Answer
from tests.forum.helping.conftest import adopts, advocate, answers

MONDAY_EVENING = {"times": ["0-evening", "5-morning"], "away": ""}


def test_everybody_says_when_they_are_there(noor, omar, group):
    assert noor.post("/helping/parking/hours", **MONDAY_EVENING).status_code == 303

    with fresh_reading():
        week = queries.week_of(queries.group_to_read(group))
        assert week.people[0, "evening"][0].id == noor.member_id
        assert week.empty == 19
    page = omar.get("/helping/parking/group").text
    assert "Noor Aziz" in page
    assert page.count("<td>Nobody</td>") == 19


def test_times_stand_in_place_of_those_before(noor, group):
    for times in (["0-evening"], ["1-morning", "1-morning"], []):
        noor.post("/helping/parking/hours", times=times, away="")
        with fresh_reading():
            there = {f"{one.weekday}-{one.part}" for one in db.query(HelpingHour)}
        assert there == set(times)


def test_who_is_away_is_not_in_the_week_until_that_day_is_over(noor, omar, group):
    until = today() + timedelta(days=3)
    noor.post("/helping/parking/hours", times=["0-evening"], away=until.isoformat())

    page = omar.get("/helping/parking/group").text
    assert "Noor Aziz is away until" in page
    assert page.count("<td>Nobody</td>") == 21
    with at(now() + timedelta(days=4)), fresh_reading():
        assert queries.week_of(queries.group_to_read(group)).empty == 20


def test_who_rests_is_not_in_the_week(noor, omar, group):
    noor.post("/helping/parking/hours", **MONDAY_EVENING)
    noor.stands_on(Rung.FOLLOWER)

    assert "Noor Aziz" not in omar.get("/helping/parking/group").text


@pytest.mark.parametrize(
    "sent",
    [
        {"times": ["7-morning"]},
        {"times": ["0-night"]},
        {"away": "soon"},
        {"away": "2001-01-01"},
        {"away": "9999-12-31"},
    ],
)
def test_a_time_that_is_none_is_refused_and_changes_nothing(noor, group, sent):
    noor.post("/helping/parking/hours", **MONDAY_EVENING)

    refused = noor.post("/helping/parking/hours", **({"away": ""} | sent))

    assert refused.status_code == 422
    assert db.query(HelpingHour).count() == 2


def test_the_group_and_its_coach_write_to_each_other(noor, omar, group):
    noor.post("/helping/parking/messages", body="Is there a *list*? <script>x</script>")

    page = omar.get("/helping/parking/group").text
    assert "Is there a <em>list</em>?" in page
    assert "<script>x" not in page
    with fresh_reading():
        assert queries.unanswered_in([group.id]) == {group.id: 1}


def test_an_empty_or_endless_message_is_refused_with_its_words(noor, group):
    assert noor.post("/helping/parking/messages", body=" ").status_code == 422
    assert noor.post("/helping/parking/messages", body="a" * 3001).status_code == 422
    assert db.query(GroupMessage).count() == 0


def test_nobody_else_reads_what_they_write(app, noor, ben, ada, visitor, group):
    noor.post("/helping/parking/messages", body="Between us")
    stranger = advocate(app, "Ivy Cole")

    for person in (ben, ada, stranger):
        for path in ("/helping/parking/group", "/helping/parking", "/topics/parking", "/helping"):
            assert "Between us" not in person.get(path).text
        refused = person.post("/helping/parking/messages", body="Me too")
        assert refused.status_code == 403
    assert visitor.get("/helping/parking/group").status_code == 401
    assert db.query(GroupMessage).count() == 1


def test_long_talks_are_paged_by_key(noor, group):
    with writing():
        for number in range(23):
            said = {"body": f"No {number}", "html": f"<p>No {number}</p>", "renderer": 1}
            who = {"author_id": noor.member_id, "is_from_staff": False}
            db.add(GroupMessage(topic_id=group.id, **who, **said))

    page = noor.get("/helping/parking/group").text
    assert "No 22" in page
    assert "No 2<" not in page
    with fresh_reading():
        first = queries.messages_of(group.id)
        rest = queries.messages_of(group.id, cursor=first.next)
    assert [one.body for one in rest.items] == ["No 2", "No 1", "No 0"]
    assert rest.next is None


def test_a_closed_account_leaves_the_group_and_takes_its_words_along(noor, omar, group, asked):
    thread = asked("First")
    noor.post("/helping/parking/hours", **MONDAY_EVENING)
    noor.post("/helping/parking/messages", body="My secret")
    noor.post(f"/helping/threads/{thread}/look", wanted="yes")
    for name in ("adopted_topics", "group_messages", "helping_hours", "looks"):
        assert PERSONAL[name](noor.member_id), f"{name} is not exported"

    with writing():
        for erase in ERASURES.values():
            erase(noor.member_id)
        db.get_one(Member, noor.member_id).erased_at = now()

    assert "My secret" not in omar.get("/helping/parking/group").text
    with fresh_reading():
        [mine] = db.query(Adoption).where(Adoption.member_id == noor.member_id)
        assert mine.ended_at is not None
        assert db.query(HelpingHour).count() == db.query(ThreadLook).count() == 0


def test_words_under_a_hold_are_kept_until_it_ends(noor, group):
    noor.post("/helping/parking/messages", body="About the fine")
    assert not any(keeps(noor.member_id) for keeps in KEEPERS)

    with writing():
        hold("hold:1", [Covered("topic", group.id)])

    assert any(keeps(noor.member_id) for keeps in KEEPERS)


def test_figures_are_of_the_group_and_of_answers_while_they_looked_after_it(
    app, noor, omar, group, asked
):
    with writing():
        for one in db.query(Adoption):
            one.adopted_at = now() - timedelta(days=50)
    for number in range(6):
        thread = asked(f"Number {number}", hours=24 * 10 + 3)
        answers((noor, omar)[number % 2], thread, hours=24 * 10)
    early = asked("Before that", hours=24 * 60)
    answers(noor, early, hours=24 * 59)
    with writing():
        for answer in db.query(Answer).limit(3):
            answer.thanks_count = 1

    with fresh_reading():
        found = queries.figures_of(group.id)

    assert (found.lately, found.quarter, found.minutes, found.share) == (6, 6, 180, 50)
    page = noor.get("/helping/parking/group").text
    assert "50 %" in page
    adopts(advocate(app, "Ivy Cole"), group)
    with fresh_reading():
        assert queries.figures_of(group.id) == found


def test_few_are_told_in_words_and_one_person_is_no_group(noor, omar, group, asked):
    for number in range(9):
        answers(noor, asked(f"Number {number}"))
    with fresh_reading():
        assert queries.figures_of(group.id).quarter is None
    assert "fewer than 5" in noor.get("/helping/parking/group").text

    answers(omar, asked("One more"))
    with fresh_reading():
        assert queries.figures_of(group.id).quarter == 10


START = datetime(2026, 3, 2, tzinfo=UTC)
MANY = st.lists(
    st.builds(
        lambda thread, author, asked, wait, helped: Given(
            thread, author, START - asked, START - asked + min(wait, asked), helped
        ),
        st.integers(1, 8),
        st.integers(1, 3),
        st.timedeltas(timedelta(hours=1), timedelta(days=89)),
        st.timedeltas(timedelta(0), timedelta(days=20)),
        st.booleans(),
    ),
    max_size=30,
)


@given(MANY)
def test_no_figure_stands_on_fewer_than_five_or_on_one_person(given_):
    found = reckoned(given_, at=START)
    questions = {one.thread_id for one in given_}

    if len({one.author_id for one in given_}) < 2:
        assert found == reckoned([], at=START)
    elif len(questions) < 5:
        assert found.quarter is found.lately is found.minutes is None
    else:
        assert found.quarter == len(questions)
        assert found.lately is None or 5 <= found.lately <= found.quarter
    assert found.share is None or (len(given_) >= 5 and 0 <= found.share <= 100)
