"""Which hats there are, and whether staff have switched them on."""

from dataclasses import dataclass

from sqlalchemy import func, select

from forum.hats.models import Hat, HatGrant
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.kernel.site import rows_shown_everywhere

SWITCH = "hats"
MOST = 200
NO_HAT = "We cannot find this page."


@dataclass(frozen=True, slots=True)
class Line:
    """A hat for staff; `people` may say something for it now."""

    hat: Hat
    people: int


def are_on() -> bool:
    """Off until a manager switches them on: then nothing of them shows, and nobody wears one."""
    return SWITCH in rows_shown_everywhere()


def require_on() -> None:
    """Raises Missing."""
    if not are_on():
        raise Missing(NO_HAT)


def hat_of(hat_id: int, *, lock: bool = False) -> Hat:
    """Raises Missing."""
    rows = select(Hat).where(Hat.id == min(hat_id, LARGEST))
    rows = rows.with_for_update() if lock else rows
    if hat := db.scalar(rows.execution_options(populate_existing=True)):
        return hat
    raise Missing(NO_HAT)


def public_hat(hat_id: int) -> Hat:
    """One as everybody reads of it, while hats are on. Raises Missing."""
    require_on()
    return hat_of(hat_id)


def every_hat() -> list[Line]:
    """Those in use first, each by its name."""
    is_live = HatGrant.ended_at.is_(None) & (HatGrant.ends_at > now())
    people = select(func.count()).where(HatGrant.hat_id == Hat.id, is_live).scalar_subquery()
    rows = select(Hat, people).order_by(Hat.retired_at.is_not(None), Hat.name_key, Hat.id)
    found = db.execute(rows.limit(MOST))
    return [Line(hat, 0 if hat.retired_at else number) for hat, number in found]
