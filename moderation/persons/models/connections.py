"""Two rows that are one person: proposed by staff, agreed to by the person, and undone again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import Model
from moderation.persons.models.people import DeskPerson


class PersonLink(Model):
    """Nothing is moved: while it is agreed to and not ended, both are one, with everybody each of
    them is one with. So to end it leaves everything as it was before.
    """

    __tablename__ = "person_link"
    __privacy__ = {"evidence": "code"}
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="order"),
        CheckConstraint("evidence in ('mail','phone','said')", name="evidence"),
        Index(
            "uq_person_link_live",
            "one_id",
            "other_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
        Index("ix_person_link_other_id", "other_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey(DeskPerson.id))
    other_id: Mapped[int] = mapped_column(ForeignKey(DeskPerson.id))
    evidence: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    agreed_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    ended_at: Mapped[datetime | None]

    one: Mapped[DeskPerson] = relationship(foreign_keys=one_id)
    other: Mapped[DeskPerson] = relationship(foreign_keys=other_id)

    @property
    def sides(self) -> tuple[DeskPerson, DeskPerson]:
        return self.one, self.other

    def beside(self, person_id: int) -> DeskPerson:
        """The other one of the two; of two others, the one that came later."""
        return self.one if self.other_id == person_id else self.other

    def beyond(self, ids: Collection[int]) -> DeskPerson | None:
        """Whoever of the two is not among these, while it is asked whether they are."""
        return next((side for side in self.sides if side.id not in ids), None)


class PersonYes(Model):
    """Who agreed, how: by the link in a mail, signed in, or said to somebody of the staff."""

    __tablename__ = "person_yes"
    __privacy__ = {"how": "code"}
    __table_args__ = (
        CheckConstraint("how in ('account','counter','mail')", name="how"),
        CheckConstraint("how <> 'counter' or by_id is not null", name="counter"),
    )

    link_id: Mapped[int] = mapped_column(ForeignKey(PersonLink.id), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(DeskPerson.id), primary_key=True)
    how: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    said_at: Mapped[datetime] = mapped_column(default=now)
