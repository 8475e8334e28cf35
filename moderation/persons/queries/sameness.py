"""Who is one person with whom, and what we know of them by whichever way they told us."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from moderation.persons.models import DeskPerson, PersonLink, same_person
from moderation.persons.wording import BY_ACCOUNT, BY_IMPORT, BY_MAIL, BY_VOICE

Tied = dict[str, int | None]
_their_row = same_person.alias("their_row")


def is_same(column: Any, person_id: Any) -> ColumnElement[bool]:
    """In a query: the column names this person, in whichever way they came."""
    return or_(column == person_id, column.in_(_of_tree(person_id)))


def people_who_are(person_id: int) -> Sequence[DeskPerson]:
    """All ways in which this person came, this one first."""
    rows = select(DeskPerson).where(is_same(DeskPerson.id, person_id))
    rows = rows.options(joinedload(DeskPerson.member))
    return db.scalars(rows.order_by(DeskPerson.id != person_id, DeskPerson.id)).all()


def ways_of(link: PersonLink) -> list[DeskPerson]:
    """Everybody who is, or would be, the same person by this."""
    one, other = (people_who_are(side.id) for side in link.sides)
    return list({way.id: way for way in (*one, *other)}.values())


def trees(ids: Iterable[int]) -> list[Tied]:
    """The rows of `same_person` for these people, from the connections that hold among them."""
    ids = set(ids)
    beside = _beside(ids)
    found: list[Tied] = []
    placed: set[int] = set()
    for root_id in sorted(beside):
        if root_id not in placed:
            tree = _tree(root_id, beside)
            placed |= {int(row["person_id"] or 0) for row in tree}
            found += tree
    return found


def needs_of(person: DeskPerson) -> DeskPerson:
    """The way in which they last said what they need of us; their own row says it first."""
    if person.needs_at is not None:
        return person
    said = [one for one in people_who_are(person.id) if one.needs_at is not None]
    return max(said, key=lambda one: one.needs_at or one.made_at, default=person)


def way_of(person: DeskPerson) -> str:
    """How somebody came to us, other than with the account they are signed in with."""
    if person.member is not None:
        return BY_IMPORT if person.member.is_imported else BY_ACCOUNT
    return BY_MAIL if person.email else BY_VOICE


def _tree(root_id: int, beside: dict[int, dict[int, int]]) -> list[Tied]:
    """Nearest first; somebody already placed is not placed again, so a ring never closes."""
    root: Tied = {"person_id": root_id, "root_id": root_id, "depth": 0}
    tree = {root_id: root | {"parent_id": None, "parent_depth": None, "link_id": None}}
    waiting = deque([root_id])
    while waiting:
        at = waiting.popleft()
        depth = int(tree[at]["depth"] or 0)
        tied = {"root_id": root_id, "depth": depth + 1, "parent_id": at, "parent_depth": depth}
        for person_id, link_id in sorted(beside[at].items()):
            if person_id not in tree:
                tree[person_id] = {"person_id": person_id, "link_id": link_id, **tied}
                waiting.append(person_id)
    return list(tree.values())


def _beside(ids: set[int]) -> dict[int, dict[int, int]]:
    """Who is connected with whom, and by which connection."""
    holds = (PersonLink.agreed_at.is_not(None), PersonLink.ended_at.is_(None))
    rows = select(PersonLink.id, PersonLink.one_id, PersonLink.other_id).where(*holds)
    rows = rows.where(or_(PersonLink.one_id.in_(ids), PersonLink.other_id.in_(ids)))
    beside: dict[int, dict[int, int]] = defaultdict(dict)
    for link_id, one_id, other_id in db.execute(rows):
        beside[one_id][other_id] = link_id
        beside[other_id][one_id] = link_id
    return beside


def _of_tree(person_id: Any) -> Select[Any]:
    rows = select(same_person.c.person_id)
    rows = rows.join(_their_row, _their_row.c.root_id == same_person.c.root_id)
    return rows.where(_their_row.c.person_id == person_id)
