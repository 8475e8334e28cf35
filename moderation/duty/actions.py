"""Saying when somebody is here, and keeping the row that every page reads."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.site import SiteSetting, site
from moderation.duty import queries
from moderation.duty.models import DutyShift
from moderation.duty.wording import BOARD
from moderation.helpdesk.policy import manages, works_at_desk
from moderation.helpdesk.queries import works_for
from moderation.staff.models import StaffFace

ONLY_DESK = "Only the desk says when it is here."
ONLY_OWN = "Only managers say when somebody else is here."
NOT_THEIRS = "This person does not work for this service."
TOO_MANY = "These are too many hours for one person. Take some off first."
MOST_OF_ONE = 100
KEPT_DAYS = 30


def add_shift(
    member: Member, service_id: int, *, by: Member, day: str, begins: int, ends: int
) -> None:
    """Twice is harmless."""
    _require(member.id, by)
    if not works_at_desk(member) or not works_for(member.id, service_id):
        raise Invalid(NOT_THEIRS, {"service": NOT_THEIRS})
    theirs = select(func.count()).where(DutyShift.member_id == member.id)
    if (db.scalar(theirs) or 0) >= MOST_OF_ONE:
        raise Refused(TOO_MANY)
    where = {"member_id": member.id, "service_id": service_id}
    if insert_once(DutyShift, **where, day=day, begins=begins, ends=ends):
        _note("hours added", member.id, by)


def remove_shift(shift: DutyShift, *, by: Member) -> None:
    _require(shift.member_id, by)
    member_id = shift.member_id
    db.delete(shift)
    db.flush()
    _note("hours taken off", member_id, by)


def show_as_team(wanted: bool, *, by: Member) -> None:
    """Nobody outside reads one's name on what the desk owns or who is here."""
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    insert_once(StaffFace, member_id=by.id, is_team_only=False)
    face = db.get_one(StaffFace, by.id, with_for_update=True, populate_existing=True)
    if face.is_team_only == wanted:
        return
    face.is_team_only = wanted
    db.flush()
    _note("shown as team" if wanted else "shown by name", by.id, by)


def refresh_board() -> bool:
    """The row that pages read, made anew; False when it was right.

    It is locked before the shifts are read: of two changes at one moment the second sees the first.
    """
    mine = SiteSetting.name == BOARD
    insert_once(SiteSetting, name=BOARD, value={}, version=1)
    before = db.scalars(select(SiteSetting.value).where(mine).with_for_update()).one()
    services = queries.board_as_it_should_be()
    after = {"services": services} if services else {}
    if before == after:
        return False
    changed = update(SiteSetting).where(mine)
    db.execute(
        changed.values(value=after, version=SiteSetting.version + 1), execution_options=SILENT
    )
    return True


def forget_old() -> None:
    """Hours of single days that are long over say nothing any more."""
    today = now().astimezone(ZoneInfo(site().zone)).date()
    before = (today - timedelta(days=KEPT_DAYS)).isoformat()
    is_date = func.length(DutyShift.day) == len(before)
    db.execute(delete(DutyShift).where(is_date, DutyShift.day < before), execution_options=SILENT)


def _require(member_id: int, by: Member) -> None:
    if not works_at_desk(by):
        raise Refused(ONLY_DESK)
    if member_id != by.id and not manages(by):
        raise Refused(ONLY_OWN)


def _note(deed: str, member_id: int, by: Member) -> None:
    audit.record(deed, by=by.id, person_id=member_id)
    refresh_board()
