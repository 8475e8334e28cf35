"""What can have happened between the staff and somebody who broke a rule."""

from dataclasses import dataclass
from datetime import datetime

from forum.accounts.events import MemberEvent


@dataclass(frozen=True, kw_only=True)
class SanctionImposed(MemberEvent, kind="sanction_imposed"):
    """`measure` is warn, limit or suspend."""

    sanction_id: int
    measure: str
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class SanctionLifted(MemberEvent, kind="sanction_lifted"):
    """It was taken back: from now on it counts as never imposed."""

    sanction_id: int
    measure: str
