"""Ready answers and macros, those that fit a ticket, and their changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, func, literal, or_, select
from sqlalchemy.orm import joinedload

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.helpdesk.models import Ticket
from moderation.macros.models import Macro, OutsideBody, PlainWord, ReadyAnswer, ReadyChange
from moderation.macros.wording import ANSWER, BODY, MACRO, WORD

Ready = ReadyAnswer | Macro | OutsideBody | PlainWord
MODELS: dict[str, type[Ready]] = {
    ANSWER: ReadyAnswer,
    MACRO: Macro,
    BODY: OutsideBody,
    WORD: PlainWord,
}
CALLED = {ANSWER: "title", MACRO: "name", BODY: "name", WORD: "word"}
PARTS: dict[str, tuple[str, ...]] = {
    ANSWER: ("title", "in_short", "body", "states", "service_id", "is_retired"),
    MACRO: (
        *("name", "impact", "urgency", "give", "answer_id", "send", "state", "reason"),
        *("body_id", "is_retired"),
    ),
    BODY: ("name", "does", "takes", "link", "email", "phone", "words_to", "is_retired"),
    WORD: ("word", "plain", "is_retired"),
}
NOT_THERE = "We do not have this any more."
MOST = 100


@dataclass(frozen=True)
class Offered:
    """What fits a ticket: id and words, in the order of the words."""

    answers: list[tuple[int, str]]
    macros: list[tuple[int, str]]


def row_numbered(kind: str, row_id: int, *, lock: bool = False) -> Ready:
    """Raises Missing."""
    model: Any = MODELS[kind]
    rows = select(model).where(model.id == min(row_id, LARGEST))
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found: Ready | None = db.scalar(rows)
    if found is None:
        raise Missing(NOT_THERE)
    return found


def usable(kind: str, row_id: int) -> Ready:
    """The same, unless it is retired."""
    row = row_numbered(kind, row_id)
    if row.is_retired:
        raise Missing(NOT_THERE)
    return row


def facts_of(kind: str, row: Ready) -> dict[str, Any]:
    """Everything staff can change."""
    return {name: getattr(row, name) for name in PARTS[kind]}


def all_rows(kind: str) -> Sequence[Ready]:
    """Those in use first."""
    model: Any = MODELS[kind]
    words = getattr(model, CALLED[kind])
    rows = select(model).order_by(model.is_retired, func.lower(words), model.id)
    return list(db.scalars(rows))


def offered_for(ticket: Ticket) -> Offered:
    """In one query."""
    fits = or_(
        ReadyAnswer.states == "",
        (literal(" ") + ReadyAnswer.states + " ").contains(f" {ticket.state} "),
    )
    here = or_(ReadyAnswer.service_id.is_(None), ReadyAnswer.service_id == ticket.service_id)
    answers = select(literal(ANSWER, Text()).label("kind"), ReadyAnswer.id, ReadyAnswer.title)
    answers = answers.where(fits, here, ~ReadyAnswer.is_retired)
    macros = select(literal(MACRO, Text()), Macro.id, Macro.name).where(~Macro.is_retired)
    rows = db.execute(answers.union_all(macros)).all()
    found = sorted(rows, key=lambda row: (row[2].casefold(), row[1]))
    return Offered(
        [(row[1], row[2]) for row in found if row[0] == ANSWER],
        [(row[1], row[2]) for row in found if row[0] == MACRO],
    )


def history_of(kind: str, row_id: int) -> Sequence[ReadyChange]:
    """The newest first."""
    rows = select(ReadyChange).where(ReadyChange.kind == kind, ReadyChange.row_id == row_id)
    people = joinedload(ReadyChange.actor).lazyload("*")
    return db.scalars(rows.order_by(ReadyChange.id.desc()).limit(MOST).options(people)).all()


def change_numbered(change_id: int) -> ReadyChange:
    """Raises Missing."""
    if change := db.get(ReadyChange, min(change_id, LARGEST)):
        return change
    raise Missing("We cannot find this change.")
