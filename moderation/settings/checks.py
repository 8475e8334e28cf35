"""What must always hold about the settings, for `folkmoot doctor`."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import func, select

from forum.home.models import Logo
from forum.home.wording import TEXTS, row_of
from forum.kernel.db import db
from forum.kernel.house import Finding
from forum.kernel.site import PILOT, SiteSetting, site
from forum.kernel.text import RENDERER_VERSION


def wrong_switches() -> Iterator[Finding]:
    """There is one switch for the pilot, under its one name."""
    alike = func.lower(func.trim(SiteSetting.name)) == PILOT
    names = db.scalars(select(SiteSetting.name).where(alike)).all()
    if strange := [name for name in names if name != PILOT]:
        yield Finding("pilot", f"The row {strange[0]!r} looks like the pilot's and is not.")


def wrong_pictures() -> Iterator[Finding]:
    """Every logo is what its address says, and the one that is worn is there."""
    for logo in db.scalars(select(Logo)):
        if sha256(logo.body).hexdigest() != logo.digest:
            yield Finding("logo", f"The picture {logo.digest[:12]} is not what was kept.")
    worn = site().logo
    if worn and db.get(Logo, worn["digest"]) is None:
        yield Finding("logo", f"The picture {worn['digest'][:12]} that pages show is not there.")


def wrong_texts() -> Iterator[Finding]:
    """Each text is rendered by today's renderer, and linked exactly when it is there."""
    listed = set(site().texts)
    rows = {row.name: row.value for row in db.scalars(select(SiteSetting))}
    for name in TEXTS:
        held = rows.get(row_of(name)) or {}
        if bool(held.get("source")) != (name in listed):
            yield Finding("texts", f"The text {name} is linked without being there, or not linked.")
        if held.get("source") and held.get("renderer") != RENDERER_VERSION:
            yield Finding("texts", f"The text {name} was rendered by an older version: save it.")


CHECKS = {"pilot": wrong_switches, "logo": wrong_pictures, "texts": wrong_texts}
