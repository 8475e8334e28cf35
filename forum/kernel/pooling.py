"""A connection that has rested is asked whether it still leads anywhere before it is used."""

from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

RESTED_SECONDS = 1.0


def ask_the_rested(engine: Engine) -> Engine:
    """The same engine. To ask each time would cost every page a round trip."""

    def ask(connection: Any, record: Any, _proxy: Any) -> None:
        since = record.info.get("rested_since")
        if since is None or monotonic() - since < RESTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise DisconnectionError from gone  # the pool then takes another one

    event.listen(engine, "checkin", _note)
    event.listen(engine, "checkout", ask)
    return engine


def _note(_connection: Any, record: Any) -> None:
    record.info["rested_since"] = monotonic()
