"""Outside desks with what staff have decided about them, and how the line to each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from forum.accounts.seals import unlocked
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.services.models import Service
from moderation.handover.models import (
    DeskChange,
    DeskContact,
    DeskSecret,
    DeskState,
    HandOver,
    OutsideDesk,
    ServiceDesk,
)
from moderation.handover.states import Handing

MOST = 100
PLAIN = (
    *("name", "kind", "address", "target", "key_field", "ends_with", "notice"),
    *("sends_name", "sends_email", "tells_citizen", "is_retired"),
)
NOT_FOUND = "We cannot find this outside desk."


@dataclass(frozen=True)
class DeskNow:
    """A desk, how the line to it is, and how many tickets are there or on the way."""

    desk: OutsideDesk
    contact: DeskContact | None
    handed: int
    waiting: int
    services: Sequence[str]

    @property
    def is_resting(self) -> bool:
        rests_until = self.contact.rests_until if self.contact else None
        return rests_until is not None and rests_until > now()


def desks_now() -> list[DeskNow]:
    """Every desk, in two queries."""
    handed = func.sum(case((HandOver.state == Handing.HANDED, 1), else_=0))
    on_way = func.sum(case((HandOver.state.in_((Handing.WAITING, Handing.SENDING)), 1), else_=0))
    counts = select(HandOver.desk_id, handed.label("handed"), on_way.label("on_way"))
    counted = counts.group_by(HandOver.desk_id).subquery()
    rows = (
        select(OutsideDesk, DeskContact, counted.c.handed, counted.c.on_way)
        .outerjoin(DeskContact, DeskContact.desk_id == OutsideDesk.id)
        .outerjoin(counted, counted.c.desk_id == OutsideDesk.id)
        .order_by(OutsideDesk.is_retired, OutsideDesk.name)
    )
    names = _services_by_desk()
    return [
        DeskNow(desk, contact, handed or 0, on_way or 0, names.get(desk.id, ()))
        for desk, contact, handed, on_way in db.execute(rows)
    ]


def desk_numbered(desk_id: int, *, lock: bool = False) -> OutsideDesk:
    """Raises Missing."""
    row = select(OutsideDesk).where(OutsideDesk.id == min(desk_id, LARGEST))
    if lock:
        row = row.with_for_update().execution_options(populate_existing=True)
    if desk := db.scalar(row):
        return desk
    raise Missing(NOT_FOUND)


def facts_of(desk: OutsideDesk) -> dict[str, Any]:
    """Everything managers can change, but for the password."""
    served = select(Service.slug, ServiceDesk.at_once).join(
        ServiceDesk, ServiceDesk.service_id == Service.id
    )
    rows = db.execute(served.where(ServiceDesk.desk_id == desk.id).order_by(Service.slug)).all()
    states = select(DeskState.theirs, DeskState.ours).where(DeskState.desk_id == desk.id)
    meant = db.execute(states.order_by(DeskState.theirs)).all()
    return {name: getattr(desk, name) for name in PLAIN} | {
        "services": [row.slug for row in rows],
        "at_once": any(row.at_once for row in rows),
        "states": [[row.theirs, row.ours] for row in meant],
    }


def meaning_of(desk_id: int, theirs: str) -> str | None:
    """What their state means to us; None when nobody has said so."""
    row = db.get(DeskState, (desk_id, theirs))
    return row.ours if row else None


def secret_out(desk_id: int) -> str:
    """What we show them; empty when there is none."""
    return _opened(desk_id, "locked")


def secret_in(desk_id: int) -> str:
    """What they sign with; empty when there is none."""
    return _opened(desk_id, "locked_in")


def history_of(desk_id: int) -> Sequence[DeskChange]:
    """The newest first."""
    rows = select(DeskChange).where(DeskChange.desk_id == desk_id)
    people = joinedload(DeskChange.actor).lazyload("*")
    return db.scalars(rows.order_by(DeskChange.id.desc()).limit(MOST).options(people)).all()


def change_numbered(change_id: int) -> DeskChange:
    """Raises Missing."""
    if change := db.get(DeskChange, min(change_id, LARGEST)):
        return change
    raise Missing("We cannot find this change.")


def _services_by_desk() -> dict[int, list[str]]:
    rows = select(ServiceDesk.desk_id, Service.name).join(
        Service, Service.id == ServiceDesk.service_id
    )
    found: dict[int, list[str]] = {}
    for desk_id, name in db.execute(rows.order_by(Service.name)):
        found.setdefault(desk_id, []).append(name)
    return found


def _opened(desk_id: int, which: str) -> str:
    kept = db.get(DeskSecret, desk_id)
    locked = getattr(kept, which) if kept else ""
    opened = unlocked(locked, about=f"outside desk {desk_id}: {which}") if locked else None
    return opened.decode() if opened else ""
