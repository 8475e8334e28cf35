"""The list of helpers: only people who said yes, by how many different people they helped."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from forum.accounts.models import Member
from forum.accounts.names import person_path
from forum.accounts.policy import people_to_name
from forum.kernel.db import db
from forum.kernel.paging import Page, page_of, position
from forum.recognition.models import ListedHelper

SIZE = 50


@dataclass(frozen=True, slots=True)
class Helper:
    id: int
    name: str
    url: str
    people_helped: int


def is_listed(member_id: int) -> bool:
    return db.get(ListedHelper, member_id) is not None


def helpers(*, cursor: str | None = None, size: int = SIZE) -> Page[Helper]:
    """Who helped most people first; of those with one number, who is here longest."""
    number = ListedHelper.people_helped
    rows = select(Member.id, Member.name, number).join(ListedHelper)
    rows = rows.where(people_to_name(), number > 0)
    if place := position(cursor, int, int):
        same = (number == place[0]) & (Member.id > place[1])
        rows = rows.where(or_(number < place[0], same))
    found = db.execute(rows.order_by(number.desc(), ListedHelper.member_id).limit(size + 1))
    lines = [Helper(id_, name, person_path(name), many) for id_, name, many in found]
    return page_of(lines, size, lambda line: (line.people_helped, line.id))
