"""What no program can do any more: change a ledger behind the back of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from forum.kernel.guards import set_guards, take_guards_off


@contextmanager
def tampering(connection: Connection) -> Iterator[Connection]:
    """As somebody could who has the database itself in their hands; in a transaction of theirs."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("set local session_replication_role = replica"))
        yield connection
        connection.execute(text("set local session_replication_role = origin"))
        return
    take_guards_off(connection)
    yield connection
    set_guards(connection)
