"""Keeping outside desks: each change with what was before, and undoable; passwords locked away."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, update

from forum.accounts.models import Member
from forum.accounts.seals import lock
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.services.models import Service
from moderation.handover import policy
from moderation.handover.models import (
    DeskChange,
    DeskContact,
    DeskSecret,
    DeskState,
    HandOver,
    HandOverUpdate,
    OutsideDesk,
    ServiceDesk,
)
from moderation.handover.queries import desk_numbered, facts_of
from moderation.handover.queries.desks import PLAIN
from moderation.handover.states import Handing
from moderation.settings.changes import CHANGED_MEANWHILE, differences
from moderation.settings.queries import is_back

Facts = Mapping[str, Any]
ONLY_MANAGERS = "Only managers and administrators keep outside desks."
TAKEN = "There is a desk of this name already."
SERVED = "One of these services hands over to another desk already. Take it off there first."
NEW_NOTICE = "More is sent than before. Write what the person reads first in new words."
SENDS = ("sends_name", "sends_email")
NO_UNDOING = "A desk is not taken away: tickets were handed over to it. Retire it instead."
NO_CHANGE_OF_KIND = "What kind of desk it is cannot be changed. Add another one."


def add_desk(facts: Facts, *, by: Member) -> OutsideDesk:
    """Raises Invalid when the name is taken, or a service has a desk already."""
    _require(by)
    if not insert_once(OutsideDesk, **_usual(), **{name: facts[name] for name in PLAIN}):
        raise Invalid(TAKEN, {"name": TAKEN})
    desk = db.scalars(select(OutsideDesk).where(OutsideDesk.name == facts["name"])).one()
    _set_lists(desk, facts)
    _note(desk, {}, facts_of(desk), by)
    return desk


def change_desk(desk_id: int, facts: Facts, *, by: Member, version: int) -> None:
    """Raises Conflict when somebody else changed it since the form was opened."""
    _require(by)
    desk = desk_numbered(desk_id, lock=True)
    before, after = differences(facts_of(desk), facts)
    if not after:
        return
    if desk.version != version:
        raise Conflict(CHANGED_MEANWHILE)
    if "kind" in after:
        raise Refused(NO_CHANGE_OF_KIND)

    _set(desk, after)
    _note(desk, before, after, by)


def undo(change: DeskChange, *, by: Member) -> OutsideDesk:
    """Put back what stood there before, unless it was changed again since; twice is harmless."""
    _require(by)
    if change.is_addition:
        raise Refused(NO_UNDOING)
    desk = desk_numbered(change.desk_id, lock=True)
    if not is_back(change, facts_of(desk)):
        _set(desk, change.before)
        _note(desk, change.after, change.before, by, undoes=change.id)
    return desk


def set_secret(desk: OutsideDesk, *, out: str, in_: str, by: Member) -> None:
    """Lock the passwords away; one that is left empty stays as it is. They are shown to nobody."""
    _require(by)
    insert_once(DeskSecret, desk_id=desk.id, locked="", locked_in="", set_at=now())
    kept = db.get_one(DeskSecret, desk.id, with_for_update=True, populate_existing=True)
    for which, secret in {"locked": out, "locked_in": in_}.items():
        if secret:
            about = f"outside desk {desk.id}: {which}"
            setattr(kept, which, lock(secret.encode(), about=about))
    kept.set_at = now()
    _let_it_try(desk)
    audit.record("password of an outside desk set", by=by.id, reason=f"desk {desk.id}")


def _require(by: Member) -> None:
    if not policy.may_keep_desks(by):
        raise Refused(ONLY_MANAGERS)


def _usual() -> dict[str, Any]:
    return {"version": 1}


def _set(desk: OutsideDesk, facts: Facts) -> None:
    if _sends_more(desk, facts) and facts.get("notice", desk.notice) == desk.notice:
        raise Invalid(NEW_NOTICE, {"notice": NEW_NOTICE})
    if "name" in facts and _is_taken(desk, facts["name"]):
        raise Invalid(TAKEN, {"name": TAKEN})
    for name in PLAIN:
        if name in facts:
            setattr(desk, name, facts[name])
    desk.version += 1
    _set_lists(desk, facts_of(desk) | dict(facts))
    _let_it_try(desk)


def _sends_more(desk: OutsideDesk, facts: Facts) -> bool:
    """Nobody who agreed to less has agreed to that."""
    return any(facts.get(name) and not getattr(desk, name) for name in SENDS)


def _is_taken(desk: OutsideDesk, name: str) -> bool:
    others = select(OutsideDesk.id).where(OutsideDesk.name == name, OutsideDesk.id != desk.id)
    return db.scalar(others) is not None


def _set_lists(desk: OutsideDesk, facts: Facts) -> None:
    db.flush()
    for table in (ServiceDesk, DeskState):
        db.execute(delete(table).where(table.desk_id == desk.id))
    served = select(Service.id).where(Service.slug.in_(facts["services"])).order_by(Service.id)
    for service_id in db.scalars(served).all():
        row = {"service_id": service_id, "desk_id": desk.id, "at_once": facts["at_once"]}
        if not insert_once(ServiceDesk, **row):
            raise Invalid(SERVED, {"services": SERVED})
    for theirs, ours in facts["states"]:
        insert_once(DeskState, desk_id=desk.id, theirs=theirs, ours=ours)


def _let_it_try(desk: OutsideDesk) -> None:
    """What was changed may be what was wrong: nothing waits for the end of a rest."""
    contact = update(DeskContact).where(DeskContact.desk_id == desk.id)
    db.execute(contact.values(rests_until=None, failures=0))
    here = HandOver.desk_id == desk.id
    waiting = update(HandOver).where(here, HandOver.state == Handing.WAITING)
    db.execute(waiting.values(due_at=now()))
    mine = select(HandOver.id).where(here)
    words = update(HandOverUpdate).where(HandOverUpdate.hand_over_id.in_(mine))
    db.execute(words.where(HandOverUpdate.state == Handing.WAITING).values(due_at=now()))


def _note(
    desk: OutsideDesk, before: Facts, after: Facts, by: Member, *, undoes: int | None = None
) -> None:
    change = DeskChange(desk_id=desk.id, actor_id=by.id, made_at=now(), undoes_id=undoes)
    change.before, change.after = dict(before), dict(after)
    db.add(change)
    db.flush()
    deed = "change of an outside desk undone" if undoes else "outside desk changed"
    audit.record(deed if before else "outside desk added", by=by.id, reason=f"change {change.id}")
