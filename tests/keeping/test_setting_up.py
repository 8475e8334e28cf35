"""`folkmoot init` keeps an older database before it changes it, and never goes back in time."""

import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, select

from forum.accounts.models import Member
from forum.commands.saving import backup, init, restore
from forum.kernel import schema
from forum.kernel.backups.archive import opened
from forum.kernel.backups.noting import last_backup
from forum.kernel.db import database, db
from forum.kernel.errors import Refused
from forum.kernel.site import FIRST_DAY, SiteSetting, site
from tests.cast import make_person
from tests.keeping.conftest import stamp

TOMORROW = '''"""Tomorrow's table."""

import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("tomorrow", sa.Column("id", sa.Integer(), primary_key=True))
{then}
'''


@pytest.fixture
def hamlet(app):
    stamp(app)
    make_person(app, "Ada Okafor")
    return app


@pytest.fixture
def code_of_tomorrow(tmp_path, monkeypatch):
    """A version of the code with one more migration, which may end in some way of its own."""
    folder, newest = tmp_path / "migrations", schema.newest_version()
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def arrives(then="    pass"):
        text = TOMORROW.format(newest=newest, then=then)
        (folder / "versions" / "9000_tomorrow.py").write_text(text)
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return arrives


def run(command, *arguments):
    return CliRunner().invoke(command, [str(one) for one in arguments], catch_exceptions=False)


def kept(app):
    return sorted((app.config["FOLKMOOT"].HOME / "backups").glob("*.zip"))


def test_an_older_database_is_kept_and_then_upgraded(hamlet, code_of_tomorrow):
    older = schema.newest_version()
    code_of_tomorrow()

    done = run(init)

    (file,) = kept(hamlet)
    assert "is at schema 9000" in done.output
    assert str(file) in done.output
    assert inspect(database().reading).has_table("tomorrow")
    with opened(file) as archive:
        assert archive.manifest.schema == older
        assert archive.manifest.tables["member"].rows == 1
    assert last_backup() is not None


def test_that_backup_can_be_restored_by_the_newer_code(hamlet, code_of_tomorrow, empty_place):
    code_of_tomorrow()
    run(init)
    place = empty_place()

    with place.app_context():
        done = run(restore, kept(hamlet)[0])

        assert done.exit_code == 0, done.output
        assert schema.version_of(database().reading) == "9000"
        assert inspect(database().reading).has_table("tomorrow")


def test_a_set_up_place_of_the_newer_code_takes_the_older_backup(
    hamlet, code_of_tomorrow, empty_place
):
    file = hamlet.config["FOLKMOOT"].HOME / "older.zip"
    run(backup, file)
    code_of_tomorrow()
    place = empty_place()

    with place.app_context():
        run(init)
        done = run(restore, file)

        assert done.exit_code == 0, done.output
        assert db.scalar(select(Member.name)) == "Ada Okafor"


def test_a_place_that_was_only_set_up_becomes_the_town_that_is_brought_back(hamlet, empty_place):
    """It was a pilot with a way in for the first administrator; the town is open and has people."""
    file = hamlet.config["FOLKMOOT"].HOME / "open.zip"
    run(backup, file)
    place = empty_place()

    with place.app_context():
        said = run(init).output
        was_pilot = site().is_pilot
        db.rollback()
        done = run(restore, file)

        assert "/first-day/" in said
        assert was_pilot
        assert done.exit_code == 0, done.output
        assert not site().is_pilot
        assert db.get(SiteSetting, FIRST_DAY) is None


def test_an_older_place_without_people_does_not_become_a_pilot(app, code_of_tomorrow):
    stamp(app)
    code_of_tomorrow()

    said = run(init, "--without-backup").output

    assert "/first-day/" not in said
    assert not site().is_pilot


def test_without_a_backup_nothing_is_upgraded(hamlet, code_of_tomorrow):
    (hamlet.config["FOLKMOOT"].HOME / "backups").write_text("in the way")
    code_of_tomorrow()

    with pytest.raises(Refused, match="Without a backup"):
        run(init)

    assert not inspect(database().reading).has_table("tomorrow")


def test_who_has_a_backup_of_their_own_can_say_so(hamlet, code_of_tomorrow):
    code_of_tomorrow()

    run(init, "--without-backup")

    assert kept(hamlet) == []
    assert inspect(database().reading).has_table("tomorrow")


def test_repeating_it_keeps_nothing(hamlet):
    run(init)
    run(init)

    assert kept(hamlet) == []


def test_code_older_than_the_database_is_refused_with_a_sentence(hamlet):
    stamp(hamlet, "9999")

    with pytest.raises(Refused, match="has the schema 9999, newer than this code"):
        run(init)

    assert kept(hamlet) == []


def test_a_migration_that_dies_in_the_middle_has_changed_nothing(hamlet, code_of_tomorrow):
    code_of_tomorrow(then="    raise KeyboardInterrupt")
    older = schema.version_of(database().reading)

    with pytest.raises(KeyboardInterrupt):
        schema.upgrade(hamlet)

    database().dispose()
    assert schema.version_of(database().reading) == older
    assert not inspect(database().reading).has_table("tomorrow")
