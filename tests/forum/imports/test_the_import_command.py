"""The command `folkmoot import`: what it prints, how it ends, and what it refuses to read."""

import json

import pytest

from forum.imports.models import ImportedKey
from forum.threads.models import Thread
from tests.conftest import ON_POSTGRES
from tests.forum.imports import archives
from tests.forum.imports.archives import dump, forum, post, question, topic
from tests.forum.imports.brought import counted, how_many, imported, settings

BOMB = """<?xml version="1.0"?>
<!DOCTYPE posts [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<posts><row Id="1" PostTypeId="1" Title="&b;" /></posts>"""


@pytest.fixture
def site(tmp_path):
    return dump(tmp_path / "site", Posts=[question(1), archives.answer(2, to=1)])


def test_json_says_what_was_read_created_and_here_before(app, site):
    first = imported("stackexchange", str(site), "--json", env=settings(app))
    second = imported("stackexchange", str(site), "--json", env=settings(app))

    everything = {"members": 1, "threads": 1, "answers": 1}
    assert [code for code, _, _ in (first, second)] == [0, 0]
    assert counted(first[1], "read") == counted(first[1], "created") == everything
    assert counted(second[1], "created") == {}
    assert counted(second[1], "unchanged") == everything
    assert json.loads(first[1])["refused"] == []


def test_a_person_is_told_in_a_table_with_what_was_refused(app, tmp_path):
    talk = forum(tmp_path / "talk", topic(5, [post(1), post(2, created_at="long ago"), post(3)]))

    code, said, complaint = imported("discourse", str(talk), "--progress", env=settings(app))

    assert code == 0
    lines = {line.split()[0]: line.split()[1:] for line in said.splitlines()[1:]}
    assert (lines["threads"], lines["answers"]) == (["1", "1", "0"], ["1", "1", "0"])
    assert "Refused: 0.json post 2: “created_at” is not a date and time." in said
    assert "3/3" in complaint or "2/3" in complaint


def test_nobody_watching_sees_no_bar(app, site):
    _, _, complaint = imported("stackexchange", str(site), env=settings(app))

    assert complaint == ""


def test_a_truncated_dump_brings_what_stands_before_the_damage(app, site):
    whole = (site / "Posts.xml").read_text()
    (site / "Posts.xml").write_text(whole[: whole.index("<p>") if "<p>" in whole else -40])

    code, said, _ = imported("stackexchange", str(site), "--json", env=settings(app))

    assert code == 0
    assert json.loads(said)["refused"][0]["where"].startswith("Posts.xml line")
    assert counted(said, "created")["threads"] == 1


def test_an_xml_bomb_is_refused_with_a_sentence_and_nothing_is_written(app, site):
    (site / "Posts.xml").write_text(BOMB)

    code, said, complaint = imported("stackexchange", str(site), env=settings(app))

    assert (code, said) == (1, "")
    assert complaint.startswith("Posts.xml has a document type (DOCTYPE)")
    assert complaint.count("\n") == 1
    assert how_many(ImportedKey) == 0


@pytest.mark.parametrize("source", ["stackexchange", "discourse"])
def test_a_folder_without_an_archive_is_refused_with_a_sentence(app, tmp_path, source):
    (tmp_path / "empty").mkdir()

    code, _, complaint = imported(source, str(tmp_path / "empty"), env=settings(app))

    assert code == 1
    assert complaint.startswith("There is no ")
    assert complaint.count("\n") == 1


def test_a_folder_that_is_not_there_is_wrong_use(app, tmp_path):
    code, _, complaint = imported("discourse", str(tmp_path / "nowhere"), env=settings(app))

    assert code == 2
    assert "does not exist" in complaint


def test_a_database_that_cannot_be_written_to_is_told_in_a_sentence(app, site):
    if ON_POSTGRES:
        pytest.skip("NOT RUN: the address of a PostgreSQL database cannot make it read-only.")
    where = app.config["FOLKMOOT"].HOME
    address = f"sqlite:///file:{where}/folkmoot.db?mode=ro&uri=true"

    facts = settings(app, FOLKMOOT_DATABASE_URL=address)
    code, said, complaint = imported("stackexchange", str(site), env=facts)

    assert (code, said) == (1, "")
    assert complaint == "The database cannot be written to: it is full or read-only.\n"
    assert how_many(Thread) == 0


def test_a_database_without_tables_says_what_to_do(app, site, tmp_path):
    elsewhere = settings(app, FOLKMOOT_DATABASE_URL=f"sqlite:///{tmp_path}/empty.db")

    code, _, complaint = imported("stackexchange", str(site), env=elsewhere)

    assert (code, complaint) == (1, "The database has no tables yet: run folkmoot init.\n")
