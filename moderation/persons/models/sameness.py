"""Who is one person: each row stands in one tree at most, tied to it by a connection."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
)

from forum.kernel.db import Model, WholeNumber
from moderation.persons.models.connections import PersonLink
from moderation.persons.models.people import DeskPerson

same_person = Table(
    "same_person",
    Model.metadata,
    Column("person_id", WholeNumber, ForeignKey(DeskPerson.id), primary_key=True),
    Column("root_id", WholeNumber, ForeignKey(DeskPerson.id), nullable=False),
    Column("depth", WholeNumber, nullable=False),
    Column("parent_id", WholeNumber),
    Column("parent_depth", WholeNumber),
    Column("link_id", WholeNumber, ForeignKey(PersonLink.id), unique=True),
    CheckConstraint(
        "(depth = 0) = (parent_id is null) and (depth = 0) = (parent_depth is null)"
        " and (depth = 0) = (link_id is null)",
        name="tied",
    ),
    CheckConstraint("depth >= 0 and (depth > 0 or root_id = person_id)", name="root"),
    CheckConstraint("parent_depth is null or depth = parent_depth + 1", name="depth"),
    UniqueConstraint("person_id", "root_id", "depth"),
    ForeignKeyConstraint(
        ["parent_id", "root_id", "parent_depth"],
        ["same_person.person_id", "same_person.root_id", "same_person.depth"],
        name="fk_same_person_parent",
    ),
    Index("ix_same_person_root_id", "root_id"),
)
"""Made from the connections that hold, in the same transaction. Whoever stands alone has no row.

A row is the root of its tree, or hangs on another one of the same tree that is one step nearer to
the root. So the database lets nobody be two people at once, and no ring can be closed.
"""
