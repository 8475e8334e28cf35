"""The ideas of an archive, with where they ended up; what nobody signed counts in no order."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert

from forum.ideas.actions import TOP, main_board
from forum.ideas.events import IdeaMoved, IdeaProposed
from forum.ideas.models import Idea, StageMove
from forum.ideas.states import UNDECIDED, Stage, needs_reason
from forum.imports.actions.acts import Act
from forum.imports.actions.known import IDEA, WHOLE_ARCHIVE
from forum.imports.actions.notebook import Notebook
from forum.imports.actions.posting import Shelf
from forum.imports.actions.rows import Row, table_of
from forum.imports.records import Decision, Proposal
from forum.kernel.db import db
from forum.kernel.totals import mark_stale
from forum.threads.actions import slug_of

STEPS = {
    Stage.OPEN: (),
    Stage.PLANNED: (Stage.IN_REVIEW,),
    Stage.IN_PROGRESS: (Stage.IN_REVIEW, Stage.PLANNED),
    Stage.DELIVERED: (Stage.IN_REVIEW, Stage.PLANNED, Stage.IN_PROGRESS),
}
"""What lies between open and a stage, where something does: the moves are one table for all."""


class Moved(NamedTuple):
    row: Row
    proposal: Proposal
    author_id: int


def add_ideas(notebook: Notebook) -> None:
    """No threshold is crossed and nobody follows: what an archive counted are numbers only."""
    proposals = notebook.batch.of(Proposal)
    fresh = notebook.fresh("ideas", proposals)
    placed = [one for one in fresh if _topic_key(one) in notebook.known.topics]
    notebook.refuse(one for one in fresh if _topic_key(one) not in notebook.known.topics)
    if placed:
        main_board()
    supports = sum(one.supports for one in placed)
    known = sum(one.supports for one in proposals if one.key in notebook.known.posts)
    notebook.tally.see("supports", new=supports, known=known)
    notebook.tally.created["supports"] += supports
    rows = IDEAS.fill(notebook, placed)
    _move(notebook, rows, placed)
    mark_stale(TOP, (row["id"] for row in rows if row["is_undecided"]))


def _topic_key(proposal: Proposal) -> str:
    return proposal.category_key or WHOLE_ARCHIVE


def _row(notebook: Notebook, proposal: Proposal) -> Row:
    stage = proposal.decision.stage if proposal.decision else Stage.OPEN
    return {
        "topic_id": notebook.known.topics[_topic_key(proposal)],
        "author_id": notebook.author(proposal),
        "title": proposal.title,
        "slug": slug_of(proposal.title),
        "state": "hidden" if proposal.is_hidden else "published",
        "stage": stage,
        "is_undecided": stage in UNDECIDED,
        "support_count": proposal.supports,
        "viewer_count": proposal.supports,
        "imported_supports": proposal.supports,
        "proposed_at": proposal.written_at,
        "published_at": proposal.published_at,
        "decided_at": _decided_at(stage, proposal.decided_at),
        **notebook.words(proposal),
    }


def _decided_at(stage: Stage, at: datetime | None) -> datetime | None:
    return None if stage in UNDECIDED or stage == Stage.WITHDRAWN else at


def _note(notebook: Notebook, row: Row) -> None:
    author, at = row["author_id"], row["proposed_at"]
    put = IdeaProposed(actor_id=author, idea_id=row["id"], author_id=author, is_held=False)
    notebook.acts.append((put, at))


def _move(notebook: Notebook, rows: list[Row], proposals: list[Proposal]) -> None:
    moves = [
        Moved(move, proposal, row["author_id"])
        for row, proposal in zip(rows, proposals, strict=True)
        if proposal.decision
        for move in _moves(row["id"], proposal.decision)
    ]
    if not moves:
        return
    made = insert(table_of(StageMove)).returning(StageMove.id, sort_by_parameter_order=True)
    ids = db.scalars(made, [move.row for move in moves]).all()
    # Whatever decides about a meeting or the council itself is nobody's merit.
    personal = [pair for pair in zip(moves, ids, strict=True) if not pair[0].proposal.is_collective]
    notebook.acts += [_act(move, id_) for move, id_ in personal]


def _moves(idea_id: int, decision: Decision) -> Iterator[Row]:
    """From open to where it ended up, all at the one moment an archive tells."""
    before = Stage.OPEN
    for stage in (*STEPS.get(decision.stage, ()), decision.stage):
        if stage != before:
            is_explained = stage == decision.stage and needs_reason(before, stage)
            yield {
                "idea_id": idea_id,
                "before": before,
                "stage": stage,
                "reason": decision.reason if is_explained else "",
                "text": decision.text if is_explained else "",
                "actor_id": None,
                "moved_at": decision.at,
            }
        before = stage


def _act(move: Moved, id_: int) -> Act:
    row = move.row
    moved = IdeaMoved(
        actor_id=None,
        idea_id=row["idea_id"],
        author_id=move.author_id,
        before=row["before"],
        state=row["stage"],
        reason=row["reason"],
        move_id=id_,
    )
    return moved, row["moved_at"]


IDEAS = Shelf(IDEA, "ideas", Idea, _row, _note)
