"""An app that has done its first work, ready to be forked: what that brought along is kept once."""

import gc
import re

from flask import Flask
from sqlalchemy.orm import configure_mappers

from forum.app import create_app
from forum.kernel import cache
from forum.kernel.languages import ASKED, FOR_CITIZENS, OFFERED

FIRST_PAGES = ("/", "/ask", "/sign-in", "/api/v1/threads", "/threads")
LINK_TO_THREAD = re.compile(r'href="(/threads/\d+-[^"#?]+)"')


def app_to_share() -> Flask:
    app = create_app()
    closed = _rooms_of_staff(app)
    for name in app.jinja_env.list_templates(extensions=["html"]):
        if name.partition("/")[0] not in closed:
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


def _rooms_of_staff(app: Flask) -> set[str]:
    """Rooms without a page for citizens: their templates are made when a colleague comes."""
    levels = app.extensions["house"].access
    staffs = {name.partition(".")[0] for name in levels}
    return staffs - {name.partition(".")[0] for name, who in levels.items() if who in FOR_CITIZENS}


def _visit(app: Flask) -> None:
    """The pages people see most, once."""
    visitor = app.test_client()
    pages = [visitor.get(path) for path in FIRST_PAGES]
    if link := LINK_TO_THREAD.search(pages[-1].text):
        visitor.get(link[1])
