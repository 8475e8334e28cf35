"""A ledger only grows: the database itself changes and removes none of its rows, whoever asks.

A model says with `__ledger__` which new row is refused: a condition in SQL that speaks of the row
to come as `new`. A refusal is an IntegrityError, on either database.
"""

from typing import Any

from sqlalchemy import Connection

from forum.kernel.db import Model

GROWS, FITS = "a ledger only grows", "this row does not fit the ledger"
CHECK_VIOLATION = "23514"
ON_POSTGRES = (
    ("insert", "before insert", "row", "insert"),
    ("change", "before update or delete", "row", "change"),
    ("truncate", "before truncate", "statement", "change"),
)


def guards_of_ledgers(database: str) -> dict[str, list[str]]:
    """For each ledger the statements that make its guards, as often as one likes."""
    make = _on_sqlite if database == "sqlite" else _on_postgres
    return {table: make(table, refused) for table, refused in _ledgers().items()}


def let_any_row_in(connection: Connection) -> None:
    """While a backup is brought back, whose rows come in any order; `set_guards` ends it."""
    of_table = "" if connection.dialect.name == "sqlite" else " on {table}"
    for table in _ledgers():
        dropped = f"drop trigger if exists guard_{table}_insert" + of_table.format(table=table)
        connection.exec_driver_sql(dropped)


def _ledgers() -> dict[str, str]:
    models: list[Any] = [mapper.class_ for mapper in Model.registry.mappers]
    return {one.__tablename__: one.__ledger__ for one in models if hasattr(one, "__ledger__")}


def _on_sqlite(table: str, refused: str) -> list[str]:
    refusals = {"insert": (f"when {refused}", FITS), "update": ("", GROWS), "delete": ("", GROWS)}
    made = []
    for deed, (when, sentence) in refusals.items():
        name = f"guard_{table}_{deed}"
        says = f"select raise(abort, '{sentence}')"
        made.append(f"drop trigger if exists {name}")
        made.append(f"create trigger {name} before {deed} on {table} {when} begin {says}; end")
    return made


def _on_postgres(table: str, refused: str) -> list[str]:
    fits, grows = (
        f"raise exception '{says}' using errcode = '{CHECK_VIOLATION}'" for says in (FITS, GROWS)
    )
    bodies = {"insert": f"if {refused} then {fits}; end if; return new;", "change": f"{grows};"}
    made = [
        f"create or replace function guard_{table}_{name}() returns trigger language plpgsql as"
        f" $$ begin {body} end $$"
        for name, body in bodies.items()
    ]
    for name, when, each, calls in ON_POSTGRES:
        made.append(
            f"create or replace trigger guard_{table}_{name} {when} on {table}"
            f" for each {each} execute function guard_{table}_{calls}()"
        )
    return made
