"""Signatures of calls between two desks: Standard Webhooks, and the one Zammad makes.

See https://www.standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`, in base64.
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(minutes=5)
PREFIX = "whsec_"
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


def signed_headers(secret: str, id_: str, body: bytes, *, at: datetime) -> dict[str, str]:
    """The three headers that go with a call of ours."""
    timestamp = str(int(at.timestamp()))
    made = _signature(secret, id_, timestamp, body)
    return {ID: id_, TIMESTAMP: timestamp, SIGNATURE: f"v1,{made}"}


def is_signed(secret: str, headers: Mapping[str, str], body: bytes, *, at: datetime) -> bool:
    """Whether the call was signed with this secret, and not longer than five minutes ago."""
    id_, timestamp = headers.get(ID, ""), headers.get(TIMESTAMP, "")
    if not secret or not id_ or not _is_recent(timestamp, at):
        return False
    wanted = _signature(secret, id_, timestamp, body)
    sent = [one.partition(",") for one in headers.get(SIGNATURE, "").split()]
    return any([name == "v1" and _same(wanted, claimed) for name, _, claimed in sent])


def is_signed_by_hub(secret: str, claimed: str, body: bytes) -> bool:
    """Zammad's `X-Hub-Signature`: HMAC-SHA1 of the body, in hexadecimal after `sha1=`."""
    made = hmac.new(secret.encode(), body, "sha1").hexdigest()
    return bool(secret) and _same(f"sha1={made}", claimed)


def _signature(secret: str, id_: str, timestamp: str, body: bytes) -> str:
    signed = f"{id_}.{timestamp}.".encode("utf-8", "replace") + body
    return b64encode(hmac.new(_key(secret), signed, "sha256").digest()).decode()


def _key(secret: str) -> bytes:
    """A secret of the standard stands in base64 behind `whsec_`; any other is taken as it is."""
    if not secret.startswith(PREFIX):
        return secret.encode()
    try:
        return b64decode(secret.removeprefix(PREFIX), validate=True)
    except (NotBase64, ValueError):
        return secret.encode()


def _is_recent(timestamp: str, at: datetime) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11):
        return False
    return abs(at - datetime.fromtimestamp(int(timestamp), UTC)) <= TOLERANCE


def _same(wanted: str, claimed: str) -> bool:
    """In the same time however much of it is right."""
    return hmac.compare_digest(wanted.encode(), claimed.encode("utf-8", "replace"))
