"""An archive of another forum becomes threads here, with its people, times and judgements."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from forum.accounts.models import Member
from forum.follows.models import Follow
from forum.imports.models import ImportedKey
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading
from forum.kernel.events import Pending, PublishedEvent
from forum.services.queries import service_of
from forum.threads.models import Note, ThreadTag
from forum.topics.models import Tag, Topic
from tests.forum.imports import archives
from tests.forum.imports.archives import comment, dump, forum, post, question, topic, user, vote
from tests.forum.imports.brought import (
    answers,
    bring,
    comments,
    everything,
    findings,
    how_many,
    member,
    thread,
)

TEN = datetime(2019, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def town(app, tmp_path):
    """A forum of a question, two answers, a comment on each kind of thing, a note and likes."""
    liked = {"actions_summary": [{"id": 2, "count": 3}]}
    posts = [
        post(1, **liked),
        post(2, user_id=2, username="ben", accepted_answer=True, **liked),
        post(3, reply_to_post_number=2, **liked),
        post(4, user_id=3, username="cleo", version=2),
        post(5, post_type=3, action_code="closed.enabled", cooked="", **liked),
    ]
    return forum(tmp_path / "forum", topic(5, posts, tags=["Bin Days"]))


def site(folder, **files):
    """A dump with one question that has two answers, unless told otherwise."""
    posts = [question(1), archives.answer(2, to=1, OwnerUserId=2), archives.answer(3, to=1)]
    people = [user(1), user(2, "Ben")]
    return dump(folder, **({"Posts": posts, "Users": people} | files))


def test_a_topic_becomes_a_thread_with_author_time_and_words(town):
    bring(town)

    found = thread()
    assert (found.title, found.slug, found.views) == ("Topic 5", "topic-5", 3)
    assert (found.html, found.body) == ("<p>Words 1</p>", "<p>Words 1</p>")
    assert found.author_id == member("user:1").id
    assert found.asked_at == TEN + timedelta(minutes=1)


def test_answers_are_numbered_on_without_gaps_in_order_of_writing(town):
    bring(town)

    first, second = answers()
    assert [first.number, second.number, thread().last_number] == [1, 2, 2]
    assert (first.written_at, second.written_at) == (
        TEN + timedelta(minutes=2),
        TEN + timedelta(minutes=4),
    )
    assert second.edited_at == datetime(2020, 1, 1, tzinfo=UTC)
    assert thread().active_at == second.written_at


def test_a_reply_to_an_answer_is_a_comment_on_it(town):
    bring(town)

    [said] = comments()
    assert (said.answer_id, said.html) == (answers()[0].id, "<p>Words 3</p>")
    assert answers()[0].comment_count == 1


def test_what_staff_of_the_old_forum_did_is_a_note_of_the_thread(town):
    bring(town)

    with fresh_reading():
        [note] = db.scalars(select(Note))
    assert (note.thread_id, note.deed, note.html) == (thread().id, "closed.enabled", "")
    assert note.imported_thanks == 3


def test_likes_are_kept_as_totals(town):
    bring(town)

    assert (thread().score, thread().imported_score) == (3, 3)
    assert (answers()[0].thanks_count, answers()[0].imported_thanks) == (3, 3)
    assert (answers()[0].helpful, comments()[0].imported_thanks) == (3, 3)


def test_votes_nobody_signed_are_kept_as_totals(app, tmp_path):
    kinds = [2, 2, 3]
    votes = [vote(n, on=1, kind=kind) for n, kind in enumerate(kinds)]
    votes += [vote(10 + n, on=2, kind=kind) for n, kind in enumerate(kinds)]

    bring(site(tmp_path, Votes=votes))

    assert (thread().score, answers()[0].score, answers()[0].helpful) == (1, 1, 1)
    assert findings() == []


def test_a_favourite_is_a_follow(app, tmp_path):
    bring(site(tmp_path, Votes=[vote(1, on=1, kind=5, UserId=2)]))

    with fresh_reading():
        [follow] = db.scalars(select(Follow))
    assert (follow.member_id, follow.subject_id) == (member("user:2").id, thread().id)


def test_a_comment_can_be_on_the_question(app, tmp_path):
    bring(site(tmp_path, Comments=[comment(1, on=1, Score=4), comment(2, on=3)]))

    on_question, on_answer = comments()
    assert (on_question.answer_id, on_question.imported_thanks) == (None, 4)
    assert on_question.html.strip() == "<p>Thank <code>you</code></p>"
    assert on_answer.answer_id == answers()[1].id
    assert findings() == []


def test_the_accepted_answer_solves_the_thread(town):
    bring(town)

    assert thread().solution_id == answers()[0].id
    assert thread().solved_at == answers()[0].written_at


def test_a_bare_day_never_accepts_before_the_answer_was_written(app, tmp_path):
    posts = [question(1, AcceptedAnswerId=2), archives.answer(2, to=1, OwnerUserId=2)]
    midnight = vote(1, on=2, kind=1)

    bring(site(tmp_path, Posts=posts, Votes=[midnight]))

    assert thread().solved_at == answers()[0].written_at == TEN


def test_what_people_earned_is_folded_as_of_the_last_day(town):
    from forum.accounts.standing import Rung
    from forum.kernel.totals import StaleTotal
    from forum.reputation.queries import points_of

    bring(town)

    asker, helper = member("user:1"), member("user:2")
    assert (points_of(asker.id), points_of(helper.id)) == (2, 15)
    assert helper.rung == Rung.NEWCOMER, "joined and helped on the same day"
    assert how_many(StaleTotal) == 0


def test_somebody_who_helped_and_stayed_a_day_is_a_regular(app, tmp_path):
    later = {"created_at": "2019-03-06T10:00:00.000Z"}
    posts = [post(1), post(2, user_id=2, accepted_answer=True), post(3, **later)]

    bring(forum(tmp_path, topic(5, posts)))

    helper = member("user:2")
    assert (helper.rung, helper.standing and helper.standing.since) == (
        "regular",
        datetime(2019, 3, 6, 10, 0, tzinfo=UTC),
    )


def test_the_past_is_in_the_ledger_and_nothing_reacts_to_it(town):
    from forum.kernel.mail.outgoing import OutgoingMail
    from forum.kernel.tasks import Work
    from forum.notifications.models import Notice

    bring(town)

    with fresh_reading():
        events = db.scalars(select(PublishedEvent).order_by(PublishedEvent.happened_at)).all()
    assert [event.kind for event in events] == [
        "thread_asked",
        "thread_answered",
        "answer_accepted",
        "answer_commented",
        "thread_answered",
    ]
    assert {event.origin for event in events} == {"import"}
    assert [how_many(model) for model in (Pending, OutgoingMail, Notice, Work)] == [0, 0, 0, 0]


def test_a_reply_older_than_its_question_happened_after_it(app, tmp_path):
    early = {"created_at": "2018-01-01T10:00:00.000Z"}

    bring(forum(tmp_path, topic(5, [post(1), post(2, **early)])))

    with fresh_reading():
        moments = set(db.scalars(select(PublishedEvent.happened_at)))
    assert moments == {thread().asked_at}
    assert answers()[0].written_at.year == 2018


def test_imported_people_are_names_that_nobody_can_sign_in_as(town):
    bring(town)

    ben = member("user:2")
    assert (ben.name, ben.is_imported, ben.is_active) == ("ben", True, False)
    assert (ben.email, ben.password_hash) == (None, None)


def test_people_joined_when_they_first_wrote_if_the_archive_does_not_say(app, tmp_path):
    late, early = ({"created_at": f"2019-0{month}-01T10:00:00Z"} for month in (7, 5))

    bring(forum(tmp_path, topic(5, [post(1, **late)]), topic(6, [post(1, topic_id=6, **early)])))

    assert member("user:1").joined_at == datetime(2019, 5, 1, 10, tzinfo=UTC)


def test_equal_names_stay_equal_and_lead_to_different_people(app, tmp_path, visitor):
    people = [user(1, "Sam"), user(2, "sam"), user(3, "Sam")]

    bring(site(tmp_path, Users=people))

    assert [member(f"user:{n}").name for n in (1, 2, 3)] == ["Sam", "sam", "Sam"]
    keys = [member(f"user:{n}").name_key for n in (1, 2, 3)]
    assert keys == ["sam", "sam~2", "sam~3"]
    assert [visitor.get(f"/members/{key}").status_code for key in keys] == [200, 200, 200]


def test_two_archives_with_the_same_people_are_not_mixed_up(app, tmp_path):
    later = {"CreationDate": "2020-01-01T00:00:00.000"}
    bring(site(tmp_path / "one"))
    bring(site(tmp_path / "two", Users=[user(1, **later), user(2, "Ben", **later)]))

    with fresh_reading():
        people = db.scalars(select(Member).order_by(Member.id)).all()
    assert [person.name_key for person in people] == ["ada", "ben", "ada~1", "ben~2"]
    assert len(answers()) == 4
    assert findings() == []


@pytest.mark.parametrize(
    ("name", "shown"), [("", "Former member"), ("..", "Former member"), ("a/b", "a/b")]
)
def test_everybody_has_a_name_and_an_address(app, tmp_path, visitor, name, shown):
    bring(forum(tmp_path, topic(5, [post(1, user_id=None, username=name)])))

    with fresh_reading():
        [person] = db.scalars(select(Member))
    assert person.name == shown
    assert visitor.get(f"/members/{person.name_key}").status_code == 200


def test_tags_are_written_as_ours_are(town):
    bring(town)

    with fresh_reading():
        tags = select(Tag.name).join(ThreadTag, ThreadTag.tag_id == Tag.id)
        assert db.scalars(tags.where(ThreadTag.thread_id == thread().id)).all() == ["bin-days"]


def test_imported_topics_belong_to_one_service_and_nothing_escalates(town, tmp_path):
    bring(town)
    bring(site(tmp_path / "site"))

    with fresh_reading():
        topics = db.scalars(select(Topic).order_by(Topic.id)).all()
        assert [topic.name for topic in topics] == ["Category 9", "Questions from Stack Exchange"]
        assert {service_of(topic.id).slug for topic in topics} == {"imported-questions"}
        assert {topic.escalates_after_minutes for topic in topics} == {None}


def test_categories_of_two_forums_with_the_same_number_are_two_topics(town, tmp_path):
    bring(town)
    later = {"created_at": "2020-01-01T00:00:00Z"}
    bring(forum(tmp_path / "other", topic(6, [post(1, topic_id=6, **later)])))

    with fresh_reading():
        names = db.execute(select(Topic.slug, Topic.name).order_by(Topic.id)).all()
    assert names == [("category-9", "Category 9"), ("category-9-2", "Category 9 (2)")]


def test_a_hidden_answer_stays_hidden_and_is_not_counted(app, tmp_path):
    bring(forum(tmp_path, topic(5, [post(1), post(2, hidden=True), post(3)])))

    assert [answer.state for answer in answers()] == ["hidden", "visible"]
    assert thread().answer_count == 1
    assert findings() == []


def test_a_hidden_answer_is_no_solution(app, tmp_path):
    posts = [post(1), post(2, hidden=True, accepted_answer=True)]

    tally = bring(forum(tmp_path, topic(5, posts)))

    assert thread().solution_id is None
    assert "hidden" in tally.refused[0].why


def test_hostile_html_is_cleaned_and_the_source_is_kept(app, tmp_path):
    cooked = "<p onclick='a()'>Hello <script>alert(1)</script></p>"

    bring(forum(tmp_path, topic(5, [post(1, cooked=cooked)])))

    assert thread().html == "<p>Hello </p>"
    assert thread().body == cooked


def test_importing_twice_creates_nothing(town):
    first = bring(town)
    before = everything()

    second = bring(town)

    assert not +second.created
    assert second.read == second.unchanged == first.created
    assert everything() == before
    assert findings() == []


def test_an_archive_that_has_grown_brings_only_what_is_new(app, tmp_path):
    bring(forum(tmp_path, topic(5, [post(1), post(2)])))

    tally = bring(forum(tmp_path, topic(5, [post(1), post(2), post(3), post(4)])))

    assert +tally.created == {"answers": 2}
    assert [answer.number for answer in answers()] == [1, 2, 3]
    assert (thread().answer_count, thread().last_number) == (3, 3)
    assert findings() == []


@pytest.mark.parametrize("posts", [1, 2, 3])
def test_small_batches_give_the_same_as_one(app, town, tmp_path, posts):
    """Each record stands in another transaction than what it names."""
    bring(town, posts=posts)
    in_pieces = everything()
    before = how_many(Member), how_many(ImportedKey)

    tally = bring(town)

    assert not +tally.created
    assert (how_many(Member), how_many(ImportedKey)) == before
    assert in_pieces == everything()
    assert (thread().answer_count, answers()[0].comment_count) == (2, 1)
    assert findings() == []


def test_projections_are_right_after_an_import(town):
    from forum.kernel.house import house

    bring(town)

    changed = {name: rebuild() for name, rebuild in house().projections.items()}
    assert {name: changed[name] for name in ("counters", "reputation")} == {
        "counters": 0,
        "reputation": 0,
    }


def test_a_text_that_cannot_be_shown_is_refused_with_its_place_and_the_rest_goes_on(app, tmp_path):
    huge = post(2, cooked="x" * 100_001)

    tally = bring(forum(tmp_path, topic(5, [post(1), huge, post(3, reply_to_post_number=2)])))

    whys = {one.where: one.why for one in tally.refused}
    assert whys["0.json post 2"] == "This post is longer than 100,000 characters."
    assert whys["0.json post 3"].endswith("was not taken in.")
    assert (thread().title, answers(), comments()) == ("Topic 5", [], [])


def test_a_question_that_is_refused_takes_its_replies_and_votes_with_it(app, tmp_path):
    long = question(1, Title="w" * 1001, AcceptedAnswerId=2)
    posts = [long, archives.answer(2, to=1), question(5)]

    tally = bring(site(tmp_path, Posts=posts, Votes=[vote(1, on=2, kind=2)]))

    assert thread().title == "When are bins emptied?"
    whys = [one.why.split()[1] for one in tally.refused]
    assert whys == ["title", "question,", "question,", "question,"]
    assert findings() == []


@pytest.mark.parametrize("year", ["0001", "1969", "9999"])
def test_a_date_that_cannot_be_right_is_refused(app, tmp_path, year):
    posts = [post(1), post(2, created_at=f"{year}-12-31T10:00:00Z")]

    tally = bring(forum(tmp_path, topic(5, posts)))

    assert [one.where for one in tally.refused] == ["0.json post 2"]
    assert answers() == []


def test_a_name_without_end_is_refused(app, tmp_path):
    posts = [post(1), post(2, user_id=2, username="b" * 301)]

    tally = bring(forum(tmp_path, topic(5, posts)))

    assert {one.where for one in tally.refused} == {"0.json post 2"}
    assert how_many(Member) == 1


def test_one_post_that_is_in_two_topics_is_taken_once(app, tmp_path):
    twice = [topic(n, [post(1, topic_id=n), post(2, id=77, topic_id=n)]) for n in (5, 6)]

    bring(forum(tmp_path, *twice))

    assert len(answers()) == 1
    assert findings() == []


def test_people_missing_from_a_dump_are_kept_as_numbers(app, tmp_path):
    bring(site(tmp_path, Posts=[question(1, OwnerUserId=7)]))

    assert thread().author_id == member("user:7").id
    assert member("user:7").name == "user7"


def test_what_has_no_place_here_is_counted(app, tmp_path):
    tally = bring(site(tmp_path, Posts=[question(1, ClosedDate=archives.DAY)]))

    assert [(left.what, left.count) for left in tally.left_out] == [("closed questions", 1)]


def test_a_moment_still_to_come_is_refused_by_the_clock(app, tmp_path):
    soon = (now() + timedelta(days=2)).isoformat()

    tally = bring(forum(tmp_path, topic(5, [post(1), post(2, created_at=soon)])))

    assert "still to come" in tally.refused[0].why
