"""Whatever the files of a Discourse archive hold, reading ends with records and plain refusals."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.imports import discourse
from forum.imports.records import ArchiveUnreadable, Question, Refused, Reply, Tag
from tests.forum.imports.archives import forum, post, topic


def read(folder, kind=object):
    return [record for record in discourse.read(folder) if isinstance(record, kind)]


@pytest.fixture
def folder(tmp_path):
    """An archive of one sound topic, to which a test adds a bad file."""
    return forum(tmp_path / "forum", topic(5, [post(1), post(2)]))


DEEP = b'{"post_stream":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"not json",
        b"[]",
        b"7",
        b'{"id": 1}',
        b'{"id": 1, "post_stream": {"posts": [',
        b'{"id": 1, "post_stream": {"posts": []}}',
        b'{"id": 1, "post_stream": {"posts": {}}}',
        b'{"id": 1, "post_stream": []}',
        b'{"id": "x", "post_stream": {"posts": [1]}}',
        b'{"id": NaN, "post_stream": {"posts": [1]}}',
        b'{"id": ' + b"9" * 5000 + b', "post_stream": {"posts": [1]}}',
        b'{"id": 1, "title": "\xff", "post_stream": {"posts": [1]}}',
        DEEP,
    ],
    ids=lambda content: repr(content[:40]),
)
def test_a_file_that_cannot_be_used_is_refused_and_the_rest_is_read(folder, content):
    (folder / "bad.json").write_bytes(content)

    assert len(read(folder, Question | Reply)) == 2
    assert [refused.where for refused in read(folder, Refused)] == ["bad.json"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "one"},
        {"id": True},
        {"id": 2**40},
        {"post_number": 2.5},
        {"post_type": None},
        {"created_at": 7},
        {"created_at": "soon"},
        {"cooked": ["<p>"]},
        {"cooked": "", "raw": ""},
        {"username": {}},
        {"user_id": "x"},
        {"hidden": "no"},
        {"actions_summary": 3},
        {"actions_summary": [3]},
        {"actions_summary": [{"id": 2, "count": "many"}]},
        {"reply_to_post_number": [1]},
    ],
    ids=str,
)
def test_a_post_with_a_wrong_value_is_refused_and_the_others_are_read(tmp_path, wrong):
    folder = forum(tmp_path, topic(5, [post(1), post(2) | wrong, post(3)]))

    assert [reply.number for reply in read(folder, Reply)] == [3]
    assert [refused.where for refused in read(folder, Refused)] == ["0.json post 2"]


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": 5}, {"views": "x"}, {"tags": "bins"}, {"tags": [[]]}],
    ids=str,
)
def test_a_topic_with_a_wrong_value_is_refused_post_by_post(tmp_path, wrong):
    folder = forum(tmp_path, topic(5, [post(1), post(2)]) | wrong)

    assert read(folder, Question | Reply | Tag) == []
    assert len(read(folder, Refused)) == 2


def test_letters_that_no_database_holds_are_marked(tmp_path):
    folder = forum(
        tmp_path, topic(5, [post(1, cooked="a\x00b\ud800c\r\nd\uffff")], title="x\x00\ny")
    )

    [asked] = read(folder, Question)

    assert (asked.body, asked.title) == ("a\ufffdb\ufffdc\nd\ufffd", "x\ufffd y")


def test_an_odd_slug_is_left_out_of_the_old_address(tmp_path):
    folder = forum(tmp_path, topic(5, [post(1)], slug="../../me?x"))

    assert read(folder, Question)[0].old_address == "/t/-/5"


def test_a_file_name_that_is_not_text_is_still_reported(folder):
    (folder / "bad\udcff\x1b.json").write_text("")

    [refused] = read(folder, Refused)

    assert refused.where.encode() == "bad\ufffd\ufffd.json".encode()


def test_a_link_to_another_file_is_not_followed(folder, tmp_path):
    forum(tmp_path / "elsewhere", topic(6, [post(1, topic_id=6)]))
    (folder / "link.json").symlink_to(tmp_path / "elsewhere" / "0.json")

    assert len(read(folder, Question)) == 1
    assert [refused.where for refused in read(folder, Refused)] == ["link.json"]


def test_a_file_of_more_than_64_megabytes_is_not_opened(folder):
    with (folder / "huge.json").open("wb") as file:
        file.truncate(65 * 1024 * 1024)

    [refused] = read(folder, Refused)

    assert "64 MB" in refused.why


@pytest.mark.parametrize("content", [None, "[]", "{"])
def test_a_folder_without_a_topic_is_no_archive(tmp_path, content):
    if content is not None:
        (tmp_path / "0.json").write_text(content)

    with pytest.raises(ArchiveUnreadable, match="no topic"):
        discourse.read(tmp_path)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
POSTS = st.fixed_dictionaries({}, optional={name: ANYTHING for name in post(1)})
HEADS = st.fixed_dictionaries({}, optional={name: ANYTHING for name in topic(5, [])})


@given(heads=HEADS, odd=POSTS, posts=st.lists(ANYTHING, max_size=2))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_in_a_file_can_stop_the_reading(folder, heads, odd, posts):
    told = topic(6, [post(1, topic_id=6), post(2, topic_id=6) | odd, *posts]) | heads
    (folder / "odd.json").write_text(json.dumps(told))

    assert "post:501" in [record.key for record in read(folder, Question | Reply)]
