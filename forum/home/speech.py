"""Translations for templates: the catalogue is looked up once a request, not once a sentence."""

from typing import Any, cast

from flask import Flask, g
from flask_babel import get_translations


def init_app(app: Flask) -> None:
    """Replace what Flask-Babel installs, which finds the catalogue anew for each sentence."""
    environment = cast(Any, app.jinja_env)
    environment.install_gettext_callables(
        gettext=lambda words: _catalogue().ugettext(words),
        ngettext=lambda one, many, count: _catalogue().ungettext(one, many, count),
        newstyle=True,
    )


def _catalogue() -> Any:
    known = g.get("catalogue")
    if known is None:
        known = g.catalogue = get_translations()
    return known
