"""A program that uses the API of a town, and knows of each request whether it was answered."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.services.town import Town

PATIENCE = 15.0
NOT_SENT, UNKNOWN = 0, -1


@dataclass(frozen=True)
class Reply:
    """`status` is UNKNOWN when the connection died: the deed may be done or not."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True)
class Program:
    """Somebody's token in use."""

    town: Town
    member_id: int
    token: str

    def call(self, method: str, path: str, sent: Mapping[str, Any], *, key: str = "") -> Reply:
        """`key` goes as Idempotency-Key: the same one sent again means the same deed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.town.port, timeout=PATIENCE)
        try:
            connection.connect()
        except OSError:
            return Reply(NOT_SENT)
        try:
            connection.request(method, f"/api/v1{path}", json.dumps(sent), self._headers(key))
            answer = connection.getresponse()
            return Reply(answer.status, _read(answer.read()))
        except (OSError, http.client.HTTPException):
            return Reply(UNKNOWN)
        finally:
            connection.close()

    def _headers(self, key: str) -> dict[str, str]:
        known = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return known | ({"Idempotency-Key": key} if key else {})


def _read(body: bytes) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(body or b"{}")
    except ValueError:
        return {"detail": body.decode(errors="replace")[:500]}
    return read
