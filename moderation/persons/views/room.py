"""The blueprint of the pages about people at the desk."""

from pathlib import Path

from werkzeug.wrappers import Response

from forum.kernel.web import room

persons = room("persons", str(Path(__file__).parent))


def unkept(response: Response) -> Response:
    """A page about a person stays in no cache."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
