"""Who is here for a service: read with the row every page reads, so it costs a page nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, name_shown
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.kernel.site import rows_shown_everywhere
from forum.services.hours.timeline import union
from forum.services.models import Service
from moderation.duty.hours import Shift, Stretch, kept, stretches
from moderation.duty.models import DutyShift
from moderation.duty.wording import BOARD, Presence
from moderation.rota.models import Availability
from moderation.staff.models import StaffFace

MOST = 1_000


def presence_of(service_id: int) -> Presence | None:
    """Nothing where nobody has written down when they are here."""
    line = board_as_it_is().get(str(service_id))
    return _presence(line) if line else None


def here_now() -> list[str]:
    """The teams of which somebody is here at this moment, by name."""
    found = [_presence(line) for line in board_as_it_is().values()]
    return sorted({one.team for one in found if one.is_covered})


def board_as_it_should_be() -> dict[str, Any]:
    """For each service with shifts its team, and the stretches of the next days in minutes."""
    shifts: dict[int, list[Shift]] = {}
    for service_id, shift in _shifts():
        shifts.setdefault(service_id, []).append(shift)
    rows = select(Service).where(Service.id.in_(shifts)).order_by(Service.id)
    services = db.scalars(rows.options(joinedload(Service.calendar_version))).all()
    lines = {str(one.id): _line(one, shifts[one.id]) for one in services}
    return {id_: line for id_, line in lines.items() if line["here"]}


def shifts_of_all() -> Sequence[DutyShift]:
    """Every one, by service, day and hour."""
    rows = select(DutyShift).join(Service, Service.id == DutyShift.service_id)
    rows = rows.options(joinedload(DutyShift.member).lazyload("*"), joinedload(DutyShift.service))
    rows = rows.order_by(Service.name, DutyShift.day, DutyShift.begins, DutyShift.id)
    return db.scalars(rows.limit(MOST)).all()


def in_lines(shifts: Sequence[DutyShift]) -> dict[str, list[list[DutyShift]]]:
    """By name of the person; in one line what has the same service and hours, day after day."""
    found: dict[str, dict[tuple[int, int, int], list[DutyShift]]] = {}
    for one in sorted(shifts, key=lambda shift: (shift.member.name_key, shift.begins)):
        lines = found.setdefault(one.member.name, {})
        lines.setdefault((one.service_id, one.begins, one.ends), []).append(one)
    return {name: list(lines.values()) for name, lines in found.items()}


def hours_on(member_id: int, service_id: int, day: str) -> list[tuple[int, int]]:
    """From when to when somebody is here for a service on a weekday or a date, as it stands."""
    theirs = (DutyShift.member_id == member_id) & (DutyShift.service_id == service_id)
    rows = select(DutyShift.begins, DutyShift.ends).where(theirs, DutyShift.day == day)
    return [(begins, ends) for begins, ends in db.execute(rows.order_by(DutyShift.begins))]


def shift_numbered(shift_id: int) -> DutyShift:
    """Raises Missing."""
    if shift := db.get(DutyShift, min(shift_id, LARGEST)):
        return shift
    raise Missing("We cannot find these hours. Somebody may have taken them off already.")


def is_shown_as_team(member_id: int) -> bool:
    face = db.get(StaffFace, member_id)
    return face is not None and face.is_team_only


def here_by_id() -> set[int]:
    """Who of the desk is here at this moment, for whatever service; for the clock alone."""
    shifts, moment = _shifts(), now()
    rows = select(Service).where(Service.id.in_({service_id for service_id, _shift in shifts}))
    whole = db.scalars(rows.options(joinedload(Service.calendar_version))).all()
    calendars = {one.id: one.calendar_version.calendar for one in whole}
    begun = (
        (shift.member_id, one.begins)
        for service_id, shift in shifts
        for one in stretches([shift], calendars[service_id], since=moment)
    )
    return {member_id for member_id, begins in begun if begins <= moment}


def _shifts() -> list[tuple[int, Shift]]:
    """Of everybody who still works at the desk."""
    moment = now()
    what = (DutyShift, Member, StaffFace.is_team_only, Availability.away_until)
    rows = select(*what).join(Member, Member.id == DutyShift.member_id)
    rows = rows.outerjoin(StaffFace, StaffFace.member_id == Member.id)
    rows = rows.outerjoin(Availability, Availability.member_id == Member.id)
    free = or_(Member.suspended_until.is_(None), Member.suspended_until <= moment)
    rows = rows.where(Member.role.in_(DESK_ROLES), Member.erased_at.is_(None), free)
    found = db.execute(rows.limit(MOST))
    return [(row[0].service_id, _shift(*row)) for row in found]


def _shift(one: DutyShift, member: Member, team_only: bool | None, away: Any) -> Shift:
    shown = "" if team_only else name_shown(member.name, member.role)
    return Shift(one.member_id, one.day, one.begins, one.ends, shown, away)


def _line(service: Service, shifts: Sequence[Shift]) -> dict[str, Any]:
    found = kept(stretches(shifts, service.calendar_version.calendar, since=now()))
    here = [[_minute(one.begins), _minute(one.ends), one.shown] for one in found]
    return {"team": service.owner, "here": here}


def board_as_it_is() -> dict[str, Any]:
    """What every page reads."""
    lines: dict[str, Any] = rows_shown_everywhere().get(BOARD, {}).get("services", {})
    return lines


def _presence(line: dict[str, Any]) -> Presence:
    """What the line says at this moment; it changes at the hour without being written anew."""
    moment = now()
    known = [Stretch(_moment(begins), _moment(ends), shown) for begins, ends, shown in line["here"]]
    covers = union((one.begins, one.ends) for one in known)
    cover = next((one for one in covers if one[0] <= moment < one[1]), None)
    present = [one for one in known if one.begins <= moment < one.ends]
    until = cover[1] if cover else None
    starts = (one.begins for one in known if one.begins >= (until or moment))
    return Presence(
        team=line["team"],
        is_covered=cover is not None,
        names=list(dict.fromkeys(one.shown for one in present if one.shown)),
        until=until,
        together=all(one.ends == until for one in present),
        back=min(starts, default=None),
    )


def _minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
