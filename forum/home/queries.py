"""The texts and the picture that staff have given this place."""

from sqlalchemy import select

from forum.home.models import Logo
from forum.home.wording import row_of
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.site import SiteSetting

NO_TEXT = "Nothing has been written here yet."


def text_called(name: str) -> str:
    """Safe HTML. Raises Missing for a text that nobody has written."""
    held = db.scalar(select(SiteSetting.value).where(SiteSetting.name == row_of(name)))
    if held and held.get("html"):
        return str(held["html"])
    raise Missing(NO_TEXT)


def logo_with(digest: str) -> Logo:
    """Raises Missing."""
    if found := db.get(Logo, digest):
        return found
    raise Missing("There is no such picture.")
