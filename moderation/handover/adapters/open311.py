"""Open311 GeoReport v2 as a client: forms there, JSON back.

See https://wiki.open311.org/GeoReport_v2/. It knows no key of ours, so the key stands in the
description, and what we sent is looked for among what was sent since.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

from forum.kernel.calling import NotReached
from forum.kernel.clock import now
from moderation.handover.adapters.line import UNREADABLE, moment_in, say
from moderation.handover.adapters.shapes import Adapter, Comment, Lost, Parcel, Refusal, Seen, Word

LONGEST = 4_000
AT_ONCE = 50
EARLIER = timedelta(hours=1)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Open311(Adapter):
    """It takes no later messages, and its only words are a note beside the state."""

    takes_words = False

    def found(self, parcel: Parcel) -> Seen | None:
        if parcel.token:
            return self._numbered(parcel.token)
        window = {"start_date": _stamp(parcel.asked_at - EARLIER), "end_date": _stamp(now())}
        asked = {"service_code": self.line.target} | window
        rows = [row for row in self._requests(asked) if parcel.key in str(row.get("description"))]
        if not rows:
            return None
        seen = sorted((_seen(row) for row in rows), key=lambda one: (len(one.id), one.id))
        return Seen(**(vars(seen[0]) | {"copies": len(rows)}))

    def made(self, parcel: Parcel) -> Seen:
        tail = f"\n\n{parcel.reference}: {parcel.url}\n[{parcel.key}]"
        facts = {
            "api_key": self.line.secret,
            "service_code": self.line.target,
            "description": f"{parcel.title}\n\n{parcel.text}"[: LONGEST - len(tail)] + tail,
            "address_string": parcel.place,
            "account_id": parcel.key,
            "first_name": parcel.name,
            "email": parcel.email,
        }
        sent = urlencode({name: value for name, value in facts.items() if value}).encode()
        rows = _rows(say(self.line, "POST", "/requests.json", body=sent, headers=FORM))
        row = _first(rows)
        if row.get("service_request_id"):
            return Seen(id=str(row["service_request_id"]), number=str(row["service_request_id"]))
        if row.get("token"):
            return Seen(id="", token=str(row["token"]))
        raise NotReached(UNREADABLE)

    def seen(self, remote_id: str) -> Seen:
        path = f"/requests/{quote(remote_id, safe='')}.json"
        rows = [
            one for one in map(_seen, _rows(say(self.line, "GET", path))) if one.id == remote_id
        ]
        if not rows:
            raise Lost("empty list")
        return rows[0]

    def changed(self, since: datetime, known: Sequence[str]) -> Collection[str]:
        """They list by the day of making only, so all that are open are asked for, 50 at once."""
        found: set[str] = set()
        for at in range(0, len(known), AT_ONCE):
            asked = {"service_request_id": ",".join(known[at : at + AT_ONCE])}
            seen = [_seen(row) for row in self._requests(asked)]
            found |= {one.id for one in seen if one.version is None or one.version >= since}
        return found & set(known)

    def pass_on(self, remote_id: str, word: Word) -> None:
        raise Refusal("takes no later messages")

    def _numbered(self, token: str) -> Seen | None:
        """What became of a token; while there is no number yet nothing is made anew."""
        row = _first(_rows(say(self.line, "GET", f"/tokens/{quote(token, safe='')}.json")))
        if number := str(row.get("service_request_id") or ""):
            return Seen(id=number, number=number)
        return Seen(id="", token=token)

    def _requests(self, asked: dict[str, str]) -> list[Any]:
        return _rows(say(self.line, "GET", "/requests.json", query=asked))


def _seen(row: Any) -> Seen:
    number, state = str(row.get("service_request_id") or ""), str(row.get("status") or "")
    if not number or not state:
        raise NotReached(UNREADABLE)
    note = str(row.get("status_notes") or "").strip()
    changed_at = moment_in(row.get("updated_datetime"))
    mark = sha256(note.encode("utf-8", "replace")).hexdigest()[:32]
    comments = (Comment(mark, note, changed_at),) if note else ()
    return Seen(number, number, state=state, version=changed_at, comments=comments)


def _rows(answer: Any) -> list[Any]:
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        raise NotReached(UNREADABLE)
    return answer


def _first(rows: list[Any]) -> Any:
    if not rows:
        raise NotReached(UNREADABLE)
    return rows[0]


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
