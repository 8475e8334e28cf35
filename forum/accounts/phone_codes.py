"""The codes a phone shows: RFC 6238, six digits that change each half minute."""

import hmac
import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyotp import TOTP

KEY_BYTES = 20  # as long as the digest, as RFC 4226 asks
SECONDS = 30
DRIFT = (-1, 0, 1)  # a phone whose clock is half a minute off still opens the door


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def spelled(key: bytes) -> str:
    """As people type it into a phone: letters and digits in groups of four."""
    letters = b32encode(key).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def key_spelled(letters: str) -> bytes:
    return b32decode(letters.replace(" ", ""))


def address(key: bytes, *, name: str, place: str) -> str:
    """What the square says to the phone."""
    return _phone(key).provisioning_uri(name=name, issuer_name=place)


def square(text: str) -> str:
    """A QR code as the address of a picture, for an `img`."""
    import segno

    return segno.make(text, error="m", micro=False).svg_data_uri(
        scale=5, border=4, light="#fff", dark="#000", encode_minimal=True
    )


def step_of(key: bytes, code: str, *, at: datetime) -> int | None:
    """The half minute this code belongs to, None when it is no code of about now."""
    phone, present = _phone(key), int(at.timestamp()) // SECONDS
    for step in (present + drift for drift in DRIFT):
        if hmac.compare_digest(phone.at(step * SECONDS).encode(), code.encode()):
            return step
    return None


def code_at(key: bytes, *, at: datetime) -> str:
    """What the phone shows at this moment."""
    return _phone(key).at(int(at.timestamp()))


def _phone(key: bytes) -> "TOTP":
    import pyotp

    return pyotp.TOTP(b32encode(key).decode(), interval=SECONDS)
