"""A Discourse archive is read topic by topic: what its posts become, and what must stay private."""

from datetime import UTC, datetime

import pytest

from forum.imports import discourse
from forum.imports.records import (
    Accepted,
    Category,
    Person,
    Question,
    Refused,
    Reply,
    Tag,
    Vote,
)
from tests.forum.imports.archives import forum, post, replies, topic


def read(folder, kind=object):
    return [record for record in discourse.read(folder) if isinstance(record, kind)]


def kinds(folder):
    """Each reply: its number, what it became, and the number of the answer it is about."""
    return [
        (reply.number, reply.kind, reply.parent_key and int(reply.parent_key[-2:]))
        for reply in read(folder, Reply)
    ]


def test_the_first_post_is_the_question(tmp_path):
    first = post(1, version=2, user_id=4, username="ben")

    [asked] = read(forum(tmp_path, topic(5, [first], tags=["bins"], closed=True)), Question)

    assert asked == Question(
        where="0.json post 1",
        key="post:501",
        title="Topic 5",
        body="<p>Words 1</p>",
        markup="html",
        author_key="user:4",
        written_at=datetime(2019, 3, 4, 10, 1, tzinfo=UTC),
        edited_at=datetime(2020, 1, 1, tzinfo=UTC),
        category_key="category:9",
        tags=("bins",),
        views=3,
        is_closed=True,
        old_address="/t/topic-5/5",
    )


def test_replies_keep_number_address_and_time(tmp_path):
    [reply] = read(forum(tmp_path, topic(5, [post(1), post(4)])), Reply)

    assert (reply.number, reply.old_address) == (4, "/t/topic-5/5/4")
    assert (reply.written_at.minute, reply.edited_at) == (4, None)


def test_a_reply_to_an_answer_or_its_comments_is_a_comment_on_that_answer(tmp_path):
    folder = forum(tmp_path, topic(5, replies(None, 2, 3, 4, None, 6)))

    assert kinds(folder) == [
        (2, "answer", None),
        (3, "comment", 2),
        (4, "comment", 2),
        (5, "comment", 2),
        (6, "answer", None),
        (7, "comment", 6),
    ]


def test_a_reply_to_the_question_or_to_what_is_not_there_is_an_answer(tmp_path):
    folder = forum(tmp_path, topic(5, replies(1, 99, 4, 7)))

    assert {kind for _, kind, _ in kinds(folder)} == {"answer"}


def test_small_acts_are_notes_and_a_reply_to_one_is_an_answer(tmp_path):
    closing = post(2, post_type=3, action_code="closed.enabled", cooked="")
    folder = forum(tmp_path, topic(5, [post(1), closing, post(3, reply_to_post_number=2)]))

    note, reply = read(folder, Reply)

    assert (note.kind, note.deed, note.body) == ("note", "closed.enabled", "")
    assert reply.kind == "answer"


def test_the_solution_is_an_answer_even_when_it_replied_to_one(tmp_path):
    posts = replies(None, 2, 3)
    posts[2]["accepted_answer"] = True
    folder = forum(tmp_path, topic(5, posts))

    assert kinds(folder) == [(2, "answer", None), (3, "answer", None), (4, "comment", 3)]
    [accepted] = read(folder, Accepted)
    assert (accepted.question_key, accepted.answer_key) == ("post:501", "post:503")


def test_of_two_solutions_the_one_the_topic_names_is_kept_and_the_other_reported(tmp_path):
    posts = [post(1), post(2, accepted_answer=True), post(3, accepted_answer=True)]
    folder = forum(tmp_path, topic(5, posts, accepted_answer={"post_number": 2}))

    assert [accepted.answer_key for accepted in read(folder, Accepted)] == ["post:502"]
    assert [refused.where for refused in read(folder, Refused)] == ["0.json post 3"]


@pytest.mark.parametrize("named", [None, 7, {"post_number": 9}, {"post_number": "2"}], ids=str)
def test_where_the_topic_names_none_of_them_the_last_solution_is_kept(tmp_path, named):
    posts = [post(1), post(2, accepted_answer=True), post(3, accepted_answer=True)]
    folder = forum(tmp_path, topic(5, posts, accepted_answer=named))

    assert [accepted.answer_key for accepted in read(folder, Accepted)] == ["post:503"]


def test_a_question_cannot_be_its_own_solution(tmp_path):
    folder = forum(tmp_path, topic(5, [post(1, accepted_answer=True)]))

    assert read(folder, Accepted) == []
    assert len(read(folder, Refused)) == 1


def test_a_note_cannot_be_the_solution(tmp_path):
    note = post(2, post_type=3, accepted_answer=True)
    folder = forum(tmp_path, topic(5, [post(1), note]))

    assert read(folder, Accepted) == []
    assert [refused.where for refused in read(folder, Refused)] == ["0.json post 2"]


def test_likes_are_unsigned_totals_and_other_reactions_are_not_likes(tmp_path):
    counts = [{"id": 2, "count": 4}, {"id": 3, "count": 9}, {"id": 2}]
    folder = forum(tmp_path, topic(5, [post(1, actions_summary=counts)]))

    [likes] = read(folder, Vote)

    assert (likes.kind, likes.count, likes.voter_key, likes.at) == ("like", 4, None, None)
    assert (likes.key, likes.post_key) == ("likes:post:501", "post:501")


def test_people_tags_and_categories_come_once_and_before_what_names_them(tmp_path):
    folder = forum(
        tmp_path,
        topic(5, replies(None), tags=[{"id": 3, "name": "bins"}]),
        topic(6, [post(1, topic_id=6)], tags=["bins"]),
    )

    given = [type(record) for record in read(folder, Category | Tag | Person | Question)]

    assert given == [Category, Tag, Person, Question, Question]


def test_a_person_keeps_name_and_trust(tmp_path):
    folder = forum(tmp_path, topic(5, [post(1, name="Ada L", trust_level=2)]))

    [person] = read(folder, Person)

    assert (person.key, person.name, person.full_name) == ("user:1", "ada", "Ada L")
    assert (person.trust_level, person.joined_at, person.old_address) == (2, None, "/u/ada")


@pytest.mark.parametrize("name", ["ben", None])
def test_someone_who_left_is_kept_as_a_name(tmp_path, name):
    folder = forum(tmp_path, topic(5, [post(1, user_id=None, username=name)]))

    person, asked = read(folder, Person | Question)

    assert (person.name, person.is_deleted, person.key) == (name or "", True, asked.author_key)


def test_a_hidden_post_stays_hidden(tmp_path):
    folder = forum(tmp_path, topic(5, [post(1), post(2, hidden=True)]))

    assert [record.is_hidden for record in read(folder, Question | Reply)] == [False, True]


def test_a_private_conversation_is_never_read(tmp_path):
    private = topic(5, replies(None), archetype="private_message")
    folder = forum(tmp_path, private, topic(6, [post(1, topic_id=6)]))

    assert [asked.title for asked in read(folder, Question)] == ["Topic 6"]
    assert [refused.where for refused in read(folder, Refused)] == [
        "0.json post 1",
        "0.json post 2",
    ]
    assert len(read(folder, Reply)) == 0


@pytest.mark.parametrize(
    "private", [{"post_type": 4}, {"deleted_at": "2020-01-01T00:00:00Z"}, {"user_deleted": True}]
)
def test_whispers_and_deleted_posts_are_never_read(tmp_path, private):
    folder = forum(tmp_path, topic(5, [post(1), post(2, **private), post(3)]))

    assert [reply.number for reply in read(folder, Reply)] == [3]
    assert [refused.where for refused in read(folder, Refused)] == ["0.json post 2"]


def test_replies_without_a_first_post_are_orphans(tmp_path):
    folder = forum(tmp_path, topic(5, [post(2), post(3)]))

    assert read(folder, Person | Reply) == []
    assert len(read(folder, Refused)) == 2


def test_two_posts_with_one_number_are_one_post_and_one_refusal(tmp_path):
    folder = forum(tmp_path, topic(5, [post(1), post(2), post(2, id=777)]))

    assert [reply.key for reply in read(folder, Reply)] == ["post:502"]
    assert len(read(folder, Refused)) == 1
