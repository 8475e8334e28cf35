"""People who want to be found: their name, and what they help with."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import case, select

from forum.accounts.models import Member
from forum.accounts.names import person_path
from forum.accounts.policy import people_in_public
from forum.accounts.standing import name_with_team
from forum.kernel.db import db
from forum.people.models import FindablePerson
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic
from search.documents import Document, Kind, Line

MOST_TOPICS = 5


def documents(ids: Sequence[int]) -> list[Document]:
    helps = _helps_with(ids)
    return [
        Document(kind="person", id=row.id, title=_shown(row), text="\n".join(helps[row.id]))
        for row in _people(ids)
    ]


def lines(ids: Sequence[int]) -> dict[int, Line]:
    """Asked anew each time: who takes it back is gone before the index knows."""
    helps = _helps_with(ids)
    return {row.id: _line(row, helps[row.id]) for row in _people(ids)}


def _people(ids: Sequence[int]) -> Any:
    rows = select(Member.id, Member.name, Member.role, Member.team)
    return db.execute(rows.where(Member.id.in_(ids), _is_here))


def _helps_with(ids: Sequence[int]) -> dict[int, list[str]]:
    """The topics in which answers of theirs are the solution, by name."""
    rows = select(Answer.author_id, Topic.name).distinct().select_from(Answer)
    rows = rows.join(Thread, Thread.solution_id == Answer.id)
    rows = rows.join(Topic, Topic.id == Thread.topic_id)
    rows = rows.where(Answer.author_id.in_(ids), Answer.state == "visible")
    rows = rows.where(Thread.state == "visible").order_by(Topic.name)
    found: dict[int, list[str]] = defaultdict(list)
    for member_id, name in db.execute(rows):
        found[member_id].append(name)
    return found


def _line(row: Any, helps: list[str]) -> Line:
    topics = ", ".join(helps[:MOST_TOPICS])
    return Line(
        kind="person",
        id=row.id,
        title=_shown(row),
        url=person_path(row.name),
        excerpt=str(_("Helps with %(topics)s", topics=topics)) if topics else "",
    )


def _shown(row: Any) -> str:
    return name_with_team(row.name, row.role, row.team)


_is_here = (
    select(FindablePerson.member_id).where(FindablePerson.member_id == Member.id).exists()
    & people_in_public()
)
_said = case((Member.role == "citizen", Member.name), else_=Member.team)

PEOPLE = Kind(
    label="People",
    documents=documents,
    lines=lines,
    id=Member.id,
    title=_said,
    body=_said,
    is_here=_is_here,
    is_public=_is_here,
    is_subject=False,
)
