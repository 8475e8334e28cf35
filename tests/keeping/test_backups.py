"""A town goes into one file and comes back from it, whichever database it stood on."""

import json
import os
import stat
import zipfile
from datetime import datetime

import pytest
from sqlalchemy import event as happening
from sqlalchemy import inspect, select, text

from forum.accounts.models import Member
from forum.kernel import schema
from forum.kernel.backups.archive import opened
from forum.kernel.backups.noting import last_backup, note_backup
from forum.kernel.backups.restoring import restore_backup
from forum.kernel.backups.taking import take_backup
from forum.kernel.clock import now
from forum.kernel.db import Model, database, db, writing
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.settling import settle
from forum.threads.models import Answer
from tests.cast import make_person
from tests.keeping.conftest import stamp, victims
from tests.races.auditor import faults
from tests.races.crowd import question

ODD = 'O’Neill "\\ \u2028 \t=cmd|💡 \\N tab\there {curly} Ω\nnew line'


REMADE = {"last_backup", "last_restore", "search.mend"}


def contents(app):
    """Every row of every table, as the code reads them; without what keeping itself writes down
    and the work that the new index asks for."""
    with app.app_context():
        found = {
            table.name: sorted(
                json.dumps(list(row), sort_keys=True, default=str)
                for row in db.execute(table.select())
                if not REMADE & set(map(str, row[:2]))
            )
            for table in Model.metadata.sorted_tables
        }
        db.rollback()
        return found


def brought_back(app, file):
    with app.app_context():
        return restore_backup(app, file)


@pytest.fixture
def hamlet(app):
    stamp(app)
    make_person(app, "Ada Okafor")
    return app


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept.zip"


def test_everything_comes_back_on_either_database(town, empty_place, file):
    odd = make_person(town, "Odd One")
    with writing():
        odd.member.team = ODD

    kept = take_backup(town, file)
    place = empty_place()
    manifest, findings = brought_back(place, file)

    assert findings == []
    assert contents(place) == contents(town)
    assert manifest.rows == kept.rows > 300
    assert schema.version_of(place.extensions["database"].reading) == schema.newest_version()


def test_moments_and_yes_and_no_are_what_they_were(town, empty_place, file):
    take_backup(town, file)
    place = empty_place()
    brought_back(place, file)

    with place.app_context():
        member = db.scalars(select(Member).order_by(Member.id)).all()[0]
        assert isinstance(member.joined_at, datetime)
        assert member.joined_at.tzinfo is not None
        assert member.is_imported is False


def test_no_number_is_given_out_twice(town, empty_place, file):
    with writing():
        last = make_person(town, "Gone Tomorrow").member_id
    take_backup(town, file)
    place = empty_place()
    brought_back(place, file)

    with place.app_context():
        before = db.scalar(text("select max(id) from published_event"))
        assert make_person(place, "New Here").member_id > last
        with writing():
            row = {
                "kind": "member_joined",
                "version": 1,
                "stream": "member:1",
                "channel": "web",
                "origin": "live",
                "facts": {},
                "happened_at": now(),
            }
            db.add(PublishedEvent(**row))
        assert db.scalar(text("select max(id) from published_event")) > before


def test_links_between_tables_are_still_guarded_afterwards(town, empty_place, file):
    take_backup(town, file)
    place = empty_place()
    brought_back(place, file)

    with place.app_context():
        links = {
            (table, str(link["name"]))
            for table in inspect(database().reading).get_table_names()
            for link in inspect(database().reading).get_foreign_keys(table)
        }
        assert len(links) == sum(
            len(t.foreign_key_constraints) for t in Model.metadata.sorted_tables
        )


def test_only_an_empty_place_takes_a_backup(hamlet, file, empty_place):
    take_backup(hamlet, file)
    place = empty_place()
    brought_back(place, file)
    before = contents(place)

    with pytest.raises(Refused, match="holds rows already"):
        brought_back(place, file)

    assert contents(place) == before


def test_a_place_that_was_only_set_up_is_empty(hamlet, file, empty_place):
    take_backup(hamlet, file)
    place = empty_place()
    schema.upgrade(place)

    brought_back(place, file)

    assert contents(place) == contents(hamlet)


def test_a_restore_that_lacked_its_end_is_finished_by_a_second_run(town, file, empty_place):
    take_backup(town, file)
    place = empty_place()
    house_of(place).checks["killed"] = killed

    with pytest.raises(RuntimeError):
        brought_back(place, file)
    house_of(place).checks.pop("killed")
    _, findings = brought_back(place, file)

    assert findings == []
    assert contents(place) == contents(town)


def house_of(app):
    return app.extensions["house"]


def killed():
    raise RuntimeError("killed")


def test_a_restore_that_fails_in_the_middle_leaves_an_empty_place(hamlet, file, empty_place):
    take_backup(hamlet, file)
    place = empty_place()
    engine = place.extensions["database"].writing

    @happening.listens_for(engine, "before_cursor_execute")
    def die(_connection, _cursor, statement, *_):
        if "last_restore" in statement or statement.startswith("INSERT INTO site_setting"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought_back(place, file)
    happening.remove(engine, "before_cursor_execute", die)

    assert not any(contents(place).values())
    brought_back(place, file)
    assert contents(place) == contents(hamlet)


def test_the_file_is_its_owners_alone_and_holds_no_secret_unasked(hamlet, file):
    (hamlet.config["FOLKMOOT"].HOME / "uploads" / "a").mkdir(parents=True)
    (hamlet.config["FOLKMOOT"].HOME / "uploads" / "a" / "map.png").write_bytes(b"\x89PNG")

    take_backup(hamlet, file)

    with zipfile.ZipFile(file) as found:
        assert "secret" not in found.namelist()
        assert found.read("uploads/a/map.png") == b"\x89PNG"
        assert hamlet.secret_key.encode() not in b"".join(map(found.read, found.namelist()))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_secret_comes_along_when_it_is_asked_for(hamlet, file):
    take_backup(hamlet, file, with_secret=True)

    with opened(file) as archive:
        assert b"".join(archive.blocks("secret")).decode() == hamlet.secret_key


def test_nothing_but_the_file_is_left_behind(hamlet, file):
    before = set(file.parent.iterdir())
    file.with_name(".kept.zip.half-done").write_bytes(b"left over by a kill" * 100_000)

    take_backup(hamlet, file)

    assert set(file.parent.iterdir()) - before == {file}


def test_a_backup_takes_the_place_of_an_older_one_only_when_it_is_whole(hamlet, file, monkeypatch):
    take_backup(hamlet, file)
    first = file.read_bytes()
    monkeypatch.setattr(os, "fsync", no_space)

    with pytest.raises(Refused, match="could not be written"):
        take_backup(hamlet, file)

    assert file.read_bytes() == first
    assert not file.with_name(".kept.zip.half-done").exists()


def no_space(_descriptor):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("harm", ["cut", "flip", "nothing", "text", "swap", "lie"])
def test_a_damaged_file_is_refused_and_changes_nothing(hamlet, file, sqlite_place, harm):
    take_backup(hamlet, file)
    HARMS[harm](file)
    place = sqlite_place()

    with pytest.raises(Refused):
        brought_back(place, file)

    with place.app_context():
        assert inspect(database().reading).get_table_names() == []


def cut(file):
    file.write_bytes(file.read_bytes()[:-200])


def flip(file):
    """In the middle of the fullest table: between tables a bit may not matter."""
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as found:
        fullest = max(found.infolist(), key=lambda member: member.compress_size)
    lengths = content[fullest.header_offset + 26 : fullest.header_offset + 30]
    name, extra = int.from_bytes(lengths[:2], "little"), int.from_bytes(lengths[2:], "little")
    begin = fullest.header_offset + 30 + name + extra
    content[begin + fullest.compress_size // 2] ^= 0xFF
    file.write_bytes(content)


def swap(file):
    """A row changed, with a checksum of the zip that fits."""
    _rewrite(file, lambda name, body: body.replace(b"citizen", b"admin"))


def lie(file):
    """One row fewer than the manifest says."""
    _rewrite(file, lambda name, body: body.split(b"\n", 1)[-1] if "member" in name else body)


def _rewrite(file, change):
    with zipfile.ZipFile(file) as found:
        members = {name: found.read(name) for name in found.namelist()}
    with zipfile.ZipFile(file, "w") as made:
        for name, body in members.items():
            made.writestr(name, change(name, body) if name.startswith("tables") else body)


HARMS = {
    "cut": cut,
    "flip": flip,
    "nothing": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("a backup"),
    "swap": swap,
    "lie": lie,
}


def test_a_backup_of_a_newer_schema_is_refused_with_a_sentence(hamlet, file, sqlite_place):
    take_backup(hamlet, file)
    with zipfile.ZipFile(file) as found:
        members = {name: found.read(name) for name in found.namelist()}
    manifest = json.loads(members["manifest.json"]) | {"schema": "9000"}
    with zipfile.ZipFile(file, "w") as made:
        for name, body in members.items():
            made.writestr(name, json.dumps(manifest) if name == "manifest.json" else body)

    with pytest.raises(Refused, match="install the newer version"):
        brought_back(sqlite_place(), file)


def test_a_database_without_tables_has_nothing_to_keep(sqlite_place, file):
    with pytest.raises(Refused, match="run folkmoot init"):
        take_backup(sqlite_place(), file)

    assert not file.exists()


def test_the_moment_of_the_last_backup_is_known(hamlet):
    assert last_backup() is None

    note_backup(rows=10)

    last = last_backup()
    assert last is not None
    assert (now() - last).total_seconds() < 60


@pytest.mark.kills
def test_a_killed_restore_is_finished_by_a_later_run(hamlet, parking, tmp_path, empty_place):
    question(parking, answers=3)
    file = tmp_path / "kept.zip"
    kept = take_backup(hamlet, file)
    place = empty_place()

    kills = victims("restore", place, file)

    assert kills >= 4
    with place.app_context():
        assert settle(place, seconds=60)
        assert faults() == []
        assert db.query(Answer).count() == kept.tables["answer"].rows == 3
