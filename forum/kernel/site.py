"""What staff decide about the whole site: one row for each name, with a version."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

from flask import g, has_request_context
from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model, db, insert_once

READ_ONLY = "read_only"


class SiteSetting(Model):
    __tablename__ = "site_setting"
    __privacy__ = {"name": "code", "value": "public"}

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True)
class Site:
    """Who runs this place and how to reach them; every page shows it."""

    name: str = "Folkmoot"
    place: str = "Your council"
    phone: str = ""
    opening: str = ""
    desk: str = ""
    zone: str = "Europe/London"
    emergency: str = "999"
    is_read_only: bool = False


SHOWN_EVERYWHERE = ("site", "alerts", "boards", "idea_reasons", READ_ONLY)


def site() -> Site:
    """The site row, and whether the switch for reading only is on; see `rows_shown_everywhere`."""
    found = rows_shown_everywhere()
    known = {f.name for f in fields(Site)}
    facts = {name: value for name, value in found.get("site", {}).items() if name in known}
    return Site(**facts | {"is_read_only": READ_ONLY in found})


def site_now() -> Site:
    """The same, made once for each request."""
    if "site" not in g:
        g.site = site()
    return cast(Site, g.site)


def rows_shown_everywhere() -> dict[str, dict[str, Any]]:
    """Name -> value of the rows that every page shows: one query, once in a request."""
    if not has_request_context():
        return _rows()
    if "site_rows" not in g:
        g.site_rows = _rows()
    return cast(dict[str, dict[str, Any]], g.site_rows)


def is_read_only() -> bool:
    """Whether an operator has switched saving off."""
    switched = select(SiteSetting.name).where(SiteSetting.name == READ_ONLY)
    return db.scalar(switched) is not None


def make_read_only(wanted: bool) -> None:
    """Switch saving off, or on again; twice changes nothing."""
    if wanted:
        insert_once(SiteSetting, name=READ_ONLY, value={"since": now().isoformat()}, version=1)
        return
    db.execute(delete(SiteSetting).where(SiteSetting.name == READ_ONLY))


def describe_site(**facts: str) -> None:
    """Set what the pages say about the place."""
    row = db.get(SiteSetting, "site", with_for_update=True)
    if row is None:
        db.add(SiteSetting(name="site", value=facts, version=1))
        return
    row.value = row.value | facts
    row.version += 1


def _rows() -> dict[str, dict[str, Any]]:
    return {name: value for name, value in db.execute(_shown_everywhere())}


@cache
def _shown_everywhere() -> Select[tuple[str, dict[str, Any]]]:
    """Of the table, not the class, and put together once: every page asks it first."""
    row = SiteSetting.__table__.c
    named = or_(*(row.name == name for name in SHOWN_EVERYWHERE))
    return select(row.name, row.value).where(named)
