"""Broken or hostile files are read as far as they go, within bounds, and every fault is named."""

import gzip
import json
import tracemalloc

import pytest

from forum.ideas.models import Idea
from forum.imports import decidim, petitions, tables
from forum.imports.bringing import bring_in
from forum.imports.records import ArchiveUnreadable, Proposal, Refused
from tests.forum.imports.brought import counted, how_many, imported, settings
from tests.forum.imports.papers import idea, only, petition, proposal, remark, table, written

MOST = 60 * 1024 * 1024


@pytest.fixture
def sheet(tmp_path):
    """Two ideas, as bytes to spoil."""
    return table(tmp_path / "ideas.csv", [idea(1), idea(2)])


def test_a_table_in_another_encoding_is_refused_whole(sheet):
    sheet.write_bytes(sheet.read_bytes() + "I3,Café,Nice,2020-05-06,Ada,Buses\n".encode("cp1252"))

    with pytest.raises(ArchiveUnreadable, match=r"line 4 is not written in UTF-8"):
        tables.read_ideas(sheet)


def test_a_table_in_utf_16_is_refused(sheet):
    sheet.write_bytes(sheet.read_text().encode("utf-16"))

    with pytest.raises(ArchiveUnreadable, match="UTF-8"):
        tables.read_ideas(sheet)


def test_the_mark_some_spreadsheets_write_first_is_no_part_of_a_name(sheet):
    sheet.write_bytes(b"\xef\xbb\xbf" + sheet.read_bytes())

    assert len(only(tables.read_ideas(sheet), Proposal)) == 2


def test_nul_becomes_a_mark_that_can_be_stored(app, sheet):
    sheet.write_bytes(sheet.read_bytes().replace(b"bench", b"be\x00nch"))

    assert [one.title for one in only(tables.read_ideas(sheet), Proposal)] == [
        "A be\ufffdnch at stop 1",
        "A be\ufffdnch at stop 2",
    ]
    assert bring_in(tables.read_ideas(sheet)).created["ideas"] == 2


def test_a_table_cut_short_gives_the_rows_before_the_cut(sheet):
    whole = sheet.read_bytes()
    first_row, last_row = whole.index(b"\r\nI1"), whole.index(b"\r\nI2")

    for end in range(last_row + 3, len(whole) - len(b",Buses\r\n"), 5):
        sheet.write_bytes(whole[:end])
        found = list(tables.read_ideas(sheet))
        assert [one.key for one in only(found, Proposal)] == ["idea:I1"]
        assert [one.where for one in only(found, Refused)] == ["ideas.csv line 3"]
    assert first_row < last_row


def test_a_quotation_mark_that_never_ends_is_told_where_it_began(sheet):
    sheet.write_bytes(sheet.read_bytes() + b'I3,"A bench\r\nI4,')

    found = list(tables.read_ideas(sheet))

    assert len(only(found, Proposal)) == 2
    assert [one.where for one in only(found, Refused)] == ["ideas.csv line 4"]


def test_a_row_with_too_many_cells_is_refused(sheet):
    sheet.write_bytes(sheet.read_bytes() + b"I3,a,b,2020-05-06,d,e,f,g\r\n")

    [refused] = only(tables.read_ideas(sheet), Refused)

    assert refused.why == "This row has 8 cells; the first line names 6."


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02", b'"', b"id,id,title\n"])
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, content):
    (tmp_path / "some.csv").write_bytes(content)

    with pytest.raises(ArchiveUnreadable, match="The first line does not name"):
        tables.read_ideas(tmp_path / "some.csv")


def test_a_column_named_twice_is_refused(tmp_path):
    (tmp_path / "some.csv").write_text("id,title,body,proposed_at,title\n")

    with pytest.raises(ArchiveUnreadable, match="a column twice"):
        tables.read_ideas(tmp_path / "some.csv")


def test_a_field_of_a_megabyte_is_refused_with_its_place_and_the_rest_is_taken_in(app, tmp_path):
    rows = [idea(1), idea(2, body="word " * 200_000), idea(3)]

    tally = bring_in(tables.read_ideas(table(tmp_path / "ideas.csv", rows)))

    assert [one.where for one in tally.refused] == ["ideas.csv line 3"]
    assert "too long" in tally.refused[0].why
    assert how_many(Idea) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"id": ' + b"9" * 5_000 + b"}",
        b"not json",
        b"[1, 2]",
        b'"text"',
        b"\xff\xfe{}",
        b'{"id": 1, "attributes": []}',
        b'{"id": 1e400, "attributes": {}}',
        b'{"id": true, "attributes": {}}',
    ],
    ids=lambda line: repr(line[:12]),
)
def test_a_line_that_is_no_petition_is_refused_and_the_next_is_read(tmp_path, line):
    path = written(tmp_path / "some.jsonl", [petition(7)])
    path.write_bytes(path.read_bytes() + line + b"\n" + json.dumps(petition(8)).encode())

    found = list(petitions.read(path))

    assert [one.key for one in only(found, Proposal)] == ["petition:7", "petition:8"]
    assert [one.where for one in only(found, Refused)] == ["some.jsonl line 2"]


def test_halves_of_characters_do_not_reach_the_database(app, tmp_path):
    path = written(tmp_path / "some.jsonl", [petition(7, action="Half \ud83d one")])

    assert bring_in(petitions.read(path)).created["ideas"] == 1


def test_a_packed_file_cut_short_gives_what_stands_before_the_cut(tmp_path):
    path = written(tmp_path / "export.jsonl.gz", map(proposal, range(1, 3000)), packed=True)
    path.write_bytes(path.read_bytes()[:-4000])

    found = list(decidim.read(path))

    assert 0 < len(only(found, Proposal)) < 2999
    assert "cut short" in only(found, Refused)[-1].why


def test_a_bomb_that_unpacks_to_one_endless_line_needs_little_memory(tmp_path):
    path = tmp_path / "export.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(json.dumps(proposal(1)).encode() + b"\n")
        for _ in range(64):
            file.write(b" " * 1024 * 1024)

    tracemalloc.start()
    found = list(decidim.read(path))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert most < MOST
    assert [one.key for one in only(found, Proposal)] == ["proposal:1"]
    assert "longer than 8 MB" in only(found, Refused)[0].why


def test_hostile_html_of_comments_is_harmless_afterwards(app, tmp_path, visitor):
    bad = '<p onclick="x()">Hi<img src=x onerror=x()><iframe src="http://bad.example"></iframe></p>'
    path = written(tmp_path / "export.jsonl", [proposal(1), remark(10, on=1, body=bad)])
    bring_in(decidim.read(path))

    page = visitor.get("/ideas?order=decided", follow_redirects=True).text
    address = page.split('href="/ideas/')[1:]
    shown = next(
        visitor.get(f"/ideas/{part.split(chr(34))[0]}").text
        for part in address
        if "a-tree-in-square-1" in part.split('"')[0]
    )

    assert "onclick" not in shown
    assert "onerror" not in shown
    assert "<iframe" not in shown


@pytest.mark.parametrize("kind", ["petitions", "decidim", "ideas-csv", "threads-csv"])
def test_the_command_says_in_a_sentence_that_a_file_is_of_another_kind(app, tmp_path, kind):
    (tmp_path / "some.txt").write_text("nothing of the kind\n")

    code, said, complaint = imported(kind, str(tmp_path / "some.txt"), env=settings(app))

    assert (code, said) == (1, "")
    assert complaint.count("\n") == 1


def test_the_command_counts_what_it_read_and_made(app, tmp_path):
    path = written(tmp_path / "export.jsonl", [proposal(1), remark(10, on=1)])

    first, again = (imported("decidim", str(path), "--json", env=settings(app)) for _ in range(2))

    made = {"ideas": 1, "comments": 1, "members": 2, "supports": 17, "topics": 1}
    assert counted(first[1], "created") == counted(again[1], "unchanged") == made
    assert counted(again[1], "created") == {}
