"""The languages this place speaks, and which one this reader gets."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, cast
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, get_translations, refresh
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.pseudo import Pseudo
from forum.kernel.site import site, site_now
from forum.kernel.unasked import let_go

K = TypeVar("K")
R = TypeVar("R", bound=AnyResponse)
COOKIE, ASKED = "lang", "lang"
WAY_ON, OUR_PATH = "next", re.compile(r"(/[\w.~-]+)+")
FOR_CITIZENS = (None, "anyone", "member")  # levels of access; None is where there is no page
LONGEST_HEADER = 200
COOKIE_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Language:
    """`code` stands in addresses and rows, `tag` in pages, `locale` names dates and numbers.

    One that is not offered is shown to nobody who did not ask for it by its code. Pages of staff
    are in the languages they are whole in.
    """

    code: str
    tag: str
    locale: str
    name: str
    direction: str = "ltr"
    is_offered: bool = True
    is_for_staff: bool = False


SOURCE = Language("en", "en-GB", "en_GB", "English", is_for_staff=True)
WELSH = Language("cy", "cy", "cy", "Cymraeg")
ARABIC = Language("ar", "ar", "ar", "العربية", "rtl", is_offered=False)
PSEUDO = Language("en-XA", "en-XA", "en_001", "Pseudo", is_offered=False, is_for_staff=True)
LANGUAGES = {one.code: one for one in (SOURCE, WELSH, ARABIC)}
OFFERED = tuple(one for one in LANGUAGES.values() if one.is_offered)


def init_app(app: Flask) -> None:
    app.extensions["languages"] = LANGUAGES | ({PSEUDO.code: PSEUDO} if app.testing else {})
    babel = Babel(app, default_locale=SOURCE.locale, locale_selector=lambda: language().locale)
    let_go([one.locale for one in OFFERED])
    app.after_request(_remember)
    with app.app_context():
        catalogues = babel.domain_instance.cache
        catalogues[PSEUDO.locale, babel.domain] = Pseudo()


def language() -> Language:
    """What this reader gets: what they asked for here, else chose before, else can read."""
    if not has_app_context():
        return SOURCE
    if (known := g.get("language")) is None:
        known = g.language = _choose() if has_request_context() else language_of_place()
    return cast(Language, known)


def say(words: str) -> str:
    """A sentence that stands in a table or came with a refusal, in the reader's language."""
    if language() is SOURCE or not words:
        return words
    return cast(str, get_translations().ugettext(words))


def in_words(table: Mapping[K, str]) -> list[tuple[K, str]]:
    """The pairs of a table as a control offers them: each code with its words."""
    return [(code, say(words)) for code, words in table.items()]


def known_language(code: str | None) -> Language | None:
    """The language of this code, where this place has it."""
    known: dict[str, Language] = current_app.extensions["languages"]
    return known.get(code or "")


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """What is made inside is in this language, or in the one of this place."""
    before = g.get("language")
    _switch(known_language(code) or language_of_place())
    try:
        yield
    finally:
        _switch(before)


def chosen_here() -> str | None:
    """The code of the language that was asked for in this browser, now or before."""
    asked = known_language(request.args.get(ASKED)) or known_language(request.cookies.get(COOKIE))
    return asked.code if asked else None


def speak(code: str | None) -> None:
    """The rest of this request is in this language, or in the one the reader can read."""
    _switch(known_language(code) or _understood() or language_of_place())


def keep_choice(response: R, code: str | None) -> R:
    """The browser keeps the choice; nothing else is kept about a visitor."""
    if code is None:
        response.delete_cookie(COOKIE)
        return response
    response.set_cookie(
        COOKIE,
        code,
        max_age=COOKIE_SECONDS,
        secure=bool(current_app.config["SECURE_COOKIES"]),
        httponly=True,
        samesite="Lax",
    )
    return response


def language_of_place() -> Language:
    """What is spoken here unless somebody asks for another language."""
    if not has_app_context():
        return SOURCE
    with suppress(SQLAlchemyError):
        place = site_now() if has_request_context() else site()
        return known_language(place.language) or SOURCE
    return SOURCE


def other_ways() -> list[tuple[Language, str]]:
    """The offered languages this page is not in, and where it is in them."""
    here = language()
    if not _is_for_citizens():
        return []
    kept = [pair for pair in request.args.items(multi=True) if _is_kept(*pair)]
    path = request.path if request.endpoint and request.method == "GET" else "/"
    return [(one, _in(one, path, kept)) for one in OFFERED if one is not here]


def _is_kept(name: str, value: str) -> bool:
    """Where to go on to is carried along as a path of ours only."""
    return name != ASKED and (name != WAY_ON or bool(OUR_PATH.fullmatch(value)))


def _in(one: Language, path: str, kept: list[tuple[str, str]]) -> str:
    return f"{quote(path)}?{urlencode([*kept, (ASKED, one.code)])}"


def _switch(to: Language | None) -> None:
    g.language = to
    g.pop("catalogue", None)
    refresh()


def _choose() -> Language:
    chosen = known_language(chosen_here()) or _preferred() or _understood() or language_of_place()
    return chosen if chosen.is_for_staff or _is_for_citizens() else SOURCE


def _is_for_citizens() -> bool:
    return current_app.extensions["house"].access.get(request.endpoint) in FOR_CITIZENS


def _preferred() -> Language | None:
    """Where the database cannot be read, nobody has chosen anything."""
    with suppress(SQLAlchemyError):
        return known_language(getattr(current_user, "language", None))
    return None


def _understood() -> Language | None:
    sent = request.headers.get("Accept-Language")
    return _best(sent) if sent else None


@lru_cache(1024)
def _best(sent: str) -> Language | None:
    """Browsers send the same few lines again and again."""
    offered = {one.code: one for one in OFFERED}
    for wanted, quality in parse_accept_header(sent[:LONGEST_HEADER], LanguageAccept):
        known = offered.get(wanted.partition("-")[0].lower())
        if known and quality > 0:
            return known
    return None


def _remember(response: Response) -> Response:
    """Asked for by address: the next pages are in it too."""
    asked = known_language(request.args.get(ASKED)) if request.args else None
    if asked and asked.code != request.cookies.get(COOKIE):
        keep_choice(response, asked.code)
    return response
