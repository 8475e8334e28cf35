"""A picture made anew from its pixels, so that nothing else that was in the file is kept."""

import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from forum.kernel.errors import Invalid

MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MODES = {"JPEG": "RGB", "PNG": "RGBA", "WEBP": "RGBA"}
SMOOTH = ("RGB", "RGBA", "CMYK", "L")  # can be made smaller as they are
MOST_UNPACKED = 130_000_000  # bytes: whoever sends a picture must not take a process its memory
# The pixel and a second form while it is made smaller; libwebp keeps three pictures of its own.
HELD_FOR_A_PIXEL = {"JPEG": 4, "PNG": 9, "WEBP": 18}


@dataclass(frozen=True)
class Sizes:
    """What is taken, what becomes of it, and the sentences when it is refused.

    Of a photo (JPEG) no more is unpacked than is kept, so it may be larger. `becomes` says of a
    kind which other one it is kept as.
    """

    most_bytes: int
    most_pixels: int
    most_photo_pixels: int
    widest: int
    highest: int
    no_picture: str
    too_heavy: str
    too_large: str
    becomes: tuple[tuple[str, str], ...] = ()


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


def picture_of(sent: bytes, sizes: Sizes) -> Picture:
    """Raises Invalid with the sentence to show. The library is loaded in the act: it is heavy."""
    if not sent:
        raise Invalid(sizes.no_picture)
    if len(sent) > sizes.most_bytes:
        raise Invalid(sizes.too_heavy)

    from PIL import Image, UnidentifiedImageError

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    broken = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError)
    try:
        with Image.open(BytesIO(sent), formats=tuple(MEDIA)) as opened:
            return _made_anew(opened, sizes)
    except bombs as error:
        raise Invalid(sizes.too_large) from error
    except (*broken, struct.error, zlib.error, IndexError, KeyError) as error:
        raise Invalid(sizes.no_picture) from error


def _made_anew(opened: Any, sizes: Sizes) -> Picture:
    """The size stands in the head of the file: it is judged before any pixel is unpacked.

    No step before the picture is small leaves a copy of it beside the one that goes on.
    """
    from PIL import ImageOps

    kind, pixels = str(opened.format), opened.width * opened.height
    opened.draft(None, (sizes.widest, sizes.highest))
    most = sizes.most_photo_pixels if kind == "JPEG" else sizes.most_pixels
    if pixels > most or _unpacked(opened, pixels) > MOST_UNPACKED:
        raise Invalid(sizes.too_large)
    flat = opened if opened.mode in SMOOTH else opened.convert(MODES[kind])
    flat.thumbnail((sizes.widest, sizes.highest))
    flat = ImageOps.exif_transpose(flat.convert(MODES[kind]))
    flat.thumbnail((sizes.widest, sizes.highest))
    flat.info = {}
    kept, target = dict(sizes.becomes).get(kind, kind), BytesIO()
    flat.save(target, format=kept, quality=90)
    return Picture(target.getvalue(), MEDIA[kept], flat.width, flat.height)


def _unpacked(opened: Any, pixels: int) -> int:
    """Bytes that are needed at once until the picture is small; `opened` is drafted by now.

    A photo that comes in waves (progressive) is held as numbers of two bytes, whole, before the
    first pixel is made; of others no more is held than its draft.
    """
    waves = 2 * len(opened.getbands()) * pixels if opened.info.get("progressive") else 0
    drafted: int = opened.width * opened.height
    return waves + HELD_FOR_A_PIXEL[opened.format] * drafted
