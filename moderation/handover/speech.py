"""Somebody else’s words, as the person reads them from us."""

from flask_babel import gettext as _


def said_by(desk: str, text: str) -> str:
    """Somebody else's words, with whose they are."""
    told = _("%(desk)s writes:", desk=desk)
    return f"{told}\n\n{text}"
