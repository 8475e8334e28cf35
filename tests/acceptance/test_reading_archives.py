"""The real archives are read to the last post: every count is the one their README states."""

from collections import Counter

import pytest

from forum.imports import discourse, stackexchange
from forum.imports.records import (
    Accepted,
    Category,
    LeftOut,
    Person,
    Question,
    Refused,
    Reply,
    Tag,
    TagText,
    Vote,
)

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module")
def quantum(unpacked):
    return list(stackexchange.read(unpacked("quantumcomputing-stackexchange")))


@pytest.fixture(scope="module")
def conlang(unpacked):
    return list(stackexchange.read(unpacked("conlang-meta-stackexchange")))


@pytest.fixture(scope="module")
def urho(unpacked):
    return list(discourse.read(unpacked("urho3d-discourse-json")))


def of(records, kind):
    return [record for record in records if isinstance(record, kind)]


def counts(records):
    """How many there are of each kind of record, replies and votes told apart."""
    return Counter(
        record.kind if isinstance(record, Reply | Vote) else type(record).__name__
        for record in records
    )


def people_of_the_file(records):
    return [person for person in of(records, Person) if person.where.startswith("Users.xml")]


def test_the_stack_exchange_dump_has_every_question_answer_and_comment(quantum):
    found = counts(quantum)

    assert (found["Question"], found["answer"], found["comment"]) == (612, 1060, 3413)
    assert (found["Accepted"], found["Tag"]) == (389, 154)
    assert len(people_of_the_file(quantum)) == 3461


def test_every_post_of_the_dump_is_accounted_for(quantum):
    found = counts(quantum)
    without_tag = [refused for refused in of(quantum, Refused) if "No tag" in refused.why]

    assert len(of(quantum, TagText)) + len(without_tag) == 314
    assert found["Question"] + found["answer"] + 314 == 1986


def test_every_vote_of_the_dump_is_kept_left_out_or_an_orphan(quantum):
    votes = [vote for vote in of(quantum, Vote) if vote.key.startswith("vote:")]
    orphans = [refused for refused in of(quantum, Refused) if "of this vote" in refused.why]
    left_out = [left for left in of(quantum, LeftOut) if not left.what.endswith(".xml")]

    assert len(orphans) == 587
    kept = len(votes) + len(of(quantum, Accepted))
    assert kept + len(orphans) + sum(left.count for left in left_out) == 12560


def test_scores_of_the_dump_can_be_told_from_its_votes(quantum):
    found: Counter[str] = Counter()
    for vote in of(quantum, Vote):
        if vote.key.startswith("vote:"):
            found[vote.kind] += vote.count

    assert found == {"up": 5087 + 4862, "down": 205 + 221, "favourite": 706}


def test_the_tiny_dump_is_read_whole(conlang):
    found = counts(conlang)

    assert (found["Question"], found["answer"], found["comment"]) == (54, 115, 230)
    assert found["Accepted"] == 11
    assert len(people_of_the_file(conlang)) == 272


def test_people_who_left_the_dump_are_kept_as_names(conlang):
    left = [person.name for person in of(conlang, Person) if person.is_deleted]

    assert len(left) == 6
    assert all(left)


def test_the_discourse_forum_has_every_thread_and_post(urho):
    found = counts(urho)

    assert found["Question"] == 5046
    assert found["note"] == 95
    assert found["Question"] + found["answer"] + found["comment"] + found["note"] == 36990


def test_every_solution_of_the_forum_is_an_answer_of_its_thread(urho):
    answers = {reply.key: reply for reply in of(urho, Reply) if reply.kind == "answer"}
    accepted = of(urho, Accepted)

    assert len(accepted) == len({solution.question_key for solution in accepted}) == 670
    assert all(answers[it.answer_key].question_key == it.question_key for it in accepted)


def test_the_two_further_marks_of_a_solution_are_reported(urho):
    assert len([refused for refused in of(urho, Refused) if "solution too" in refused.why]) == 2
    assert len(of(urho, Refused)) == 2


def test_likes_edits_and_people_of_the_forum_add_up(urho):
    levels = Counter(person.trust_level for person in of(urho, Person))
    edited = [post for post in of(urho, Question) + of(urho, Reply) if post.edited_at]

    assert sum(vote.count for vote in of(urho, Vote)) == 11199
    assert [levels[level] for level in range(5)] == [108, 771, 113, 3, 4]
    assert len(edited) == 3767


def test_the_largest_thread_of_the_forum_is_whole(urho):
    sizes = Counter(reply.question_key for reply in of(urho, Reply))

    assert max(sizes.values()) + 1 == 437


@pytest.mark.parametrize("archive", ["quantum", "conlang", "urho"])
def test_whatever_a_record_names_came_before_it_and_only_once(archive, request):
    known: set[str] = set()
    for record in request.getfixturevalue(archive):
        assert named_by(record) <= known, record
        assert not own_key(record) & known, record
        known |= own_key(record)


def named_by(record):
    match record:
        case Question():
            return {record.author_key, *record.tags} | {record.category_key} - {None}
        case Reply():
            return {record.author_key, record.question_key} | {record.parent_key} - {None}
        case Accepted():
            return {record.question_key, record.answer_key}
        case Vote():
            return {record.post_key} | {record.voter_key} - {None}
        case TagText():
            return {record.tag}
        case _:
            return set()


def own_key(record):
    """What later records call it by."""
    if isinstance(record, Tag):
        return {record.name}
    return {record.key} if isinstance(record, Person | Category | Question | Reply) else set()


@pytest.mark.parametrize(
    ("reader", "name"),
    [(stackexchange, "quantumcomputing-stackexchange"), (discourse, "urho3d-discourse-json")],
)
def test_reading_twice_gives_the_same(unpacked, reader, name):
    first, second = (reader.read(unpacked(name)) for _ in range(2))

    assert all(one == other for one, other in zip(first, second, strict=True))
