"""What nobody should send, in each field of each call: a problem to read, never a fault."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from forum.kernel.db import db, writing
from forum.kernel.limits import LimitWindow
from tests.api.conftest import PREFIX, PROBLEM, Calls, Samples
from tests.architecture.sources import told

HUGE = 10**30
VALUES: dict[str, Any] = {
    "null": None,
    "a number": 3,
    "a fraction": 0.5,
    "true": True,
    "a list": ["a", None, 7],
    "an object": {"$ne": None},
    "a hundred lists": json.loads("[" * 100 + "]" * 100),
    "a hundred objects": json.loads('{"a":' * 100 + "1" + "}" * 100),
    "a lone surrogate": "high \ud800 and on",
    "NUL": "before\x00after",
    "a megabyte": "a" * 1_000_000,
    "nothing": "",
    "a huge number": HUGE,
    "a huge number below nothing": -HUGE,
    "beyond 64 bits": 2**63,
    "a number as text": "1",
}
BODIES: dict[str, bytes] = {
    "nothing": b"",
    "white space": b" \n",
    "no JSON": b"{not json",
    "half of it": b'{"body": "and then',
    "null": b"null",
    "a list": b"[]",
    "a list of objects": b'[{"body": "x"}]',
    "a number": b"7",
    "text": b'"text"',
    "no UTF-8": b'{"body": "\xff\xfe"}',
    "a surrogate in bytes": b'{"body": "\xed\xa0\x80"}',
    "UTF-16": '{"body": "x"}'.encode("utf-16"),
    "a mark of the byte order": b'\xef\xbb\xbf{"body": "x"}',
    "NUL": b'{"body": "x"}\x00',
    "fifty thousand lists": b"[" * 50_000,
    "five thousand objects": b'{"body":' + b'{"a":' * 5_000 + b"1" + b"}" * 5_001,
    "the same field twice": b'{"body": "one", "body": ["two"], "value": 1, "value": {}}',
    "no number": b'{"body": NaN, "value": Infinity, "revision": -Infinity}',
    "ten thousand digits": b'{"value": ' + b"9" * 10_000 + b', "answer_id": 1e999999}',
    "three megabytes": b'{"body": "' + b"a" * 3_000_000 + b'"}',
}
KINDS = {
    "plain text": "text/plain",
    "a form": "application/x-www-form-urlencoded",
    "a form in parts": "multipart/form-data; boundary=x",
    "XML": "application/xml",
    "nothing": "",
    "no kind at all": "////;;==",
    "a charset nobody knows": "application/json; charset=klingon",
    "UTF-16": "application/json; charset=utf-16",
}
PARTS = [
    *("0", "-1", "1e3", "1.0", "abc", "%00", "1%00", "%ED%A0%80", "%FF%FE", "%D9%A1", "null"),
    *(str(2**63 - 1), str(2**63), str(-(2**63)), str(HUGE), "9" * 5_000, "a" * 5_000, "%2e%2e"),
    *("%27%3B--", "%0d%0aX:y", "%F0%9F%98%80" * 50),
]


def cursor(*values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


QUERIES = [
    *("", "%00", "%ED%A0%80", "%FF", "[]", "{}", "null", "-1", str(HUGE), "a" * 20_000, "🙂" * 90),
    *(cursor(HUGE), cursor("2026-01-01T00:00:00+00:00", HUGE), cursor(None), cursor(True)),
    *(cursor("x", 1), cursor("\x00", 1), cursor("\ud800", 1), cursor([1], {}), cursor(1.5)),
    *(cursor("9999-12-31T23:59:59-23:59", 1), cursor("0001-01-01T00:00:00+23:59", 1)),
    *(cursor("2026-01-01", 1), cursor(-(2**63)), cursor(2**63 - 1), cursor(), "W1tbW1s"),
    base64.urlsafe_b64encode(b"[" * 300).decode(),
]


@pytest.fixture
def spec(nobody: Calls) -> dict[str, Any]:
    found: dict[str, Any] = nobody("GET", "/openapi.json").json
    return found


@pytest.fixture
def send(adas: Calls, devs: Calls, samples: Samples) -> Any:
    """Make a call as the person who may: the desk about tickets, Ada about anything else."""

    def sent(method: str, path: str, raw: dict[str, Any]) -> list[str]:
        calls = devs if path.startswith("/tickets") else adas
        return faults(calls(method, path, raw=raw))

    return sent


def test_every_field_refuses_what_is_of_the_wrong_kind(spec, send, samples):
    broken = []
    for method, path, schema in bodies(spec):
        forget_limits()
        for what, body in hostile(schema):
            raw = {"data": json.dumps(body), "content_type": "application/json"}
            found = send(method, samples.address(path), raw)
            broken += [f"{method} {path} {what}: {fault}" for fault in found]

    assert not broken, told("Every field is read strictly, and refused in words.", broken)


def test_wrong_kinds_are_never_taken_for_right_ones(spec, adas, devs, samples):
    """What the description does not allow is refused: `"1"` is no number and `1` is not `true`."""
    taken = []
    for method, path, schema in bodies(spec):
        is_fine = jsonschema_rs.validator_for(schema | {"components": spec["components"]}).is_valid
        forget_limits()
        calls = devs if path.startswith("/tickets") else adas
        for what, body in hostile(schema):
            if "surrogate" in what or is_fine(body):
                continue
            answer = calls(method, samples.address(path), raw={"json": body})
            taken += [f"{method} {path} {what}"] * (answer.status_code < 400)

    assert not taken, told("What is described is all that is taken.", taken)


def test_every_body_is_json_or_refused(spec, send, samples):
    broken = []
    for method, path, _ in bodies(spec):
        forget_limits()
        for what, body in BODIES.items():
            raw = {"data": body, "content_type": "application/json"}
            found = send(method, samples.address(path), raw)
            broken += [f"{method} {path} {what}: {fault}" for fault in found]

    assert not broken, told("A body that cannot be read is refused in words.", broken)


def test_every_body_says_that_it_is_json(spec, send, samples):
    broken = []
    for method, path, schema in bodies(spec):
        forget_limits()
        for what, kind in KINDS.items():
            raw = {"data": json.dumps(fine(schema)), "content_type": kind}
            found = send(method, samples.address(path), raw)
            broken += [f"{method} {path} as {what}: {fault}" for fault in found]

    assert not broken, told("A body of another kind is refused in words.", broken)


def test_every_id_in_an_address_is_there_or_missing(spec, send):
    broken = []
    for method, path, schema in calls_in(spec):
        if "{" not in path:
            continue
        raw = {"json": fine(schema)} if schema else {}
        for part in PARTS:
            address = path[: path.index("{")] + part + path[path.index("}") + 1 :]
            broken += [f"{method} {address[:90]}: {f}" for f in send(method, address, dict(raw))]

    assert not broken, told("An id nobody has is missing, however it is written.", broken)


def test_ids_too_big_for_a_database_are_missing(spec, adas, devs):
    for method, path, schema in calls_in(spec):
        if "_id}" not in path:
            continue
        address = path[: path.index("{")] + str(HUGE) + path[path.index("}") + 1 :]
        raw = {"json": fine(schema)} if schema else {}

        assert adas(method, address, raw=raw).status_code == 404, f"{method} {path}"


def test_every_list_refuses_a_place_it_did_not_name(spec, send, samples):
    broken = []
    for method, path, names in queries(spec):
        for name in names:
            for text in QUERIES:
                for sent in (f"{name}={text}", f"{name}={text}&{name}=x", f"{name}[]={text}"):
                    found = send(method, samples.address(f"{path}?{sent}"), {})
                    broken += [f"{path} {sent[:120]}: {fault}" for fault in found]

    assert not broken, told("A list goes on where it ended, or refuses in words.", broken)


def test_headers_of_any_kind_are_read_or_refused(app, nobody, adas, samples):
    for name in ("Authorization", "Idempotency-Key", "Content-Type", "Accept", "Cookie", "Origin"):
        for value in ("", " ", "Bearer", "Bearer ", "\xff\xfe", "a" * 20_000, "Bearer \xe9\x00"):
            for calls in (nobody, adas):
                answer = calls("POST", "/tickets", raw={"headers": {name: value}, "data": b"{}"})

                assert faults(answer) == [], f"{name}: {value[:20]!r}"


def bodies(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    return ((method, path, schema) for method, path, schema in calls_in(spec) if schema)


def calls_in(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and the schema of the body; an empty one when there is none."""
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            name = content.get("application/json", {}).get("schema", {}).get("$ref", "")
            schema = spec["components"]["schemas"].get(name.rsplit("/", 1)[-1], {})
            yield method.upper(), path.removeprefix(PREFIX), schema


def queries(spec: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            names = [one["name"] for one in operation["parameters"] if one["in"] == "query"]
            yield method.upper(), path.removeprefix(PREFIX), names


def hostile(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """One field hostile, the others as a person would fill them in."""
    for name in schema["properties"]:
        for what, value in VALUES.items():
            yield f"{name}: {what}", fine(schema) | {name: value}


def fine(schema: dict[str, Any]) -> dict[str, Any]:
    """What must be there, and only that."""
    return {name: fine_value(schema["properties"][name]) for name in schema.get("required", [])}


def fine_value(schema: dict[str, Any]) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "email":
        return "nora@example.org"
    return 1 if schema["type"] == "integer" else "parking"


def faults(answer: Any) -> list[str]:
    """What is wrong with an answer to something nobody should send."""
    if answer.status_code >= 500:
        return [f"answered {answer.status_code}"]
    if answer.status_code < 400:
        return []
    if answer.content_type != PROBLEM:
        return [f"refused as {answer.content_type}"]
    problem = answer.json
    missing = {"type", "title", "status", "detail", "instance"} - problem.keys()
    wrong = problem.get("status") != answer.status_code or not problem.get("detail")
    return [f"refused with {problem}"] if missing or wrong else []


def forget_limits() -> None:
    with writing():
        db.query(LimitWindow).delete()
