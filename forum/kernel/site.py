"""What staff decide about the whole site: one row for each name, with a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

from flask import g, has_request_context
from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.clock import now
from forum.kernel.db import Model, db, insert_once

READ_ONLY = "read_only"
PILOT = "pilot"
FIRST_DAY = "first_day"
OF_EMPTY_PLACES = (PILOT, FIRST_DAY)  # what `folkmoot init` writes before anybody comes
SECOND_STEP = "second_step"
OFF = {"rule": "off"}


class SiteSetting(Model):
    __tablename__ = "site_setting"
    __privacy__ = {"name": "code", "value": "public"}

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True)
class Site:
    """Who runs this place and how to reach them; every page shows it.

    `logo` has a digest, width and height; `links` are pairs of words and address; `texts` are
    the names of those that staff have written.
    """

    name: str = "Folkmoot"
    place: str = "Your council"
    phone: str = ""
    opening: str = ""
    desk: str = ""
    zone: str = "Europe/London"
    emergency: str = "999"
    language: str = "en"
    accent: str = ""
    answer_months: int = 12
    logo: Mapping[str, Any] | None = None
    links: Sequence[Sequence[str]] = ()
    texts: Sequence[str] = ()
    is_read_only: bool = False
    is_pilot: bool = False


SITE, TEXTS = "site", "texts"
SHOWN_EVERYWHERE = (
    *(SITE, TEXTS, "alerts", "ballots", "boards", "duty", "hats", "idea_reasons"),
    *(READ_ONLY, PILOT, SECOND_STEP),
)


def site() -> Site:
    """The site row, and which switches are on; see `rows_shown_everywhere`."""
    found = rows_shown_everywhere()
    known = {f.name for f in fields(Site)}
    facts = {name: value for name, value in found.get(SITE, {}).items() if name in known}
    there = {"texts": found.get(TEXTS, {}).get("there", ())}
    switches = {"is_read_only": READ_ONLY in found, "is_pilot": PILOT in found}
    return Site(**facts | there | switches)


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


def asks_second_step() -> bool:
    """Whether staff show a code of their phone. Only a demo town is without; no page changes it."""
    return rows_shown_everywhere().get(SECOND_STEP) != OFF


def open_without_second_step() -> None:
    """For a town that is for show, where anybody may try the staff side with a password alone."""
    insert_once(SiteSetting, name=SECOND_STEP, value=OFF, version=1)


def make_read_only(wanted: bool) -> None:
    """Switch saving off, or on again; twice changes nothing."""
    if wanted:
        insert_once(SiteSetting, name=READ_ONLY, value={"since": now().isoformat()}, version=1)
        return
    db.execute(delete(SiteSetting).where(SiteSetting.name == READ_ONLY))


def make_pilot() -> bool:
    """Let only invited people sign up, and keep search engines out; False when it was so."""
    return insert_once(SiteSetting, name=PILOT, value={"since": now().isoformat()}, version=1)


def open_site() -> bool:
    """Let everybody in; False when the site was open."""
    gone = delete(SiteSetting).where(SiteSetting.name == PILOT).returning(SiteSetting.name)
    return db.scalar(gone) is not None


def describe_site(**facts: str | int) -> None:
    """Set what the pages say about the place."""
    row = db.get(SiteSetting, SITE, with_for_update=True)
    if row is None:
        db.add(SiteSetting(name=SITE, value=facts, version=1))
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
