"""Two engines, one session for each request or task; committed by whoever opened it.

Reading uses an engine that cannot write. `writing()` opens the one short write
transaction: on SQLite with BEGIN IMMEDIATE, because a deferred transaction that
turns into a write loses updates and fails under load.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

from flask import Flask, current_app, g
from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    literal_column,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.dml import ReturningInsert
from werkzeug.local import LocalProxy

from forum.kernel.engines import engine_for
from forum.kernel.text import PrivateText, publish_text

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ENOUGH_ROWS = 1_000  # of each index are looked at for statistics
# For rows changed where they stand: what the session has loaded is not searched for them.
SILENT = {"synchronize_session": False}
DEADLOCK = {"40P01", "40001", "55P03"}
DISK_FULL = (
    "database or disk is full",
    "No space left",
    "readonly database",
    "read-only transaction",
)


class Moment(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the way in and on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Private(TypeDecorator[str]):
    """A column of text that only the people it is between may read (docs/privacy.md)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else publish_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> PrivateText | None:
        return None if value is None else PrivateText(value)


WholeNumber = BigInteger().with_variant(Integer, "sqlite")
Facts = JSON().with_variant(postgresql.JSONB, "postgresql")


class Model(DeclarativeBase):
    """A table. `__privacy__` says for each column of text what it may hold (docs/privacy.md).

    Where there is a `__kept__`, it says what its columns name, whose rows the database does not let
    go of while a hold covers that (forum/kernel/guards.py). A table with a `__ledger__` only grows
    (forum/kernel/ledgers.py).
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        int: WholeNumber,
        str: Text,
        datetime: Moment,
        dict[str, Any]: Facts,
    }
    __privacy__: dict[str, str]


class Database:
    """The two engines of one address."""

    def __init__(self, url: str) -> None:
        self.reading = engine_for(url, read_only=True)
        self.writing = engine_for(url, read_only=False)
        self.reader = sessionmaker(self.reading, autoflush=False, expire_on_commit=False)
        self.writer = sessionmaker(self.writing, expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        return self.writing.dialect.name == "sqlite"

    def dispose(self) -> None:
        self.reading.dispose()
        self.writing.dispose()


def init_app(app: Flask, url: str) -> None:
    app.extensions["database"] = Database(url)
    app.teardown_appcontext(_close_session)


def database() -> Database:
    return cast(Database, current_app.extensions["database"])


def _session_of_this_context() -> Session:
    if "session" not in g:
        g.session = database().reader()
    return cast(Session, g.session)


db = cast(Session, LocalProxy(_session_of_this_context))


@contextmanager
def writing() -> Iterator[Session]:
    """One write transaction; inside another one it is simply part of that.

    `g.whole` (forum/kernel/repeats.py) is called at its beginning and commits it at the end.
    """
    if "session" in g and g.session.info.get("writes"):
        yield g.session
        return
    _close_session(None)
    g.session = database().writer(info={"writes": True})
    is_done = False
    try:
        if whole := g.get("whole"):
            whole()
        yield g.session
        (g.session.flush if whole else g.session.commit)()
        is_done = True
    finally:
        if not (is_done and whole):
            _close_session(None)


@contextmanager
def fresh_reading() -> Iterator[Session]:
    """A new read transaction, so that what others committed meanwhile is seen."""
    _close_session(None)
    yield _session_of_this_context()


def insert_once(table: Any, **values: Any) -> bool:
    """Insert unless a unique constraint says it is there already; True when it was new."""
    return db.execute(_unless_there(table, database().is_sqlite), values).first() is not None


def insert_missing(table: Any, rows: Sequence[dict[str, Any]]) -> int:
    """Many at once, each as `insert_once` does it; how many were new."""
    if not rows:
        return 0
    return len(db.execute(_unless_there(table, database().is_sqlite), rows).all())


@cache
def _unless_there(table: Any, is_sqlite: bool) -> ReturningInsert[Any]:
    """Made once for each table: to build the statement costs as much as to run it."""
    dialect = sqlite if is_sqlite else postgresql
    target = cast(Table, getattr(table, "__table__", table))
    insert: Any = dialect.insert(target).on_conflict_do_nothing()
    return cast(ReturningInsert[Any], insert.returning(literal_column("1")))


def refresh_statistics() -> None:
    """The database plans by what it knows of its tables; without it SQLite takes slow ways."""
    with writing():
        if database().is_sqlite:
            db.execute(text(f"PRAGMA analysis_limit={ENOUGH_ROWS}"))
        db.execute(text("ANALYZE"))


def only_looked_at(column: Any, values: Collection[str]) -> ColumnElement[bool]:
    """Whether a text is one of these, in a way that no plan begins with all rows of those values:
    for queries that know better where to begin, whatever the statistics are.
    """
    return cast("ColumnElement[bool]", column.concat("").in_(values))


def is_worth_another_try(error: DBAPIError) -> bool:
    """A deadlock, a lock wait, or a unique row that somebody else inserted first."""
    if isinstance(error, IntegrityError):
        return "unique" in str(error.orig).lower()
    return getattr(error.orig, "sqlstate", None) in DEADLOCK or "locked" in str(error.orig)


def cannot_write(error: DBAPIError) -> bool:
    """The disk is full or the database read-only: reading still works."""
    return any(sign in str(error.orig) for sign in DISK_FULL)


def lacks_tables(error: DBAPIError) -> bool:
    """Nobody has run `folkmoot init` on this database yet."""
    return "no such table" in str(error.orig) or "does not exist" in str(error.orig)


def complaint(error: DBAPIError) -> str:
    """What the database says, in one line; the lines after it quote what was to be stored."""
    return str(error.orig).partition("\n")[0]


def _close_session(_error: BaseException | None) -> None:
    if session := g.pop("session", None):
        session.close()
