"""Translations for templates: one catalogue a request, and each sentence made ready once."""

from functools import lru_cache
from typing import Any, cast

from flask import Flask, g
from flask_babel import get_translations
from markupsafe import Markup

SENTENCES = 4096


def init_app(app: Flask) -> None:
    """Replace what Flask-Babel and Jinja install.

    Theirs find the catalogue anew and make three calls for each sentence; a page has thirty.
    """
    environment = cast(Any, app.jinja_env)
    environment.install_gettext_callables(gettext=_say, ngettext=_count, newstyle=False)
    environment.globals["_"] = _say


def _say(words: str, /, **facts: object) -> Markup:
    """The sentence in the reader's language; facts are escaped where it names them."""
    sentence = _ready(_catalogue(), words)
    return sentence % facts if facts else sentence % {} if "%" in sentence else sentence


def _count(one: str, many: str, num: int, /, **facts: object) -> Markup:
    """The same for a number of things, which is the fact `num`."""
    return _ready_for(_catalogue(), one, many, num) % {"num": num, **facts}


@lru_cache(SENTENCES)
def _ready(catalogue: Any, words: str) -> Markup:
    return Markup(catalogue.ugettext(words))


@lru_cache(SENTENCES)
def _ready_for(catalogue: Any, one: str, many: str, num: int) -> Markup:
    return Markup(catalogue.ungettext(one, many, num))


def _catalogue() -> Any:
    known = g.get("catalogue")
    if known is None:
        known = g.catalogue = get_translations()
    return known
