"""An app that has done its first work, ready to be forked: what that brought along is kept once."""

import gc
import re

from flask import Flask
from sqlalchemy.orm import configure_mappers

from forum.app import create_app
from forum.kernel import cache
from forum.kernel.languages import ASKED, OFFERED

FIRST_PAGES = ("/", "/ask", "/sign-in", "/api/v1/threads", "/threads")
LINK_TO_THREAD = re.compile(r'href="(/threads/\d+-[^"#?]+)"')


def app_to_share() -> Flask:
    app = create_app()
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    configure_mappers()
    with cache.nothing_observed(app):
        _visit(app)
        for one in OFFERED:
            app.test_client().get(f"/?{ASKED}={one.code}")
    app.extensions["database"].dispose()
    gc.collect()
    gc.freeze()
    return app


def _visit(app: Flask) -> None:
    """The pages people see most, once."""
    visitor = app.test_client()
    pages = [visitor.get(path) for path in FIRST_PAGES]
    if link := LINK_TO_THREAD.search(pages[-1].text):
        visitor.get(link[1])
