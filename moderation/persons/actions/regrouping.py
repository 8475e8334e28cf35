"""Who is one person, written down anew from the connections that hold."""

from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select

from forum.kernel.db import database, db
from moderation.persons.models import same_person
from moderation.persons.queries.sameness import trees

OUR_NUMBER = 2_900_417
"""Of the lock of PostgreSQL under which people are joined and parted; nothing else has it."""


def one_at_a_time() -> None:
    """Until this transaction ends nobody else joins or parts people; SQLite has one writer."""
    if not database().is_sqlite:
        db.execute(select(func.pg_advisory_xact_lock(OUR_NUMBER)))


def regroup(ids: Sequence[int]) -> None:
    """`ids` are all ways of the one or two people who become one, or two."""
    db.flush()
    db.execute(delete(same_person).where(same_person.c.person_id.in_(ids)))
    if rows := trees(ids):
        db.execute(insert(same_person), rows)
