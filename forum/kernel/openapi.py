"""The description of the API, made whole in one place: refusals, ids, and who needs a token."""

import re
from collections.abc import Iterator
from typing import Any

from flask import current_app

from forum.kernel.docstrings import said_of

Spec = dict[str, Any]

SCHEMAS = "#/components/schemas/"
PROBLEM: Spec = {
    "description": "RFC 9457: `detail` is the sentence a person can be shown.",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "description": "Field -> what is wrong with it.",
            "type": "object",
            "additionalProperties": {"type": "string"},
        },
        "theirs": {"description": "The text as somebody else changed it.", "type": "string"},
        "yours": {"description": "The text as it was sent.", "type": "string"},
    },
    "required": ["type", "title", "status", "detail", "instance", "request_id"],
    "additionalProperties": False,
}
REFUSALS = {
    400: "What was sent cannot be read.",
    401: "The token is missing, not known, or has been ended.",
    403: "This is not for you, or not possible at the moment.",
    404: "It is not there, or not for you to see.",
    409: "Somebody else was faster.",
    413: "What was sent is too big.",
    415: "What was sent is no JSON.",
    422: "`errors` says what is wrong, field by field.",
    429: "Too many in a short time; `Retry-After` says how many seconds to wait.",
    503: "Nothing can be saved at the moment; reading goes on.",
}
ALWAYS = {400, 401, 403, 429}
OF_DEEDS = {404, 413, 415, 503}
OF_BODIES = {409, 422}
OWN = {"HTTPError", "ValidationError"}
TOLD = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}, "required": True}},
    429: {"Retry-After": {"schema": {"type": "integer"}, "required": True}},
}
KEY: Spec = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": (
        "Send a key of your own, and send the same request with it again when no answer came: "
        "it is done once, and for a day you get the first answer. With something else it is 422."
    ),
    "schema": {"type": "string", "minLength": 1},
}


def completed(spec: Any) -> Any:
    """What the library cannot know of our API: how it refuses, and that nothing is left out."""
    schemas = spec["components"]["schemas"]
    _describe(spec)
    for method, operation in _operations(spec):
        _refuse(operation, is_deed=method != "get")
        _address(operation)
        operation["parameters"] += [KEY] if method == "post" else []
    sent = {name for name in schemas if _is_sent(spec, name)}
    for name in schemas.keys() - sent:
        schemas[name]["required"] = sorted(schemas[name].get("properties", {}))
    spec["components"]["schemas"] = {n: s for n, s in schemas.items() if n not in OWN}
    spec["components"]["schemas"]["Problem"] = PROBLEM
    return spec


def _describe(spec: Spec) -> None:
    """What each call does, and with which scope a token opens it; some need no token."""
    for rule in current_app.url_map.iter_rules():
        level = current_app.extensions["house"].access.get(rule.endpoint)
        path = re.sub(r"<(?:[^<>:]*:)?([^<>]*)>", r"{\1}", rule.rule)
        for method, operation in spec["paths"].get(path, {}).items():
            if level is None or method.upper() not in (rule.methods or ()):
                continue
            scope = current_app.extensions["scope_of"](method, level)
            ways: list[Spec] = [{"bearer": [scope]}]
            operation["security"] = ways if operation.get("security") else [{}, *ways]
            operation |= _told(rule.endpoint)


def _told(endpoint: str) -> Spec:
    first, _, rest = said_of(current_app.view_functions[endpoint]).partition("\n")
    told = {"summary": first, "description": rest.strip()}
    return {name: text for name, text in told.items() if text}


def _operations(spec: Spec) -> Iterator[tuple[str, Spec]]:
    for methods in spec["paths"].values():
        yield from methods.items()


def _refuse(operation: Spec, *, is_deed: bool) -> None:
    statuses = set(ALWAYS) | (OF_DEEDS if is_deed else set())
    places = {parameter["in"] for parameter in operation["parameters"]}
    statuses |= ({404} if places else set()) | ({422} if "query" in places else set())
    if "requestBody" in operation:
        statuses |= OF_BODIES
    kept = {code: answer for code, answer in operation["responses"].items() if code < "4"}
    operation["responses"] = kept | {str(code): _problem(code) for code in sorted(statuses)}


def _problem(status: int) -> Spec:
    content = {"application/problem+json": {"schema": {"$ref": f"{SCHEMAS}Problem"}}}
    told: Spec = {"headers": TOLD[status]} if status in TOLD else {}
    return {"description": REFUSALS[status], "content": content} | told


def _address(operation: Spec) -> None:
    """Ids begin at 1, and what is not in an address is left out of it, never null."""
    for parameter in operation["parameters"]:
        schema = parameter["schema"]
        if parameter["in"] == "path":
            schema |= {"minimum": 1} if schema["type"] == "integer" else {"minLength": 1}
            continue
        schema.pop("nullable", None)
        if schema.get("default", "") is None:
            del schema["default"]
        if "enum" in schema:
            schema["enum"] = [value for value in schema["enum"] if value is not None]


def _is_sent(spec: Spec, name: str) -> bool:
    """Whether programs send it; a body with a field that must be there must be there itself."""
    wanted = {"$ref": f"{SCHEMAS}{name}"}
    found = False
    for _, operation in _operations(spec):
        body = operation.get("requestBody", {"content": {}})
        if any(kind["schema"] == wanted for kind in body["content"].values()):
            body["required"] = bool(spec["components"]["schemas"][name].get("required"))
            found = True
    return found
