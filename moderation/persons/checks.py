"""What `folkmoot doctor` says about who is one person with whom."""

from collections.abc import Iterable

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.house import Finding
from moderation.persons.models import PersonLink, same_person


def check_same_people() -> Iterable[Finding]:
    """Each connection that holds ties somebody, and nobody is tied by another one."""
    holds = (PersonLink.agreed_at.is_not(None), PersonLink.ended_at.is_(None))
    agreed = set(db.scalars(select(PersonLink.id).where(*holds)))
    tied = set(db.scalars(select(same_person.c.link_id).where(same_person.c.link_id.is_not(None))))
    for link_id in sorted(agreed ^ tied):
        sentence = f"Connection {link_id} is not what the desk shows: end it, and ask again."
        yield Finding("connected people", sentence)


CHECKS = {"connected people": check_same_people}
