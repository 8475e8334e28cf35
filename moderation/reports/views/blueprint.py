"""The blueprint all pages about reports hang on, and what they share."""

from pathlib import Path

from flask import request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.kernel.web import room
from moderation.reports import queries
from moderation.reports.queries import Opened

reports = room("reports", str(Path(__file__).parent))


def key_sent() -> str | None:
    """The signed key in the address, which opens a report without an account."""
    return request.args.get("key") or None


def opened_here(reference: str) -> Opened:
    return queries.opened(reference, to=reader(), key=key_sent())


def page_of(reference: str, *, key: str | None = None) -> str:
    return url_for("reports.show", reference=reference, key=key or key_sent())


def unkept(response: Response) -> Response:
    """A page about somebody's report stays in no cache."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
