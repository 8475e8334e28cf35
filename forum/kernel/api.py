"""The same in JSON under /api/v1: fields, lists and problems that every room's api.py shares."""

from collections.abc import Callable
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask, Schema
from apiflask.exceptions import HTTPError
from apiflask.fields import Boolean, Integer, List, Nested, String
from flask import Response, request
from marshmallow import ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from forum.kernel import forms
from forum.kernel.errors import Invalid
from forum.kernel.openapi import completed
from forum.kernel.paging import Page
from forum.kernel.problems import explain

PREFIX = "/api/v1"
SPEC = f"{PREFIX}/openapi.json"
LONGEST_CURSOR = 500
UNREADABLE = "Some of what was sent cannot be used. `errors` says what, field by field."


def api(name: str, import_name: str) -> APIBlueprint:
    """The blueprint of a room's `api.py`; its endpoints are called `<name>_api.…`."""
    return APIBlueprint(f"{name}_api", import_name, url_prefix=PREFIX, tag=name.capitalize())


def init_app(app: APIFlask) -> None:
    app.register_error_handler(HTTPError, _refuse)
    app.before_request(_refuse_unreadable)
    app.security_schemes = {"bearer": {"type": "http", "scheme": "bearer"}}
    app.servers = [{"url": app.config["BASE_URL"]}]
    app.spec_processor(completed)


class Text(String):
    """Text that is tidied and capped exactly as the forms of the pages do it.

    `described` goes into the description of the API as it stands, for instance a format.
    """

    def __init__(
        self, *, most: int, one_line: bool = False, described: Any = None, **options: Any
    ) -> None:
        least = {"minLength": 1} if options.get("required") else {}
        super().__init__(metadata={"maxLength": most} | least | (described or {}), **options)
        self.most = most
        self.read: Callable[..., str] = forms.line if one_line else forms.words

    def _deserialize(self, value: Any, attr: Any, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        try:
            tidied = self.read(text, most=self.most)
        except Invalid as error:
            raise ValidationError(str(error)) from error
        if self.required and not tidied:
            raise ValidationError("This cannot be empty.")
        return tidied


class Whole(Integer):
    """A whole number as JSON has it: `2.0` is one, `true` and `"2"` are none."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **options: Any) -> Any:
        is_whole = type(value) is int or (isinstance(value, float) and value.is_integer())
        if not is_whole:
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **options)


class Truth(Boolean):
    """True or false as JSON has them, never a word or a number for them."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **options: Any) -> Any:
        if type(value) is not bool:
            raise self.make_error("invalid", input=value)
        return value


def listed(items: type[Schema], name: str) -> type[Schema]:
    """The schema of one page of a list: `{"items": […], "next": cursor or null}`."""
    fields: dict[str, Any] = {"items": List(Nested(items)), "next": String(allow_none=True)}
    return cast(type[Schema], Schema.from_dict(fields, name=name))


class PageAsked(Schema):
    """The cursor of a list, as the last page gave it."""

    cursor = Text(most=LONGEST_CURSOR, one_line=True, load_default=None)


def as_list(page: Page[Any], shown: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    return {"items": [shown(item) for item in page.items], "next": page.next}


def _refuse_unreadable() -> None:
    """Before the schema library reads it: nesting or numbers so big that Python gives up.

    The library would take a body of another kind for an empty one, and forget what it says.
    """
    if not request.path.startswith(PREFIX) or not request.get_data():
        return
    if not request.is_json:
        raise UnsupportedMediaType

    try:
        request.get_json()
    except RecursionError as error:
        raise Invalid(UNREADABLE) from error


def _refuse(error: HTTPError) -> Response:
    if error.status_code == 422:
        return explain(Invalid(UNREADABLE, _flat(error.detail)))
    return explain(Invalid(error.message or UNREADABLE))


def _flat(detail: Any, path: str = "") -> dict[str, str]:
    """Nested messages of the schema library as `field -> first sentence`."""
    if not isinstance(detail, dict):
        first = detail[0] if isinstance(detail, list) and detail else detail
        return {path or "body": str(first)}
    found: dict[str, str] = {}
    for name, inner in detail.items():
        skip = name in ("json", "query", "form", "_schema")
        found |= _flat(inner, path if skip else f"{path}.{name}".strip("."))
    return found
