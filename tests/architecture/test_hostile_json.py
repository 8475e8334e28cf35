"""What nobody should send to the API, sent to every part of it: a problem, never a fault."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from forum.kernel.db import db, writing
from forum.kernel.limits import LimitWindow
from tests.architecture.hostile import ALONE, TEXTS
from tests.architecture.house import Route, deeds
from tests.architecture.sources import told
from tests.architecture.town import Town

PROBLEM = "application/problem+json"
WHOLE = {
    "nothing": b"",
    "no JSON": b"{not json",
    "half of it": b'{"body": "and then',
    "a list": b"[]",
    "a number": b"1",
    "nobody": b"null",
    "text": b'"text"',
    "no UTF-8": b'{"body": "\xff\xfe"}',
    "deep": b"[" * 50_000,
    "deep in a field": b'{"body": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_001,
    "twice": b'{"body": "one", "body": ["two"]}',
    "a number too big": b'{"body": 1e999999, "value": ' + b"9" * 10_000 + b"}",
    "not a number": b'{"body": NaN, "value": Infinity}',
}
VALUES: dict[str, Any] = {
    "nobody": None,
    "truth": True,
    "number": 3,
    "below": -1,
    "fraction": 0.5,
    "beyond 64 bits": 2**63,
    "list": ["a", None],
    "object": {"$ne": None},
    "many": list(range(20_000)),
    "lone surrogate": "high \ud800 low \udfff",
    **{what: TEXTS[what] for what in sorted(ALONE)},
}


@pytest.mark.parametrize("who", ["visitor", "asker", "admin"])
def test_hostile_bodies(town, who):
    broken = []
    for route in _json_deeds(town.app):
        for what, body in WHOLE.items():
            answer = _send(town, who, route, body)
            broken += _faults(answer, f"{route}: {what}")

    assert not broken, told("A program that sends nonsense gets a problem it can read.", broken)


def test_hostile_fields(town):
    broken, who = [], "admin"  # who gets past every door
    for route in _json_deeds(town.app):
        for what, body in _bodies(_fields(town, route)):
            answer = _send(town, who, route, json.dumps(body).encode())
            broken += _faults(answer, f"{route} {what}")

    assert not broken, told("Every field is checked as strictly as on the pages.", broken)


def test_every_refusal_of_the_api_is_a_problem(town):
    """Also of addresses and methods that are not there."""
    for url, method in [("/api/v1/nothing", "GET"), ("/api/v1/openapi.json", "POST")]:
        answer = town.ask("visitor", url, method=method)

        assert answer.content_type == PROBLEM
        assert answer.json is not None
        assert answer.json["status"] == answer.status_code


def _json_deeds(app: Flask) -> list[Route]:
    return [route for route in deeds(app) if route.is_api]


def _fields(town: Town, route: Route) -> dict[str, Any]:
    """Field -> schema, as the OpenAPI description has it."""
    with town.app.app_context():
        spec = town.app.spec  # type: ignore[attr-defined]
    path = route.rule.rule
    for part in route.rule.arguments:
        path = path.replace(f"<int:{part}>", f"{{{part}}}").replace(f"<{part}>", f"{{{part}}}")
    deed = spec["paths"][path][route.method.lower()]
    body = deed.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = body.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
    known: dict[str, Any] = spec["components"]["schemas"].get(name, {}).get("properties", {})
    return known


def _bodies(fields: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """One field hostile, the others as a person would fill them in."""
    fine = {name: _fine(schema) for name, schema in fields.items()}
    for name in fields:
        for what, value in VALUES.items():
            yield f"{name}: {what}", fine | {name: value}
    yield "with a field nobody offers", fine | {"role": "admin", "is_staff": True, "id": 1}


def _fine(schema: dict[str, Any]) -> Any:
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type", "string")
    kinds = {"integer": 1, "boolean": False, "array": [], "number": 1}
    return kinds.get(kind[0] if isinstance(kind, list) else kind, "Something a person writes")


def _send(town: Town, who: str, route: Route, body: bytes) -> TestResponse:
    if db.query(LimitWindow).first():
        with writing():
            db.query(LimitWindow).delete()
    return town.ask(
        who,
        town.address(route),
        method=route.method,
        headers=town.bearer(who),
        data=body,
        content_type="application/json",
    )


def _faults(answer: TestResponse, what: str) -> list[str]:
    if answer.status_code >= 500:
        return [f"{what}: answered {answer.status_code}"]
    if answer.status_code >= 400 and answer.content_type != PROBLEM:
        return [f"{what}: refused as {answer.content_type}"]
    return []
