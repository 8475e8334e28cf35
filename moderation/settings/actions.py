"""What managers decide about the place: each deed kept with what was before, and undoable."""

from collections.abc import Mapping
from typing import Any

from forum.accounts.models import Member
from forum.home.models import Logo
from forum.home.wording import row_of
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict
from forum.kernel.events import publish
from forum.kernel.site import PILOT, TEXTS, SiteSetting, make_pilot, open_site
from forum.kernel.written import Written
from moderation.settings.changes import CHANGED_MEANWHILE, differences, is_back
from moderation.settings.events import SettingChanged
from moderation.settings.models import SettingChange
from moderation.settings.pictures import Picture
from moderation.settings.policy import require_decider
from moderation.settings.queries import facts_now, locked_setting

Facts = Mapping[str, Any]
DERIVED = {"html", "renderer"}  # made from the source whenever it is saved, so never kept twice


def change_setting(name: str, facts: Facts, *, by: Member, version: int | None = None) -> None:
    """Raises Conflict when somebody else changed it since the form with `version` was opened."""
    require_decider(by)
    row = locked_setting(name)
    before, after = differences(row.value, facts)
    if not after:
        return
    if version is not None and row.version != version:
        raise Conflict(CHANGED_MEANWHILE)

    _set(row, facts)
    _note(name, before, after, by)


def change_text(name: str, written: Written, *, by: Member, version: int) -> None:
    """A text of TEXTS; an empty one is taken away from the foot of the pages."""
    change_setting(row_of(name), _facts_of(written), by=by, version=version)
    _list_text(name, bool(written.source))


def keep_picture(picture: Picture) -> None:
    """Have it at hand under its digest; no page shows it yet."""
    insert_once(
        Logo,
        digest=picture.digest,
        media=picture.media,
        width=picture.width,
        height=picture.height,
        body=picture.body,
        added_at=now(),
    )


def switch_pilot(wanted: bool, *, by: Member) -> None:
    """Open the site to everybody, or make it a pilot again."""
    require_decider(by)
    if (make_pilot if wanted else open_site)():
        _note(PILOT, {"is_pilot": not wanted}, {"is_pilot": wanted}, by)


def undo(change: SettingChange, *, by: Member, written: Written | None = None) -> None:
    """Put back what was before; `written` is an older text rendered today, None for no text."""
    require_decider(by)
    row = db.get(SiteSetting, change.name, with_for_update=True, populate_existing=True)
    held = facts_now(change.name, row.value if row else {})
    if is_back(change, held):
        return
    _put_back(change, row, written)
    _note(change.name, change.after, change.before, by, undoes=change.id)


def _put_back(change: SettingChange, row: SiteSetting | None, written: Written | None) -> None:
    if change.name == PILOT:
        (make_pilot if change.before["is_pilot"] else open_site)()
        return
    row = row or locked_setting(change.name)
    if not change.is_of_text:
        _set(row, change.before)
        return
    _set(row, {**change.before, **(_facts_of(written) if written else dict.fromkeys(DERIVED))})
    _list_text(change.name.removeprefix(row_of("")), written is not None)


def _facts_of(written: Written) -> dict[str, Any]:
    return {"source": written.source, "html": written.html, "renderer": written.renderer}


def _set(row: SiteSetting, facts: Facts) -> None:
    """What is nothing is not kept, so that the usual value stands again."""
    held = {**row.value, **facts}
    row.value = {name: value for name, value in held.items() if value is not None}
    row.version += 1


def _list_text(name: str, is_there: bool) -> None:
    """Pages read the names of the texts with the row that they read anyway."""
    row = locked_setting(TEXTS)
    others = {one for one in row.value.get("there", ()) if one != name}
    row.value = {"there": sorted(others | {name} if is_there else others)}


def _note(name: str, before: Facts, after: Facts, by: Member, *, undoes: int | None = None) -> None:
    """The change with both its sides, its line in the audit log, and its event."""
    kept = ({key: side[key] for key in side if key not in DERIVED} for side in (before, after))
    was, becomes = kept
    change = SettingChange(
        name=name, actor_id=by.id, before=was, after=becomes, made_at=now(), undoes_id=undoes
    )
    db.add(change)
    db.flush()
    audit.record("setting changed", by=by.id, reason=f"change {change.id}")
    publish(SettingChanged(actor_id=by.id, change_id=change.id))
