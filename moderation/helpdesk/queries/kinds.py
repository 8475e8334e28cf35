"""The kinds of tickets as staff have set them."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.site import SiteSetting
from moderation.helpdesk.kinds import KINDS, Kind

ROW = "ticket_kinds"


def kinds() -> dict[str, Kind]:
    """By code; those of the settings row when there is one, else those we begin with.

    A page and its form ask several times; the session, which lasts no longer, remembers.
    """
    if ROW not in db.info:
        row = db.scalar(select(SiteSetting.value).where(SiteSetting.name == ROW))
        known = [Kind(**kind) for kind in completed(row["reasons"])] if row else KINDS
        db.info[ROW] = {kind.code: kind for kind in known}
    return dict(db.info[ROW])


def completed(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """As kept; what a row does not say, because it was kept before we asked, is as we begin."""
    begun = {kind.code: asdict(kind) for kind in KINDS}
    return [begun.get(row["code"], asdict(Kind("", ""))) | row for row in rows]


def kind_of(code: str) -> Kind:
    """None is ever taken away, so a ticket's own is always there."""
    return kinds()[code]


def offered_kinds(*, also: str = "") -> dict[str, str]:
    """Code and words of those that can be chosen now, and of the one a ticket has."""
    known = kinds().items()
    return {code: kind.label for code, kind in known if not kind.is_retired or code == also}
