"""The queue narrowed down: which of the tickets that wait are meant. It never reads who asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true

from forum.kernel.clock import now
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import PRIORITIES
from moderation.helpdesk.wording import SOON


@dataclass(frozen=True)
class Only:
    """Empty parts narrow nothing. `who` is the id of somebody at the desk, 0 for nobody; `pace` is
    late, soon or rest; `priority` goes from 1 to 5.
    """

    service: int | None = None
    kind: str = ""
    state: str = ""
    who: int | None = None
    priority: int | None = None
    pace: str = ""

    @property
    def is_everything(self) -> bool:
        return self == EVERYTHING


EVERYTHING = Only()


def narrowed(only: Only) -> ColumnElement[bool]:
    """The condition that all parts make together."""
    parts = {name: value for name, value in vars(only).items() if value not in ("", None)}
    return and_(true(), *(_PARTS[name](value) for name, value in parts.items()))


def _who(member_id: int) -> ColumnElement[bool]:
    return Ticket.assignee_id == member_id if member_id else Ticket.assignee_id.is_(None)


def _priority(number: int) -> ColumnElement[bool]:
    pairs = [pair for pair, found in PRIORITIES.items() if found == number]
    return or_(*(and_(Ticket.impact == one, Ticket.urgency == two) for one, two in pairs))


def _pace(name: str) -> ColumnElement[bool]:
    moment = now()
    ways: dict[str, ColumnElement[bool]] = {
        "late": Ticket.due_at <= moment,
        "soon": and_(Ticket.due_at > moment, Ticket.due_at <= moment + SOON),
        "rest": Ticket.due_at.is_(None),
    }
    return ways[name]


_PARTS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "service": lambda service_id: Ticket.service_id == service_id,
    "kind": lambda kind: Ticket.kind == kind,
    "state": lambda state: Ticket.state == state,
    "who": _who,
    "priority": _priority,
    "pace": _pace,
}
