"""The people of an archive: names without an address or a password, who can never sign in."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import count

from sqlalchemy import bindparam, insert, select, update

from forum.accounts.models import Member
from forum.accounts.names import name_key
from forum.imports.actions.known import MEMBER, Known
from forum.imports.actions.rows import Row, table_of
from forum.imports.batches import Batch
from forum.imports.records import Person
from forum.imports.tally import Tally
from forum.kernel.clock import now
from forum.kernel.db import db

NAMELESS = "Former member"
LONGEST_NAME = 100
ONLY_DOTS = re.compile(r"\.*")  # a browser takes them for folders


def add_people(batch: Batch, known: Known, tally: Tally) -> None:
    """One member for each person; equal names stay equal, their keys do not."""
    people = {person.key: person for person in batch.of(Person)}
    new = [person for key, person in people.items() if key not in known.members]
    tally.see("members", new=len(new), known=len(people) - len(new))
    if not new:
        return

    keys = _free_keys(new)
    made = insert(table_of(Member)).returning(Member.name_key, Member.id)
    rows = [_row(person, key) for key, person in keys.items()]
    ids = {row.name_key: row.id for row in db.execute(made, rows)}
    known.remember(MEMBER, {person.key: ids[key] for key, person in keys.items()})
    tally.created["members"] += len(ids)


def date_back(first_posts: dict[int, datetime]) -> None:
    """Nobody joined later than they first wrote; many archives do not say when they did."""
    if not first_posts:
        return
    member = table_of(Member)
    later = member.c.is_imported & (member.c.joined_at > bindparam("wrote_at"))
    earlier = update(member).where(member.c.id == bindparam("row_id"), later)
    rows = [{"row_id": id_, "wrote_at": moment} for id_, moment in sorted(first_posts.items())]
    db.execute(earlier.values(joined_at=bindparam("wrote_at")), rows)


def _row(person: Person, key: str) -> Row:
    return {
        "name": _name(person),
        "name_key": key,
        "is_imported": True,
        "joined_at": person.joined_at or now(),
        "last_seen_at": person.last_seen_at,
    }


def _name(person: Person) -> str:
    """As the archive has it, unless nothing of it can be seen."""
    name = person.name[:LONGEST_NAME]
    return NAMELESS if ONLY_DOTS.fullmatch(name_key(name)) else name


def _free_keys(people: list[Person]) -> dict[str, Person]:
    """A name key of their own for each, in as few questions to the database as can be."""
    found: dict[str, Person] = {}
    waiting = [(person, _choices(person)) for person in people]
    while waiting:
        asked = [(person, choices, next(choices)) for person, choices in waiting]
        taken = set(
            db.scalars(
                select(Member.name_key).where(Member.name_key.in_({key for _, _, key in asked}))
            )
        )
        waiting = []
        for person, choices, key in asked:
            if key in taken or key in found:
                waiting.append((person, choices))
            else:
                found[key] = person
    return found


def _choices(person: Person) -> Iterator[str]:
    """`ada`, then `ada~12` with the number in the archive, then `ada~12~2` and so on."""
    plain = name_key(_name(person)).replace("/", "-")
    yield plain
    numbered = f"{plain}~{re.sub(r'[^0-9]', '', person.key) or 'left'}"
    yield numbered
    yield from (f"{numbered}~{further}" for further in count(2))
