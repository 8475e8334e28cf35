"""Commands that set up the database, keep it in a file and bring it back."""

import os
from pathlib import Path
from typing import Any, cast

import click
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from forum.accounts import doorway
from forum.accounts.queries import is_anybody_here
from forum.app import settings_of
from forum.kernel import schema
from forum.kernel.backups.noting import note_backup
from forum.kernel.backups.repeating import erase_again as erased_again
from forum.kernel.backups.restoring import restore_backup
from forum.kernel.backups.taking import take_backup
from forum.kernel.clock import now
from forum.kernel.db import Database, cannot_write, writing
from forum.kernel.errors import Refused
from forum.kernel.house import catch_up
from forum.kernel.site import make_pilot, make_read_only, open_site

A_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
POLITE = 10  # how far a backup steps back behind those who read meanwhile


@click.command()
@click.option("--without-backup", is_flag=True, help="Do not keep an older database first.")
@click.option("--open", "is_open", is_flag=True, help="A new place is open at once, no pilot.")
def init(without_backup: bool, is_open: bool) -> None:
    """Create or upgrade the database; safe to repeat. An older one is backed up first."""
    settings_of(current_app).HOME.mkdir(parents=True, exist_ok=True)
    found = schema.version_of(_database().reading)
    newest = schema.newest_version()
    if found and found > newest:
        raise Refused(f"The database has the schema {found}, newer than this code ({newest}).")
    if found and found < newest and not without_backup:
        _keep_before_upgrade(found)
    schema.upgrade(current_app)
    catch_up()
    click.echo(f"The database is at schema {newest}.")
    if found in (None, newest) and not is_anybody_here():
        _begin_first_day(is_open=is_open)


@click.command()
@A_FILE
@click.option("--with-secret", is_flag=True, help="Put the secret key into the file too.")
def backup(file: Path, with_secret: bool) -> None:
    """Keep everything in one FILE, while the site serves; only you can read the file."""
    if not current_app.testing:
        os.nice(POLITE)
    kept = take_backup(_app(), file, with_secret=with_secret)
    _note(kept.rows)
    size = file.stat().st_size
    click.echo(f"{file}: {kept.rows:,} rows of {len(kept.tables)} tables, {size:,} bytes.")


@click.command()
@A_FILE
def restore(file: Path) -> None:
    """Bring the backup FILE into an empty home and database, and check it."""
    manifest, findings = restore_backup(_app(), file, tell=click.echo)
    click.echo(f"{manifest.rows:,} rows of {manifest.taken_at} are back.")
    for finding in findings:
        click.echo(f"{finding.check}: {finding.sentence}")
    if findings:
        raise click.ClickException(f"The backup is back, but {len(findings)} checks fail.")


@click.command()
def erase_again() -> None:
    """Erase again whoever the list of who was erased names; a restore does it by itself."""
    for sentence in erased_again():
        click.echo(sentence)


@click.command()
@click.argument("switch", type=click.Choice(["on", "off"]))
def readonly(switch: str) -> None:
    """Switch saving off, so that people can only read and search, or on again."""
    with writing():
        make_read_only(switch == "on")
    click.echo("People can only read now." if switch == "on" else "People can write again.")


@click.command()
@click.argument("switch", type=click.Choice(["on", "off"]))
def pilot(switch: str) -> None:
    """Make the site a pilot for invited people only, or open it to everybody."""
    with writing():
        (make_pilot if switch == "on" else open_site)()
    click.echo("Only invited people can sign up now." if switch == "on" else "The site is open.")


def _begin_first_day(*, is_open: bool) -> None:
    """A place that is new begins as a pilot, and says how the first person gets in."""
    with writing():
        if doorway.begin() and not is_open:
            make_pilot()
        address = f"{current_app.config['BASE_URL']}{doorway.path()}"
    click.echo("Nobody is here yet. To make the first administrator, open within 7 days:")
    click.echo(address)


def _keep_before_upgrade(version: str) -> None:
    folder = settings_of(current_app).HOME / "backups"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refused(f"Without a backup nothing is upgraded: {error}.") from error
    file = folder / f"schema-{version}-{now():%Y%m%d-%H%M%S}.zip"
    kept = take_backup(_app(), file)
    _note(kept.rows)
    click.echo(f"The older database is kept in {file}.")


def _note(rows: int) -> None:
    """The file is good also when its moment cannot be written down."""
    try:
        note_backup(rows=rows)
    except DBAPIError as error:
        if not cannot_write(error):
            raise
        click.echo("The moment of this backup could not be written down.", err=True)


def _app() -> Flask:
    return cast(Flask, cast(Any, current_app)._get_current_object())


def _database() -> Database:
    return cast(Database, current_app.extensions["database"])


COMMANDS = [init, backup, restore, erase_again, readonly, pilot]
