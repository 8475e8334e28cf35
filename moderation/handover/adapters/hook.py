"""A desk that is told by a signed call: the same thing always carries the same id.

It cannot be asked whether it has something already. The standard has the receiver take each id
once, so the same call again is harmless; news come back as signed calls of theirs.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from forum.kernel.clock import now
from moderation.handover.adapters.line import in_json, say
from moderation.handover.adapters.shapes import Adapter, Parcel, Refusal, Seen, Word
from moderation.handover.webhook import signed_headers


class Hook(Adapter):
    can_be_asked = False

    def found(self, parcel: Parcel) -> Seen | None:
        return None

    def made(self, parcel: Parcel) -> Seen:
        facts = {
            "key": parcel.key,
            "reference": parcel.reference,
            "title": parcel.title,
            "text": parcel.text,
            "url": parcel.url,
            "name": parcel.name or None,
            "email": parcel.email or None,
        }
        told = self._call(parcel.key, "ticket.handed_over", parcel.asked_at, facts)
        known = told if isinstance(told, dict) else {}
        number = str(known.get("number") or known.get("id") or "")
        return Seen(id=parcel.key, number=number, url=str(known.get("url") or ""))

    def seen(self, remote_id: str) -> Seen:
        raise Refusal("cannot be asked")

    def changed(self, since: datetime, known: Sequence[str]) -> Collection[str]:
        return ()

    def pass_on(self, remote_id: str, word: Word) -> None:
        facts = {"key": remote_id, "text": word.text, "by_citizen": word.is_citizens}
        kind = "ticket.ended" if word.ends else "ticket.message"
        self._call(word.key, kind, word.at, facts)

    def _call(self, id_: str, kind: str, happened_at: datetime, facts: dict[str, Any]) -> Any:
        body = in_json({"type": kind, "timestamp": happened_at.isoformat(), "data": facts})
        headers = signed_headers(self.line.secret, id_, body, at=now())
        sent = headers | {"Content-Type": "application/json"}
        return say(self.line, "POST", "", body=body, headers=sent)
