"""What a desk calls out to us: signed, told apart by the id of the call, and read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from moderation.handover.adapters.line import moment_in, read_json
from moderation.handover.adapters.shapes import Comment, NotTrusted, Refusal, Seen
from moderation.handover.states import WEBHOOK, ZAMMAD
from moderation.handover.webhook import ID, is_signed, is_signed_by_hub

MOST_COMMENTS = 100


@dataclass(frozen=True)
class Call:
    """`delivery` is the same when it is repeated. Without `seen` it says only that we should look.

    One of `remote_id` and `key` says which hand-over it is about.
    """

    delivery: str
    remote_id: str = ""
    key: str = ""
    seen: Seen | None = None


def read_call(
    kind: str, secret: str, headers: Mapping[str, str], body: bytes, *, at: datetime
) -> Call:
    """The names of headers are in small letters.

    Raises NotTrusted, or Refusal when it cannot be understood.
    """
    if kind == ZAMMAD and is_signed_by_hub(secret, headers.get("x-hub-signature", ""), body):
        return _of_zammad(headers, _facts(body))
    if kind == WEBHOOK and is_signed(secret, headers, body, at=at):
        return _of_hook(headers, _facts(body))
    raise NotTrusted("signature")


def _of_zammad(headers: Mapping[str, str], facts: Mapping[str, Any]) -> Call:
    """It holds the newest message only, and calls overtake each other: so we go and look."""
    ticket = facts.get("ticket")
    if not isinstance(ticket, dict) or not str(ticket.get("id", "")).isdigit():
        raise Refusal("no ticket")
    delivery = headers.get("x-zammad-delivery") or sha256(str(facts).encode()).hexdigest()
    return Call(delivery, remote_id=str(ticket["id"]))


def _of_hook(headers: Mapping[str, str], facts: Mapping[str, Any]) -> Call:
    told = facts.get("data")
    if not isinstance(told, dict) or not isinstance(told.get("key"), str):
        raise Refusal("no key")
    key, said = told["key"], told.get("comments") or []
    changed_at = moment_in(told.get("updated_at")) or moment_in(facts.get("timestamp"))
    comments = [_comment(one) for one in said[:MOST_COMMENTS]] if isinstance(said, list) else []
    seen = Seen(
        id=key,
        number=str(told.get("number") or ""),
        url=str(told.get("url") or ""),
        state=str(told.get("state") or ""),
        version=changed_at,
        comments=tuple(comment for comment in comments if comment is not None),
    )
    return Call(headers.get(ID, ""), key=key, seen=seen)


def _comment(said: Any) -> Comment | None:
    if not isinstance(said, dict) or not said.get("id"):
        return None
    return Comment(str(said["id"]), str(said.get("text") or ""), moment_in(said.get("written_at")))


def _facts(body: bytes) -> Mapping[str, Any]:
    try:
        facts = read_json(body)
    except (ValueError, RecursionError) as error:
        raise Refusal("unreadable") from error
    if not isinstance(facts, dict):
        raise Refusal("unreadable")
    return facts
