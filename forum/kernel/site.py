"""What staff decide about the whole site: one row for each name, with a version."""

from dataclasses import dataclass, fields
from typing import Any

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


def site() -> Site:
    """The site row, read in one query."""
    row = db.scalar(select(SiteSetting.value).where(SiteSetting.name == "site"))
    known = {f.name for f in fields(Site)}
    return Site(**{name: value for name, value in (row or {}).items() if name in known})


def describe_site(**facts: str) -> None:
    """Set what the pages say about the place."""
    row = db.get(SiteSetting, "site", with_for_update=True)
    if row is None:
        db.add(SiteSetting(name="site", value=facts, version=1))
        return
    row.value = row.value | facts
    row.version += 1
