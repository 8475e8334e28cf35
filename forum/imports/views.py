"""Old addresses: links to an earlier forum lead to the same words here, for good."""

from flask import Blueprint, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.imports.queries import address_today
from forum.kernel.errors import Missing

imports = Blueprint("imports", __name__)


@imports.get("/a/<path:rest>")
@imports.get("/q/<path:rest>")
@imports.get("/questions/<path:rest>")
@imports.get("/t/<path:rest>")
@imports.get("/u/<path:rest>")
@imports.get("/users/<path:rest>")
def old_address(rest: str) -> Response:
    """Where a post or a person of an earlier forum is today."""
    if address := address_today(request.path, to=reader()):
        return redirect(address, code=301)
    raise Missing("We cannot find this page. It may have been on an earlier forum.")


@imports.before_app_request
def elsewhere() -> Response | None:
    """Whatever else no page of ours answers to may be an address of an earlier place."""
    is_nowhere = isinstance(request.routing_exception, NotFound) and "\x00" not in request.path
    if request.method not in ("GET", "HEAD") or not is_nowhere:
        return None

    asked = dict.fromkeys([request.full_path.rstrip("?"), request.path])
    found = (address_today(path, to=reader()) for path in asked)
    address = next(filter(None, found), None)
    return redirect(address, code=301) if address else None
