"""Administrators bring an archive in from a page; the worker reads it, the page says how far."""

import gzip
import json
import os
import zipfile
from io import BytesIO

import pytest

from forum.ideas.models import Idea
from forum.kernel import audit
from forum.kernel.db import db, fresh_reading
from forum.threads.models import Thread
from moderation.archives import parcels, tasks
from moderation.archives.models import ImportRun
from moderation.start.queries import checklist
from tests.forum.imports.archives import post, topic
from tests.moderation.catalogue.conftest import words_of

HEAD = "id,question,title,body,written_at,author\n"
TABLE = HEAD + (
    "1,,Where is the permit office?,I cannot find it.,2020-01-01T10:00:00Z,Old Ada\n"
    "2,1,,Behind the library.,2020-01-02T10:00:00Z,Old Ben\n"
    "3,,Too soon,Tomorrow.,no day at all,Old Ada\n"
)
IDEAS = "id,title,body,proposed_at\n1,A crossing,Over the road.,2020-01-01T10:00:00Z\n"
TOPIC = json.dumps(topic(5, [post(1)])).encode()


@pytest.fixture
def send(adam):
    def send_file(content, name="old.csv", kind="threads-csv", who=adam, follow=False):
        body = content.encode() if isinstance(content, str) else content
        file = (BytesIO(body), name)
        return who.post("/desk/imports", kind=kind, file=file, follow=follow)

    return send_file


@pytest.fixture
def folder(app):
    return app.config["FOLKMOOT"].HOME / "imports"


def run():
    with fresh_reading():
        return db.query(ImportRun).order_by(ImportRun.id.desc()).first()


def number_of(model):
    with fresh_reading():
        return db.query(model).count()


def zipped(**files):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def test_a_table_is_brought_in_and_the_page_says_what_came_of_it(
    adam, send, deliver, parking, folder
):
    asked = send(TABLE)
    waiting = words_of(adam.get("/desk/imports"))
    deliver()
    done = words_of(adam.get("/desk/imports"))

    assert asked.location.startswith("/desk/imports#import-")
    assert "Waiting for the worker" in waiting
    assert "Done" in done
    assert "Questions 1 1 0" in done
    assert "old.csv line 4" in done
    assert number_of(Thread) == 1
    assert list(folder.iterdir()) == []


def test_the_same_file_again_brings_nothing_twice(adam, send, deliver):
    for _ in range(2):
        send(TABLE)
        deliver()

    assert number_of(Thread) == 1
    assert "Questions 1 0 1" in words_of(adam.get("/desk/imports"))


def test_a_long_import_goes_on_where_it_was_ended(adam, send, deliver, monkeypatch):
    monkeypatch.setattr(tasks, "LONGEST_SECONDS", -1.0)
    send(TABLE)

    deliver()

    assert run().state == "done"
    assert run().tally["created"]["threads"] == 1
    assert run().tally["unchanged"]["threads"] == 0


def test_the_audit_log_names_who_asked_and_what_became_of_it(adam, send, deliver):
    send(TABLE)
    deliver()

    reason = f"import {run().id}"
    with fresh_reading():
        rows = db.query(audit.AuditEntry).filter_by(reason=reason).all()
    assert [row.deed for row in rows] == ["import asked for", "import done"]
    assert {row.actor_id for row in rows} == {adam.member_id}


def test_a_packed_table_and_a_table_of_ideas_are_read_too(send, deliver):
    send(gzip.compress(IDEAS.encode()), name="ideas.csv.gz", kind="ideas-csv")
    deliver()

    assert run().problem is None
    assert run().tally["refused"] == []
    assert number_of(Idea) == 1


def test_a_forum_comes_as_a_zip_of_its_folder(send, deliver, folder):
    send(zipped(forum__5_json=TOPIC, readme_txt=b"Hello"), name="forum.zip", kind="discourse")
    deliver()

    assert run().problem is None
    assert run().tally["refused"] == []
    assert number_of(Thread) == 1
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        ("", "threads-csv", "This file is empty."),
        (b"a,b\x00c\n", "threads-csv", "This is no text that we can read."),
        (zipped(a_csv=b"id"), "ideas-csv", "This is a ZIP file. Unpack it"),
        (TABLE, "discourse", "This kind of archive comes as a ZIP file."),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(send, folder, content, kind, said):
    refused = send(content, kind=kind)

    assert refused.status_code == 422
    assert said in refused.text
    assert run() is None
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (IDEAS, "threads-csv", "does not name the columns that we need: “question”"),
        (TABLE, "petitions", "There is no petition at the beginning of this file."),
        (b"\x1f\x8bnothing", "threads-csv", "The file is damaged or cut short"),
        (b"PK\x03\x04nothing", "discourse", "The file is damaged or cut short"),
        (zipped(**{"..__..__evil_json": TOPIC}), "discourse", "names places outside itself"),
        (zipped(a_txt=b"Hello"), "stackexchange", "There is no Posts.xml here."),
    ],
)
def test_what_turns_out_to_be_something_else_ends_in_a_sentence(
    adam, send, deliver, folder, content, kind, said
):
    send(content, kind=kind)
    deliver()

    page = words_of(adam.get("/desk/imports"))
    assert run().state == "failed"
    assert "Not brought in" in page
    assert said in page
    assert list(folder.iterdir()) == []
    assert not (folder.parent / "evil.json").exists()


@pytest.mark.parametrize("kind", ["threads-csv", "discourse"])
def test_a_small_file_that_would_be_huge_is_left_alone(send, deliver, monkeypatch, kind):
    monkeypatch.setattr(parcels, "TIMES", 0.001)
    bomb = b" " * 1_000_000
    send(gzip.compress(bomb) if kind == "threads-csv" else zipped(a_json=bomb), kind=kind)

    deliver()

    assert run().problem == "Unpacked this file is too large, so nothing was brought in."


def test_a_file_above_the_limit_is_refused(adam, send, monkeypatch, folder):
    monkeypatch.setattr(parcels, "MB", 1_000)

    refused = send(HEAD + "x" * 100_000)

    assert refused.status_code == 422
    assert "This file is larger than 100 MB." in refused.text
    assert list(folder.iterdir()) == []


def test_more_than_other_pages_take_may_be_sent_here_only(app, adam, send, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1_000)

    assert send(TABLE * 10).status_code == 303
    assert adam.post("/desk/services/csv", text=TABLE * 10).status_code == 413


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\old\\forum.csv", "forum.csv"),
        (".hidden", "hidden"),
        ("…" * 200 + ".csv", "…" * 66),
        ("a\nb\u202e.csv", "ab.csv"),
        ("..", "file"),
    ],
)
def test_a_file_is_kept_under_its_plain_name(sent, kept):
    assert parcels.plain_name(sent) == kept


def test_a_file_that_is_gone_is_said_to_be_gone(adam, send, deliver, folder):
    send(TABLE)
    parcels.throw_away(folder / run().token)

    deliver()

    assert run().problem == "The file is not here any more. Send it again."


def test_files_of_nobody_are_thrown_away_after_a_day(send, folder):
    send(TABLE)
    (folder / "stray").mkdir()
    for one in folder.iterdir():
        os.utime(one, (0, 0))

    tasks.throw_away_strays()

    assert [one.name for one in folder.iterdir()] == [run().token]


def test_only_administrators_bring_in_an_archive(app, dev, pia, ada, visitor, send):
    for who, code in ((dev, 403), (pia, 403), (ada, 403), (visitor, 401)):
        assert who.get("/desk/imports").status_code == code
        assert send(TABLE, who=who).status_code == code
    assert run() is None


def test_without_a_file_or_a_kind_it_says_what_is_missing(adam):
    nothing = adam.post("/desk/imports", kind="threads-csv")
    no_kind = adam.post("/desk/imports", kind="gossip")

    assert nothing.status_code == no_kind.status_code == 422
    assert "Choose the file" in nothing.text
    assert "Choose what kind of archive it is." in no_kind.text


def test_the_first_day_leads_here_and_is_ticked_when_it_is_done(adam, send, deliver):
    before = adam.get("/desk/start")
    send(TABLE)
    deliver()

    assert 'href="/desk/imports' in before.text
    with fresh_reading():
        assert checklist()["import"].is_done
