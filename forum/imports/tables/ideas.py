"""Reads a table of ideas, one on each row; docs/operators.md says what each column means."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from forum.ideas.states import REASONS, Stage, reasons_for
from forum.imports.entries import Entry, each
from forum.imports.records import Archive, Decision, Proposal, Record, Records, Statement
from forum.imports.sheets import Sheet, open_sheet
from forum.imports.tables.cells import author_of, old_address, topic_of
from forum.imports.values import (
    Fields,
    Unreadable,
    counted,
    line,
    moment,
    optional_moment,
    optional_text,
    text,
)

NEEDED = ("id", "title", "body", "proposed_at")
COLUMNS = (
    *NEEDED,
    *("author", "topic", "supports", "stage", "reason", "decided_at"),
    *("reply", "reply_details", "department", "old_address"),
)
USUAL = {
    Stage.DELIVERED: "done",
    Stage.DECLINED: "elsewhere",
    Stage.ALREADY_DONE: "exists_already",
    Stage.OUT_OF_SCOPE: "not_ours",
    Stage.WITHDRAWN: "author",
}
"""The reason where the table gives none."""
DEPARTMENT = "Policy team"


def read(path: Path) -> Records:
    """Everything in the table; ArchiveUnreadable when a column is missing."""
    return _records(open_sheet(path, needed=NEEDED))


def _records(sheet: Sheet) -> Records:
    yield Archive(source="ideas-csv", key=sheet.name, posts=sheet.rows)
    yield from each(sheet.entries(), _idea)
    yield from sheet.unread(COLUMNS)


def _idea(entry: Entry) -> Iterator[Record]:
    proposal, reply = _proposal(entry), _reply(entry)
    yield author_of(entry)
    if topic := topic_of(entry):
        yield topic
    yield proposal
    if reply:
        yield reply


def _proposal(entry: Entry) -> Proposal:
    fields, author, topic = entry.fields, author_of(entry), topic_of(entry)
    proposed_at = moment(fields, "proposed_at")
    return Proposal(
        where=entry.where,
        key=f"idea:{line(fields, 'id')}",
        title=line(fields, "title"),
        body=text(fields, "body"),
        markup="markdown",
        author_key=author.key,
        written_at=proposed_at,
        published_at=proposed_at,
        category_key=topic.key if topic else None,
        supports=counted(fields, "supports"),
        decision=_decision(fields, proposed_at),
        is_collective=author.is_deleted,
        old_address=old_address(fields) or None,
    )


def _decision(fields: Fields, proposed_at: datetime) -> Decision | None:
    stage = _stage(optional_text(fields, "stage").strip().lower().replace(" ", "_"))
    if stage == Stage.OPEN:
        return None
    reason = _reason(stage, optional_text(fields, "reason").strip().lower().replace(" ", "_"))
    said = " ".join(optional_text(fields, "reply").split())
    why = said or (f"{REASONS[reason]}." if reason else "")
    at = optional_moment(fields, "decided_at") or proposed_at
    return Decision(stage=stage, reason=reason, text=why, at=at)


def _stage(told: str) -> Stage:
    """Merging joins two ideas that are here; a table cannot."""
    if told in set(Stage) - {Stage.MERGED}:
        return Stage(told)
    if told:
        raise Unreadable("“stage” is not one of the stages that a table can give.")
    return Stage.OPEN


def _reason(stage: Stage, told: str) -> str:
    usual = USUAL.get(stage, "")
    if told and told != usual and told not in dict(reasons_for(stage)):
        raise Unreadable("“reason” is not one of the reasons for this stage.")
    return told or usual


def _reply(entry: Entry) -> Statement | None:
    fields = entry.fields
    if "reply" not in fields:
        return None
    key = line(fields, "id")
    at = optional_moment(fields, "decided_at") or moment(fields, "proposed_at")
    return Statement(
        where=entry.where,
        key=f"reply:{key}",
        proposal_key=f"idea:{key}",
        summary=line(fields, "reply"),
        body=optional_text(fields, "reply_details"),
        markup="markdown",
        department=line(fields, "department") if "department" in fields else DEPARTMENT,
        written_at=at,
    )
