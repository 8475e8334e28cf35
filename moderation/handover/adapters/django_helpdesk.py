"""django-helpdesk over its REST interface: a name and a password, follow-ups as messages.

It can neither search nor say when something changed, so what we made is looked for among its newest
tickets, and those that are open are looked at one by one. See docs/decisions/0028.
"""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from forum.kernel.calling import NotReached
from moderation.handover.adapters.line import UNREADABLE, in_json, moment_in, say
from moderation.handover.adapters.shapes import Adapter, Comment, Parcel, Refusal, Seen, Word

PAGE = 100
MOST_PAGES = 20
LONGEST_TITLE = 150
USUAL_PRIORITY = 3
ON_HOLD = "on hold"
STATES = {"1": "open", "2": "reopened", "3": "resolved", "4": "closed", "5": "duplicate"}
NUMBERS = {name: int(number) for number, name in STATES.items()}
OURS = re.compile(r"\[[0-9a-f]{32}\]\Z")
# Their server fills in what stands in such signs, also when a citizen has typed them.
FILLED_IN = {"{{": "{ {", "{%": "{ %", "{#": "{ #"}


class DjangoHelpdesk(Adapter):
    """Our key stands at the end of the description; `target` is the number of their queue."""

    def found(self, parcel: Parcel) -> Seen | None:
        mine = sorted(_number(row) for row in self._newest() if _ends_with(row, parcel.key))
        if not mine:
            return None
        return Seen(**(vars(self.seen(str(mine[0]))) | {"copies": len(mine)}))

    def made(self, parcel: Parcel) -> Seen:
        who = f"{parcel.name}\n\n" if parcel.name else ""
        text = f"{who}{parcel.text}\n\n{parcel.reference}: {parcel.url}\n[{parcel.key}]"
        facts: dict[str, Any] = {
            "queue": _queue(self.line.target),
            "title": parcel.title[:LONGEST_TITLE],
            "description": text,
            "priority": USUAL_PRIORITY,
        }
        if parcel.email:
            facts["submitter_email"] = parcel.email
        made = self._call("POST", "/api/tickets/", facts)
        return self.seen(str(_number(made)))

    def seen(self, remote_id: str) -> Seen:
        row = self._ticket(remote_id)
        said = [one for one in _rows(row.get("followup_set"))]
        moments = [found for one in said if (found := moment_in(one.get("date")))]
        return Seen(
            id=remote_id,
            number=remote_id,
            url=f"{self.line.address.rstrip('/')}/tickets/{remote_id}/",
            state=_state(row),
            version=max(moments, default=None),
            comments=tuple(_comment(one) for one in said if _is_theirs(one)),
        )

    def changed(self, since: datetime, known: Sequence[str]) -> Collection[str]:
        """They do not say: each that is open is looked at."""
        return known

    def pass_on(self, remote_id: str, word: Word) -> None:
        """For their staff alone: what is public there is mailed to people by them too. Without a
        title: they would give it to the ticket.
        """
        said = _rows(self._ticket(remote_id).get("followup_set"))
        if any(word.key in str(one.get("comment")) for one in said):
            return
        facts: dict[str, Any] = {"ticket": int(remote_id), "public": False}
        facts["comment"] = f"{_untouched(word.text)}\n\n[{word.key}]"
        if word.ends and (number := NUMBERS.get(self.line.ends_with.lower())):
            facts["new_status"] = number
        self._call("POST", "/api/followups/", facts)

    def _ticket(self, remote_id: str) -> Any:
        path = f"/api/tickets/{quote(remote_id, safe='')}/"
        row = say(self.line, "GET", path, headers=self._headers())
        if not isinstance(row, dict) or str(row.get("id")) != remote_id or not row.get("status"):
            raise NotReached(UNREADABLE)
        return row

    def _newest(self) -> Iterator[Any]:
        """Two thousand of them; the newest stand on the last pages, and pages shift meanwhile."""
        count = self._page(1, 1).get("count")
        if not isinstance(count, int):
            raise NotReached(UNREADABLE)
        last = max(1, -(-count // PAGE))
        for number in range(last, max(0, last - MOST_PAGES), -1):
            yield from _rows(self._page(number, PAGE).get("results"))

    def _page(self, number: int, size: int) -> Mapping[str, Any]:
        asked = {"page": str(number), "page_size": str(size)}
        found = say(self.line, "GET", "/api/tickets/", query=asked, headers=self._headers())
        if not isinstance(found, dict):
            raise NotReached(UNREADABLE)
        return found

    def _call(self, method: str, path: str, facts: dict[str, Any]) -> Any:
        headers = self._headers() | {"Content-Type": "application/json"}
        return say(self.line, method, path, body=in_json(facts), headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Basic {b64encode(self.line.secret.encode()).decode()}"}


def _ends_with(row: Any, key: str) -> bool:
    """What somebody quotes in a ticket of their own is no hand-over."""
    return str(row.get("description", "")).rstrip().endswith(f"[{key}]")


def _state(row: Any) -> str:
    state = str(row["status"])
    named = STATES.get(state, state)
    return ON_HOLD if row.get("on_hold") and named in ("open", "reopened") else named


def _is_theirs(followup: Any) -> bool:
    """Written for the public by somebody there, and not by us: what a ticket was made with stands
    there as its first follow-up too.
    """
    comment = str(followup.get("comment") or "").strip()
    return bool(followup.get("public") and comment) and not OURS.search(comment)


def _comment(followup: Any) -> Comment:
    text = str(followup["comment"]).strip()
    return Comment(str(_number(followup)), text, moment_in(followup.get("date")))


def _untouched(text: str) -> str:
    for sign, apart in FILLED_IN.items():
        text = text.replace(sign, apart)
    return text


def _queue(target: str) -> int:
    if not target.isdecimal():
        raise Refusal("a queue is a number")
    return int(target)


def _rows(answer: Any) -> list[Any]:
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        raise NotReached(UNREADABLE)
    return answer


def _number(row: Any) -> int:
    try:
        return int(row["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise NotReached(UNREADABLE) from error
