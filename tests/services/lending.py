"""A database of PostgreSQL for each test, lent again when it is as empty as it was made.

To empty one takes a tenth of the time of a new copy, and most tests fill a few tables only. What
empties it stays connected, so the server has already planned what it is asked.
"""

from contextlib import closing

import psycopg
from sqlalchemy import make_url

from tests.services.postgres import connection, drop_database, new_database

OTHERS_END = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SHAPE = """
    SELECT md5(string_agg(what, ',' ORDER BY what)) FROM (
        SELECT concat('table ', oid, ' ', xmin) AS what FROM pg_class
        WHERE relnamespace >= 16384 OR relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat('trigger ', oid, ' ', tgenabled) FROM pg_trigger
        UNION ALL SELECT concat('function ', oid, ' ', xmin) FROM pg_proc WHERE oid >= 16384
        UNION ALL SELECT concat('setting ', setdatabase, setrole, setconfig) FROM pg_db_role_setting
    ) AS everything
"""
TABLES = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
RESTART = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL
"""


class Lending:
    """Databases with all tables and no row, made as copies of `template` (a URL)."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.free: list[str] = []
        with closing(connection(make_url(template))) as server:
            self.tables = [name for (name,) in server.execute(TABLES).fetchall()]
        self.filled = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in self.tables
        ).encode()
        self.servers: dict[str, psycopg.Connection] = {}
        self.shapes: dict[str, str] = {}

    def lend(self) -> str:
        if self.free:
            return self.free.pop()
        url = new_database(self.template, template=self.template)
        server = self.servers[url] = connection(make_url(url))
        server.execute("SET session_replication_role = replica")  # no order, and no guard
        self.shapes[url] = shape_of(server)
        return url

    def take_back(self, url: str) -> None:
        """Kept for the next when it could be emptied; else removed."""
        try:
            is_as_made = self._emptied(url) and shape_of(self.servers[url]) == self.shapes[url]
        except psycopg.Error:
            is_as_made = False
        if is_as_made:
            self.free.append(url)
        else:
            self.servers.pop(url).close()
            drop_database(url)

    def close(self) -> None:
        for server in self.servers.values():
            server.close()

    def _emptied(self, url: str) -> bool:
        server = self.servers[url]
        server.execute(OTHERS_END)
        for (name,) in self._filled(server):
            server.execute(f"DELETE FROM {name}".encode())
        server.execute(RESTART)
        return not self._filled(server)

    def _filled(self, server: psycopg.Connection) -> list[tuple[str]]:
        return server.execute(self.filled, prepare=True).fetchall()


def shape_of(server: psycopg.Connection) -> str:
    """Changes when a table, index, constraint, function, trigger or setting does."""
    (found,) = server.execute(SHAPE, prepare=True).fetchone() or ("",)
    return str(found)
