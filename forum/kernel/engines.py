"""How a database is spoken to: which connections are kept, and what each is told first."""

from sqlite3 import Connection
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

from forum.kernel.lasting import Disk, lasting_on
from forum.kernel.pooling import ask_the_rested

LOCK_WAIT_MS = 5000
# Faults are written down, and what people wrote stands in the parameters of statements.
DISCREET: dict[str, Any] = {"hide_parameters": True}
POOL = DISCREET | {
    "pool_size": 4,
    "max_overflow": 8,
    "pool_use_lifo": True,  # as few connections as are needed at once
}


def engine_for(url: str, *, read_only: bool) -> Engine:
    if url.startswith("sqlite"):
        kind = {} if read_only else {"factory": _lasting(url)}
        shared = {"pool_size": 8, "max_overflow": 16, "pool_use_lifo": True, "connect_args": kind}
        engine = create_engine(url, **shared, **DISCREET)
        event.listen(engine, "connect", _sqlite_connection(read_only=read_only))
        begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine
    if not read_only:
        patience = {"options": "-c lock_timeout=5000"}
        return ask_the_rested(create_engine(url, connect_args=patience, **POOL))
    # A reading page needs no transaction: that saves five of nine round trips.
    options = {"options": "-c default_transaction_read_only=on"}
    alone = {"isolation_level": "AUTOCOMMIT"}
    return ask_the_rested(create_engine(url, connect_args=options, **alone, **POOL))


def _lasting(url: str) -> type[Connection]:
    return lasting_on(Disk(make_url(url).database or ""))


def _sqlite_connection(*, read_only: bool) -> Any:
    pragmas = [
        f"busy_timeout={LOCK_WAIT_MS}",
        "foreign_keys=ON",
        "cache_size=-500",  # KB of each connection; the system keeps the file in memory anyway
    ]
    pragmas += ["query_only=ON"] if read_only else ["synchronous=NORMAL"]

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return prepare
