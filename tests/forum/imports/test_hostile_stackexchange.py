"""A damaged or hostile Stack Exchange dump is read as far as it goes, and every fault is named."""

import tracemalloc

import pytest

from forum.imports import stackexchange
from forum.imports.records import ArchiveUnreadable, Person, Question, Refused, Reply
from tests.forum.imports.archives import answer, comment, dump, question, user, vote


def read(folder, kind=object):
    return [record for record in stackexchange.read(folder) if isinstance(record, kind)]


def test_orphans_are_reported_with_their_place(tmp_path):
    orphans = {
        "Posts": [question(1), answer(2, to=99)],
        "Comments": [comment(1, on=98)],
        "Votes": [vote(1, on=97, kind=2), vote(2, on=97, kind=10)],
    }

    refused = read(dump(tmp_path, **orphans), Refused)

    assert [given.where for given in refused] == [
        "Posts.xml line 4",
        "Comments.xml line 3",
        "Votes.xml line 3",
        "Votes.xml line 4",
    ]
    assert "98" in refused[1].why


def test_a_number_used_twice_is_read_once(tmp_path):
    folder = dump(tmp_path, Users=[user(1), user(1, "Eve")], Posts=[question(1), question(1)])

    assert [person.name for person in read(folder, Person)] == ["Ada"]
    assert len(read(folder, Question)) == 1
    assert len(read(folder, Refused)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"Id": "one"},
        {"Id": 2**31},
        {"CreationDate": "yesterday"},
        {"CreationDate": "0001-01-01T00:00:00+14:00"},
        {"Title": " "},
        {"ViewCount": "many"},
        {"OwnerUserId": ""},
        {"AcceptedAnswerId": "best"},
    ],
    ids=str,
)
def test_a_row_with_a_wrong_value_is_refused_and_the_rest_is_read(tmp_path, wrong):
    folder = dump(tmp_path, Posts=[question(1) | wrong, question(5)])

    assert [asked.key for asked in read(folder, Question)] == ["post:5"]
    assert [refused.where for refused in read(folder, Refused)] == ["Posts.xml line 3"]


def test_a_file_cut_short_anywhere_gives_all_rows_before_the_cut(tmp_path):
    folder = dump(tmp_path, Posts=[question(1), question(2), answer(3, to=1)])
    whole = (folder / "Posts.xml").read_bytes()

    for end in range(0, len(whole) - 1, 7):
        (folder / "Posts.xml").write_bytes(whole[:end])
        complete = whole[:end].count(b"/>")
        assert len(read(folder, Question | Reply)) == complete
        assert len(read(folder, Refused)) == 1


@pytest.mark.parametrize("damage", [b"\x00", b"\xff\xfe", b"<row", b"&#0;", b"&nbsp;", b"</posts>"])
def test_damage_is_reported_by_its_line(tmp_path, damage):
    folder = dump(tmp_path, Posts=[question(1), question(2), question(3)])
    lines = (folder / "Posts.xml").read_bytes().split(b"\n")
    lines[3] = damage + lines[3]
    (folder / "Posts.xml").write_bytes(b"\n".join(lines))

    assert [asked.key for asked in read(folder, Question)] == ["post:1"]
    assert [refused.where for refused in read(folder, Refused)] == ["Posts.xml line 4"]


BOMB = """<!DOCTYPE posts [
<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
"""
FAR = '<!DOCTYPE posts [<!ENTITY a SYSTEM "{secret}">]>\n'
OUTSIDE = '<!DOCTYPE posts SYSTEM "{secret}">\n'


@pytest.mark.parametrize("doctype", [BOMB, FAR, OUTSIDE], ids=["bomb", "entity", "outside"])
@pytest.mark.parametrize("file", ["Users.xml", "Posts.xml", "Votes.xml"])
def test_a_doctype_stops_everything_before_anything_is_read(tmp_path, doctype, file):
    folder = dump(tmp_path, Posts=[question(1)], Votes=[vote(1, on=1, kind=2)])
    (tmp_path / "secret").write_text("the secret")
    first, rest = (folder / file).read_text().split("\n", 1)
    hostile = doctype.replace("{secret}", (tmp_path / "secret").as_uri())
    (folder / file).write_text(f"{first}\n{hostile}{rest.replace('Ada', '&a;')}")

    with pytest.raises(ArchiveUnreadable, match=rf"{file} has a document type"):
        stackexchange.read(folder)


def test_a_folder_without_posts_is_no_archive(tmp_path):
    with pytest.raises(ArchiveUnreadable, match=r"no Posts\.xml"):
        stackexchange.read(tmp_path / "nowhere")


def test_a_link_to_another_file_is_not_followed(tmp_path):
    folder = dump(tmp_path / "dump", Posts=[question(1)])
    (folder / "Users.xml").rename(tmp_path / "elsewhere.xml")
    (folder / "Users.xml").symlink_to(tmp_path / "elsewhere.xml")

    assert [person.is_deleted for person in read(folder, Person)] == [True]


def test_memory_does_not_grow_with_the_file(tmp_path):
    long = "<p>" + "word " * 1000 + "</p>"
    folder = dump(tmp_path, Posts=(question(n, Body=long) for n in range(1, 4001)))
    size = (folder / "Posts.xml").stat().st_size

    tracemalloc.start()
    count = sum(isinstance(record, Question) for record in stackexchange.read(folder))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 4000
    assert peak < size / 5, f"{peak} bytes were held for a file of {size}"


def test_a_row_without_an_end_is_given_up(tmp_path):
    folder = dump(tmp_path, Posts=[question(1)])
    endless = b'<posts><row Id="1" Body="' + b"word " * 4_000_000 + b'"/></posts>'
    (folder / "Posts.xml").write_bytes(endless)

    [refused] = read(folder, Refused)

    assert "longer than 8 MB" in refused.why
