"""How a page is made: who may open it, one transaction, refusals in plain words, safe headers."""

import time
from collections.abc import Callable
from pathlib import Path
from string import punctuation
from typing import Any, cast
from urllib.parse import quote

from apiflask import APIFlask
from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request
from flask_login import current_user
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel import problems, repeats
from forum.kernel.db import cannot_write, is_worth_another_try
from forum.kernel.errors import Refused, Resting
from forum.kernel.forgery import SAFE, csrf_token, refuse_forgery
from forum.kernel.live import ASKED_BY, is_live
from forum.kernel.site import site_now
from forum.kernel.text import read_by_its_people

TRIES = 4
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


STILL_OPEN = {"accounts.sign_in", "second_step.show_code", "accounts.sign_out"}
ONLY_READING = (
    "The site can be read but not changed at the moment. "
    "Your text is below: copy it and try again later."
)


class Folkmoot(APIFlask):
    """The application; a request that lost a race in the database is simply answered again."""

    jinja_options = {"trim_blocks": True, "lstrip_blocks": True}

    def wsgi_app(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Bytes that no browser sends as they are get the spelling that one would send."""
        if not (asked := environ.get("QUERY_STRING", "")).isascii():
            environ["QUERY_STRING"] = quote(asked, safe=punctuation, encoding="latin-1")
        return super().wsgi_app(environ, start_response)

    def dispatch_request(self) -> Any:
        for attempt in range(1, TRIES + 1):
            try:
                return repeats.once(super().dispatch_request)
            except DBAPIError as error:
                if cannot_write(error):
                    self.extensions["refused_to_save_at"] = time.monotonic()
                    raise Resting(ONLY_READING) from error
                if attempt == TRIES or not is_worth_another_try(error):
                    raise
        raise AssertionError("unreachable")


def room(name: str, package_file: str, **options: Any) -> Blueprint:
    """A blueprint whose `templates/show.html` is rendered as `name/show.html`."""
    blueprint = Blueprint(name, package_file, **options)
    blueprint.record(
        lambda state: add_templates(cast(Flask, state.app), name, Path(package_file).parent)
    )
    return blueprint


def add_templates(app: Flask, name: str, folder: Path) -> None:
    if not isinstance(app.jinja_loader, PrefixLoader):
        app.jinja_loader = PrefixLoader({})
    rooms = cast(dict[str, BaseLoader], app.jinja_loader.mapping)
    rooms[name] = FileSystemLoader(folder / "templates")


def init_app(app: Flask, *, admits: Callable[[str, Any], bool]) -> None:
    """`admits(level, person)` says whether this person may use a route of that access level."""
    app.extensions["admits"] = admits
    app.before_request(_refuse_unstorable)
    app.before_request(_admit)
    app.before_request(_take_more)
    app.before_request(refuse_forgery)
    app.before_request(_refuse_while_read_only)
    app.after_request(_add_headers)
    app.jinja_env.globals["csrf_token"] = csrf_token
    app.register_error_handler(Refused, problems.explain)
    app.register_error_handler(HTTPException, problems.explain_http)
    app.register_error_handler(Exception, problems.explain_fault)


def page(template: str, status: int = 200, **shown: Any) -> AnyResponse:
    """A rendered page as a response."""
    return current_app.make_response((render_template(template, **shown), status))


def private_page(template: str, status: int = 200, **shown: Any) -> AnyResponse:
    """The same for a page that only the people may open whose private text stands on it."""
    with read_by_its_people():
        return page(template, status, **shown)


def part_or(path: str, template: str, **shown: Any) -> AnyResponse:
    """What changed, for a page that is open; for everybody else the way to the whole page."""
    response = page(template, **shown) if is_live() else redirect(path, 303)
    response.vary.add(ASKED_BY)
    return response


def _refuse_unstorable() -> None:
    """NUL stands in no name of ours, and PostgreSQL fails even at looking for it."""
    if "\x00" in request.path:
        raise NotFound
    if any("\x00" in text for _, text in request.args.items(multi=True)):
        raise BadRequest


def _admit() -> None:
    endpoint = request.endpoint
    if endpoint is None:
        return
    stated = current_app.extensions["house"].access.get(endpoint)
    if stated is None:
        raise Refused("This page has no stated access, so nobody may open it.")
    if not current_app.extensions["admits"](stated, current_user):
        raise problems.not_admitted(stated)


def _take_more() -> None:
    """A few pages take whole archives, once it is known that the person may open them."""
    if most := current_app.extensions["house"].largest.get(request.endpoint):
        request.max_content_length = most()


def _refuse_while_read_only() -> None:
    """An operator has switched saving off; people can still sign in and out."""
    if request.method in SAFE or request.endpoint in STILL_OPEN:
        return
    if request.endpoint and site_now().is_read_only:
        raise Resting(ONLY_READING)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
    if "Cache-Control" not in response.headers:
        private = current_user.is_authenticated if "_login_user" in g else False
        response.headers["Cache-Control"] = "private, no-store" if private else "no-cache"
        response.vary.update(("Accept-Language", "Cookie"))
    return response
