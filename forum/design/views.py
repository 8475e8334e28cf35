"""Sends the stylesheet, signs and typeface, and shows every part on one page."""

from datetime import UTC, datetime

from flask import Response, abort
from werkzeug.wrappers import Response as AnyResponse

from forum.design.assets import Asset, Look
from forum.design.colours import theme
from forum.kernel.packing import takes_packed
from forum.kernel.site import site_now
from forum.kernel.web import page, room

design = room("design", __file__)
look = Look()

FOR_GOOD = "public, max-age=31536000, immutable"
# An old page may still ask for an older digest: it gets today's file, but not for long.
FOR_A_MINUTE = "public, max-age=60"
SAMPLE = datetime(2026, 3, 27, 17, tzinfo=UTC)


@design.get("/static/<digest>/<path:name>")
def asset(digest: str, name: str) -> Response:
    """One file of the look, packed for those who can unpack it."""
    found = look.find(name)
    if found is None:
        abort(404)

    response = _sent(found)
    response.headers["Cache-Control"] = FOR_GOOD if digest == found.digest else FOR_A_MINUTE
    return response


@design.get("/theme-<digest>.css")
def theme_sheet(digest: str) -> Response:
    """The colours of this place, when staff have chosen an accent."""
    accent = site_now().accent
    if not accent:
        abort(404)

    worn = theme(accent)
    response = Response(worn.sheet, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = FOR_GOOD if digest == worn.digest else FOR_A_MINUTE
    return response


def address_of_theme() -> str | None:
    """Where the colours of this place stand; nothing when it wears the usual ones."""
    accent = site_now().accent
    return f"/theme-{theme(accent).digest}.css" if accent else None


@design.get("/design")
def components() -> AnyResponse:
    """Every part in every state."""
    return page("design/components.html", sample=SAMPLE)


def _sent(file: Asset) -> Response:
    if file.packed is None:
        return Response(file.body, content_type=file.media)

    packs = takes_packed()
    response = Response(file.packed if packs else file.body, content_type=file.media)
    response.headers["Vary"] = "Accept-Encoding"
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    return response
