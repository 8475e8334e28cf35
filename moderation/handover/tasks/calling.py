"""One call to a desk, outside every transaction; how it went is written down afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

from forum.kernel.calling import NotReached
from forum.kernel.db import db
from moderation.handover.adapters import Lost, NotTrusted, Refusal

Answer = TypeVar("Answer")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Told(Generic[Answer]):
    """What came back, or the code of what was wrong; `is_final` when trying again cannot help."""

    answer: Answer | None = None
    fault: str | None = None
    is_final: bool = False

    @property
    def desk_fault(self) -> str | None:
        """What counts against the line to the desk, not against the one thing that was sent."""
        return self.fault if self.fault in ("not_reached", "not_trusted") else None


def went_well(deed: Callable[[], object], *, hand_over_id: int = 0, update_id: int = 0) -> bool:
    """One that cannot be worked on is logged, and stops none of the others."""
    try:
        deed()
    except Exception:
        log.exception("hand-over not possible", hand_over_id=hand_over_id, update_id=update_id)
        db.rollback()
        return False
    return True


def told_by(ask: Callable[[], Answer]) -> Told[Answer]:
    db.rollback()  # no transaction stays open while somebody else takes their time
    try:
        return Told(ask())
    except NotReached:
        return Told(fault="not_reached")
    except NotTrusted:
        return Told(fault="not_trusted")
    except Lost:
        return Told(fault="missing", is_final=True)
    except Refusal:
        return Told(fault="refused", is_final=True)
