"""What staff decide about the whole site: one row for each name, with a version."""

from dataclasses import dataclass, fields
from typing import Any, cast

from flask import g, has_request_context
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import Model, db


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


SHOWN_EVERYWHERE = ("site", "alerts")


def site() -> Site:
    """The site row; see `rows_shown_everywhere`."""
    row = rows_shown_everywhere().get("site", {})
    known = {f.name for f in fields(Site)}
    return Site(**{name: value for name, value in row.items() if name in known})


def rows_shown_everywhere() -> dict[str, dict[str, Any]]:
    """Name -> value of the rows that every page shows: one query, once in a request."""
    if not has_request_context():
        return _rows()
    if "site_rows" not in g:
        g.site_rows = _rows()
    return cast(dict[str, dict[str, Any]], g.site_rows)


def describe_site(**facts: str) -> None:
    """Set what the pages say about the place."""
    row = db.get(SiteSetting, "site")
    if row is None:
        db.add(SiteSetting(name="site", value=facts, version=1))
        return
    row.value = row.value | facts
    row.version += 1


def _rows() -> dict[str, dict[str, Any]]:
    named = SiteSetting.name.in_(SHOWN_EVERYWHERE)
    rows = db.execute(select(SiteSetting.name, SiteSetting.value).where(named))
    return {row.name: row.value for row in rows}
