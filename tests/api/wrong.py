"""What nobody should send, and how to see that it was refused as it should be."""

import base64
import json
from typing import Any

from werkzeug.test import TestResponse

from tests.api.conftest import PROBLEM

JSON = "application/json"
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
KINDS = [
    *("", "////;;==", "text/plain", "application/xml", "text/json"),
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"),
]
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


def faults(answer: TestResponse) -> list[str]:
    """What is wrong with the answer: a fault, or a refusal that no program can read."""
    if answer.status_code < 400:
        return []
    if answer.status_code >= 500:
        return [f"answered {answer.status_code}"]
    if answer.content_type != PROBLEM:
        return [f"refused as {answer.content_type}"]
    problem = answer.json or {}
    missing = {"type", "title", "status", "detail", "instance"} - problem.keys()
    if missing or problem["status"] != answer.status_code or not problem["detail"]:
        return [f"refused with {problem}"]
    return []
