"""The last wall: the database refuses to delete what a hold covers, whoever asks it to, and to
change what a ledger holds (forum/kernel/ledgers.py).

A model says with `__kept__` what its columns name: a `member`, a `subject`, a `topic`, a `service`,
or a row of another table. `"in thread"` is whatever covers the place where that thread stands, and
`"of ticket"` is also whatever covers the person of that ticket. A topic belongs to its service.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, inspect

from forum.kernel.db import Model
from forum.kernel.holding import Held
from forum.kernel.ledgers import guards_of_ledgers

Parts = str | tuple[str, ...]
OF_SERVICE = "held.service_id = (select service_id from topic where topic.id = {named})"


def set_guards(connection: Connection) -> None:
    """Made anew after each change of the schema, because SQLite drops them with a table that it
    makes anew.
    """
    there = set(inspect(connection).get_table_names())
    kept = _kept()
    for table in kept.keys() & there if Held.__tablename__ in there else ():
        found = " or ".join(_covers(kept, table, "old"))
        for statement in _guard(table, found, connection.dialect.name):
            connection.exec_driver_sql(statement)
    for table, statements in guards_of_ledgers(connection.dialect.name).items():
        for statement in statements if table in there else ():
            connection.exec_driver_sql(statement)


def take_guards_off(connection: Connection) -> None:
    """While tables are made anew or dropped: SQLite stops at a trigger that names one that is not
    there. Whoever has taken them off sets them again, or has no tables left.
    """
    if connection.dialect.name != "sqlite":
        return
    found = (
        "select name from sqlite_master where type = 'trigger' and substr(name, 1, 6) = 'guard_'"
    )
    for name in connection.exec_driver_sql(found).scalars().all():
        connection.exec_driver_sql(f'drop trigger "{name}"')


def _kept() -> dict[str, Mapping[str, Parts]]:
    models: list[Any] = [mapper.class_ for mapper in Model.registry.mappers]
    return {one.__tablename__: one.__kept__ for one in models if hasattr(one, "__kept__")}


def _covers(
    kept: Mapping[str, Mapping[str, Parts]], table: str, row: str, *, with_people: bool = True
) -> Iterator[str]:
    """Conditions on `held` under which this row has to stay."""
    for column, parts in kept[table].items():
        named = f"{row}.{column}"
        for part in (parts,) if isinstance(parts, str) else parts:
            if part != "member" or with_people:
                yield from _covered(kept, part, named, with_people=with_people)


def _covered(
    kept: Mapping[str, Mapping[str, Parts]], part: str, named: str, *, with_people: bool
) -> Iterator[str]:
    way, _, table = part.partition(" ")
    if not table:
        yield f"held.{part}_id = {named}"
        if part == "topic":
            yield OF_SERVICE.format(named=named)
        return
    alias = f"its_{table}"
    people = with_people and way == "of"
    conditions = " or ".join(_covers(kept, table, alias, with_people=people))
    yield f"exists (select 1 from {table} as {alias} where {alias}.id = {named} and ({conditions}))"


def _guard(table: str, condition: str, database: str) -> list[str]:
    found, name = f"exists (select 1 from held where {condition})", f"guard_{table}"
    if database == "sqlite":
        made = f"create trigger {name} before delete on {table} when {found} begin"
        refused = "select raise(abort, 'covered by a hold')"
        return [f"drop trigger if exists {name}", f"{made} {refused}; end"]
    body = f"begin if {found} then raise exception 'covered by a hold'; end if; return old; end"
    return [
        f"create or replace function {name}() returns trigger language plpgsql as $$ {body} $$",
        f"create or replace trigger {name} before delete on {table}"
        f" for each row execute function {name}()",
    ]
