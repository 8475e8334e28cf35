"""A logo made anew from its pixels, so that nothing else that was in the file is kept."""

import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from forum.kernel.errors import Invalid

MOST_BYTES = 512 * 1024
MOST_PIXELS = 12_000_000
WIDEST, HIGHEST = 480, 160
MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MODES = {"JPEG": "RGB", "PNG": "RGBA", "WEBP": "RGBA"}
NO_PICTURE = "Choose a picture: PNG, JPEG or WebP, up to 512 KB."
TOO_HEAVY = "This file is larger than 512 KB. Save the picture smaller."
TOO_LARGE = "This picture has more than 12 million pixels. Save it smaller."


@dataclass(frozen=True)
class Picture:
    """The bytes as they are sent, and how large the picture is."""

    body: bytes
    media: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        return sha256(self.body).hexdigest()


def picture_in(sent: bytes) -> Picture:
    """Raises Invalid with the sentence to show."""
    if not sent:
        raise Invalid(NO_PICTURE)
    if len(sent) > MOST_BYTES:
        raise Invalid(TOO_HEAVY)

    from PIL import Image, UnidentifiedImageError

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    broken = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError)
    try:
        with Image.open(BytesIO(sent), formats=tuple(MEDIA)) as opened:
            return _made_anew(opened)
    except bombs as error:
        raise Invalid(TOO_LARGE) from error
    except (*broken, struct.error, zlib.error, IndexError, KeyError) as error:
        raise Invalid(NO_PICTURE) from error


def _made_anew(opened: Any) -> Picture:
    """The size stands in the head of the file: it is judged before any pixel is unpacked."""
    kind = str(opened.format)
    if opened.width * opened.height > MOST_PIXELS:
        raise Invalid(TOO_LARGE)
    flat = opened.convert(MODES[kind])
    flat.thumbnail((WIDEST, HIGHEST))
    target = BytesIO()
    flat.save(target, format=kind, quality=90)
    return Picture(target.getvalue(), MEDIA[kind], flat.width, flat.height)
