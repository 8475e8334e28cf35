"""A Stack Exchange dump is read with times, authors and votes; what is damaged is reported."""

from datetime import UTC, datetime

import pytest

from forum.imports import stackexchange
from forum.imports.records import (
    Accepted,
    Archive,
    LeftOut,
    Person,
    Question,
    Refused,
    Reply,
    Tag,
    TagText,
    Vote,
)
from tests.forum.imports.archives import answer, comment, dump, question, user, vote

DAY_AFTER = "2019-03-05T10:00:00.000"
MORNING = datetime(2019, 3, 4, 10, tzinfo=UTC)


def read(folder, kind=object):
    return [record for record in stackexchange.read(folder) if isinstance(record, kind)]


def test_a_question_comes_with_all_that_is_known_of_it(tmp_path):
    closed = question(1, Tags="<bins><recycling>", ClosedDate="2019-03-06T00:00:00.000")

    [asked] = read(dump(tmp_path, Posts=[closed]), Question)

    assert asked == Question(
        where="Posts.xml line 3",
        key="post:1",
        title="When are bins emptied?",
        body="<p>Mine is full.</p>",
        markup="html",
        author_key="user:1",
        written_at=MORNING,
        tags=("bins", "recycling"),
        views=7,
        is_closed=True,
        closed_at=datetime(2019, 3, 6, tzinfo=UTC),
        old_address="/questions/1",
    )


def test_answers_and_comments_name_what_they_belong_to(tmp_path):
    posts = [question(1), answer(2, to=1, LastEditDate=DAY_AFTER)]
    folder = dump(tmp_path, Posts=posts, Comments=[comment(2, on=2), comment(3, on=1)])

    given = read(folder, Reply)

    assert [(r.key, r.kind, r.question_key, r.parent_key, r.markup) for r in given] == [
        ("post:2", "answer", "post:1", None, "html"),
        ("comment:2", "comment", "post:1", "post:2", "markdown"),
        ("comment:3", "comment", "post:1", "post:1", "markdown"),
    ]
    assert given[0].edited_at == datetime(2019, 3, 5, 10, tzinfo=UTC)


def test_an_answer_may_stand_before_its_question_in_the_file(tmp_path):
    folder = dump(tmp_path, Posts=[answer(2, to=9), question(9)])

    assert [type(record) for record in read(folder, Question | Reply)] == [Question, Reply]


def test_an_answer_to_a_text_about_a_tag_is_an_orphan(tmp_path):
    tags = [{"Id": 1, "TagName": "bins", "WikiPostId": 0}]
    posts = [question(0, PostTypeId=5), answer(2, to=0)]
    folder = dump(tmp_path, Tags=tags, Posts=posts, Comments=[comment(1, on=0)])

    assert read(folder, Reply) == []
    assert len(read(folder, Refused)) == 2


def test_later_dumps_write_tags_in_another_way(tmp_path):
    folder = dump(tmp_path, Posts=[question(1, Tags="|bins|recycling|")])

    assert [tag.name for tag in read(folder, Tag)] == ["bins", "recycling"]


def test_a_person_keeps_the_day_they_joined(tmp_path):
    folder = dump(tmp_path, Users=[user(-1, "Community"), user(7, "Ben")])

    community, ben = read(folder, Person)

    assert (ben.key, ben.name, ben.joined_at, ben.is_system) == ("user:7", "Ben", MORNING, False)
    assert community.is_system


def test_someone_who_left_is_kept_as_a_name(tmp_path):
    left = {"OwnerDisplayName": "user23"}
    asked = {name: value for name, value in question(1).items() if name != "OwnerUserId"} | left
    folder = dump(tmp_path, Users=[], Posts=[asked])

    person, written = read(folder, Person | Question)

    assert (person.name, person.is_deleted, person.key) == ("user23", True, written.author_key)
    assert read(folder, Refused) == []


def test_a_person_who_is_missing_is_reported_once_and_their_posts_are_kept(tmp_path):
    posts = [question(1, OwnerUserId=8), answer(2, to=1, OwnerUserId=8)]
    folder = dump(tmp_path, Users=[], Posts=posts)

    assert [person.name for person in read(folder, Person)] == ["user8"]
    assert {post.author_key for post in read(folder, Question | Reply)} == {"user:8"}
    assert [refused.where for refused in read(folder, Refused)] == ["Users.xml"]


def test_a_dump_without_its_users_is_still_read(tmp_path):
    folder = dump(tmp_path, Posts=[question(1)])
    (folder / "Users.xml").unlink()

    assert len(read(folder, Question)) == 1
    assert [refused.where for refused in read(folder, Refused)] == ["Users.xml", "Users.xml"]


def test_unsigned_votes_are_kept_and_moderation_is_only_counted(tmp_path):
    votes = [vote(1, on=1, kind=2), vote(2, on=1, kind=3), vote(3, on=1, kind=5, UserId=1)]
    folder = dump(tmp_path, Posts=[question(1)], Votes=[*votes, vote(4, on=1, kind=6)])

    kept = [(given.key, given.kind, given.voter_key) for given in read(folder, Vote)]

    assert kept == [
        ("vote:1", "up", None),
        ("vote:2", "down", None),
        ("vote:3", "favourite", "user:1"),
    ]
    assert [(left.what, left.count) for left in read(folder, LeftOut)] == [("votes to close", 1)]


def test_the_points_of_a_comment_are_unsigned_votes(tmp_path):
    folder = dump(tmp_path, Posts=[question(1)], Comments=[comment(4, on=1, Score=3)])

    [points] = read(folder, Vote)

    assert (points.post_key, points.kind, points.count) == ("comment:4", "up", 3)


def test_an_accepted_answer_has_the_day_of_its_vote(tmp_path):
    posts = [question(1, AcceptedAnswerId=2), answer(2, to=1)]
    folder = dump(tmp_path, Posts=posts, Votes=[vote(1, on=2, kind=1)])

    [accepted] = read(folder, Accepted)

    assert (accepted.question_key, accepted.answer_key) == ("post:1", "post:2")
    assert accepted.at == datetime(2019, 3, 4, tzinfo=UTC)


def test_an_accepted_answer_without_a_vote_has_no_day(tmp_path):
    posts = [question(1, AcceptedAnswerId=2), answer(2, to=1)]

    [accepted] = read(dump(tmp_path, Posts=posts), Accepted)

    assert (accepted.answer_key, accepted.at) == ("post:2", None)


def test_an_acceptance_that_was_taken_back_is_not_one(tmp_path):
    posts = [question(1), answer(2, to=1)]
    folder = dump(tmp_path, Posts=posts, Votes=[vote(1, on=2, kind=1)])

    assert read(folder, Accepted) == []
    assert [left.count for left in read(folder, LeftOut)] == [1]


@pytest.mark.parametrize("accepted", [1, 3, 99], ids=["itself", "another's", "missing"])
def test_only_an_answer_to_the_question_can_be_accepted(tmp_path, accepted):
    posts = [question(1, AcceptedAnswerId=accepted), question(2), answer(3, to=2)]

    folder = dump(tmp_path, Posts=posts, Votes=[vote(1, on=accepted, kind=1)])

    assert read(folder, Accepted) == []
    assert "Posts.xml line 3" in [refused.where for refused in read(folder, Refused)]


def test_texts_about_a_tag_go_with_the_tag(tmp_path):
    tags = [{"Id": 1, "TagName": "bins", "ExcerptPostId": 5, "WikiPostId": 6}]
    texts = [question(number, PostTypeId=kind) for number, kind in ((5, 4), (6, 5), (7, 5))]
    folder = dump(tmp_path, Tags=tags, Posts=texts)

    kinds = [(given.tag, given.kind) for given in read(folder, TagText)]

    assert kinds == [("bins", "summary"), ("bins", "guide")]
    assert [refused.where for refused in read(folder, Refused)] == ["Posts.xml line 5"]


def test_the_archive_is_the_same_in_whichever_folder_it_lies(tmp_path):
    ours = dump(tmp_path / "a", Posts=[question(1), answer(2, to=1)])
    copy = dump(tmp_path / "b", Posts=[question(1)])
    other = dump(tmp_path / "c", Users=[user(1, CreationDate=DAY_AFTER)], Posts=[question(1)])

    [first], [second], [third] = (read(folder, Archive) for folder in (ours, copy, other))

    assert first.key == second.key != third.key
    assert first.posts == 2
