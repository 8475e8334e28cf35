"""What nobody should send, in each field of each call: a problem to read, never a fault."""

import json
from io import BytesIO

import jsonschema_rs
import pytest

from forum.kernel.db import db, writing
from forum.kernel.limits import LimitWindow
from tests.api.conftest import Calls, Samples, who_may
from tests.api.described import bodies, calls_in, fine, hostile, queries, with_part
from tests.api.wrong import BODIES, HUGE, JSON, KINDS, PARTS, QUERIES, faults
from tests.architecture.sources import told

HEADERS = ["Authorization", "Idempotency-Key", "Content-Type", "Accept", "Cookie", "Origin"]
SAID = ["", " ", "Bearer", "Bearer ", "\xff\xfe", "a" * 20_000, "Bearer \xe9\x00", "Basic YTpi"]


@pytest.fixture
def send(adas: Calls, devs: Calls, pias: Calls, samples: Samples) -> Calls:
    """Make a call as the person who may."""

    def sent(method: str, path: str, **raw):
        calls = who_may(path, adas=adas, devs=devs, pias=pias)
        return calls(method, samples.address(path), raw=raw)

    return sent


def test_every_field_refuses_what_is_of_the_wrong_kind(spec, send):
    """`"1"` is no number and `1` is not `true`: what is described is all that is taken."""
    broken = []
    for method, path, schema in bodies(spec):
        forget_limits()
        whole = schema | {"components": spec["components"]}  # where what it points to stands
        is_described = jsonschema_rs.validator_for(whole).is_valid
        for what, body in hostile(schema):
            answer = send(method, path, data=json.dumps(body), content_type=JSON)
            is_taken = answer.status_code < 400 and "surrogate" not in what
            found = ["taken"] if is_taken and not is_described(body) else faults(answer)
            broken += [f"{method} {path} {what}: {fault}" for fault in found]

    assert not broken, told("Every field is read strictly, and refused in words.", broken)


def test_a_lone_surrogate_is_refused_everywhere(spec, send):
    """No database and no page can hold one."""
    for method, path, schema in bodies(spec):
        for name in schema["properties"]:
            body = json.dumps(fine(schema) | {name: "high \ud800 and on"})

            assert send(method, path, data=body, content_type=JSON).status_code in (403, 422), path


def test_every_body_is_json_or_refused(spec, send):
    broken = []
    for method, path, _ in bodies(spec):
        forget_limits()
        for what, body in BODIES.items():
            answer = send(method, path, data=body, content_type=JSON)
            broken += [f"{method} {path} {what}: {fault}" for fault in faults(answer)]

    assert not broken, told("A body that cannot be read is refused in words.", broken)


def test_every_body_says_that_it_is_json(spec, send):
    """Read as an empty one, what stands in it would be lost without a word."""
    for method, path, schema in bodies(spec):
        forget_limits()
        for kind in KINDS:
            answer = send(method, path, data=json.dumps(fine(schema)), content_type=kind)

            assert answer.status_code == 415, f"{method} {path} as {kind}"
            assert faults(answer) == [], f"{method} {path} as {kind}"


@pytest.mark.parametrize("what", ["fifty thousand lists", "no JSON", "no UTF-8"])
def test_a_body_of_unknown_length_is_read_as_strictly(adas, parking, what):
    """Sent in chunks, as programs do that write while they send."""
    raw = {
        "input_stream": BytesIO(BODIES[what]),
        "headers": {"Transfer-Encoding": "chunked", "Content-Type": JSON},
        "environ_overrides": {"wsgi.input_terminated": True},
    }

    answer = adas("POST", "/threads", raw=raw)

    assert answer.status_code in (400, 422)
    assert faults(answer) == []


@pytest.mark.parametrize("charset", ["utf-16", "klingon", "utf-7", ""])
def test_json_is_utf_8_whatever_else_is_said(adas, parking, charset):
    raw = {"data": '{"title": "é"}'.encode(), "content_type": f"{JSON}; charset={charset}"}

    assert adas("POST", "/threads", raw=raw).json["errors"].keys() == {"body", "topic"}


def test_every_id_in_an_address_is_there_or_missing(spec, send):
    broken = []
    for method, path, schema in calls_in(spec):
        for part in PARTS if "{" in path else []:
            address, raw = with_part(path, part), {"json": fine(schema)} if schema else {}
            answer = send(method, address, **raw)
            broken += [f"{method} {address[:90]}: {fault}" for fault in faults(answer)]

    assert not broken, told("An id nobody has is missing, however it is written.", broken)


def test_ids_too_big_for_a_database_are_missing(spec, adas, pias):
    for method, path, schema in calls_in(spec):
        if "_id}" in path:
            raw = {"json": fine(schema)} if schema else {}
            calls = who_may(path, adas=adas, devs=adas, pias=pias)
            answer = calls(method, with_part(path, str(HUGE)), raw=raw)

            assert answer.status_code == 404, f"{method} {path}"


def test_every_list_refuses_a_place_it_did_not_name(spec, send):
    broken = []
    for method, path, name in queries(spec):
        for text in QUERIES:
            for asked in (f"{name}={text}", f"{name}={text}&{name}=x", f"{name}[]={text}"):
                answer = send(method, f"{path}?{asked}")
                broken += [f"{path} {asked[:120]}: {fault}" for fault in faults(answer)]

    assert not broken, told("A list goes on where it ended, or refuses in words.", broken)


@pytest.mark.parametrize("header", HEADERS)
def test_headers_of_any_kind_are_read_or_refused(nobody, adas, parking, header):
    for value in SAID:
        for calls in (nobody, adas):
            raw = {"data": b"{}", "content_type": JSON, "headers": {header: value}}

            assert faults(calls("POST", "/tickets", raw=raw)) == [], repr(value[:20])


def forget_limits() -> None:
    with writing():
        db.query(LimitWindow).delete()
