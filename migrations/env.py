"""How migrations run: on the connection they are given, with a short wait for locks."""

import time

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from forum import tables as forum_tables
from forum.kernel.db import Model
from forum.kernel.guards import take_guards_off
from moderation.catalogue import models as catalogue_tables
from moderation.choices import models as choice_tables
from moderation.helpdesk import models as helpdesk_tables
from moderation.reports import models as report_tables
from moderation.sanctions import models as sanction_tables
from search import models as search_tables

TRIES = 5
ONE_AT_A_TIME = 710_221


def run(connection: Connection) -> None:
    """One migrator at a time; a table that is in use is tried again rather than waited for."""
    for attempt in range(1, TRIES + 1):
        try:
            _run_once(connection)
            return
        except OperationalError:
            if attempt == TRIES:
                raise
            connection.rollback()
            time.sleep(attempt)


def _run_once(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET lock_timeout = '1s'"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ONE_AT_A_TIME})
    take_guards_off(connection)
    # Both databases take back half an upgrade; Alembic does not expect it of SQLite.
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        _refuse_loose_ends(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ONE_AT_A_TIME})


def _refuse_loose_ends(connection: Connection) -> None:
    """Raises RuntimeError, so that nothing is kept, when a row points at nothing."""
    if connection.dialect.name != "sqlite":
        return
    if loose := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"A row of {loose[0]} points at a row of {loose[2]} that is not there.")


run(context.config.attributes["connection"])
