"""The official replies of an archive."""

from collections import Counter

from sqlalchemy import func, insert, select

from forum.ideas.events import IdeaReplied
from forum.ideas.models import Idea, OfficialReply
from forum.imports.actions.known import STATEMENT
from forum.imports.actions.notebook import LOST, Notebook
from forum.imports.actions.rows import Row, table_of
from forum.imports.records import Statement
from forum.kernel.db import db


def add_statements(notebook: Notebook) -> None:
    """Each is the next version of what is said to its idea."""
    placed = [one for one in _fresh(notebook) if _has_place(notebook, one)]
    if not placed:
        return
    rows = _rows(notebook, placed)
    made = insert(table_of(OfficialReply)).returning(OfficialReply.id, sort_by_parameter_order=True)
    ids = db.scalars(made, rows).all()
    keys = {one.key: id_ for one, id_ in zip(placed, ids, strict=True)}
    notebook.known.remember(STATEMENT, keys)
    notebook.tally.created["official replies"] += len(ids)
    _take_note(notebook, rows)


def _fresh(notebook: Notebook) -> list[Statement]:
    statements = notebook.batch.of(Statement)
    new = {one.key: one for one in statements if one.key not in notebook.known.posts}
    known = len(statements) - len(new)
    notebook.tally.see("official replies", new=len(new), known=known)
    return [one for one in new.values() if notebook.is_readable(one)]


def _has_place(notebook: Notebook, statement: Statement) -> bool:
    if notebook.known.idea(statement.proposal_key) is not None:
        return True
    notebook.tally.refuse(statement.where, LOST)
    return False


def _rows(notebook: Notebook, statements: list[Statement]) -> list[Row]:
    ideas = [notebook.known.idea(one.proposal_key) or 0 for one in statements]
    newest = select(OfficialReply.idea_id, func.max(OfficialReply.number))
    newest = newest.where(OfficialReply.idea_id.in_(ideas)).group_by(OfficialReply.idea_id)
    numbers = Counter({row[0]: row[1] for row in db.execute(newest)})
    rows = []
    for idea_id, one in zip(ideas, statements, strict=True):
        numbers[idea_id] += 1
        rows.append(_row(notebook, one) | {"idea_id": idea_id, "number": numbers[idea_id]})
    return rows


def _row(notebook: Notebook, statement: Statement) -> Row:
    return {
        "summary": statement.summary,
        "department": statement.department,
        "author_id": None,
        "written_at": statement.written_at,
        **notebook.words(statement),
    }


def _take_note(notebook: Notebook, rows: list[Row]) -> None:
    ids = {row["idea_id"] for row in rows}
    found = db.execute(select(Idea.id, Idea.author_id).where(Idea.id.in_(ids)))
    authors = {row.id: row.author_id for row in found}
    for row in rows:
        idea_id = row["idea_id"]
        facts = {"idea_id": idea_id, "author_id": authors[idea_id], "number": row["number"]}
        replied = IdeaReplied(actor_id=None, move_id=None, **facts)
        notebook.acts.append((replied, row["written_at"]))
