"""However a picture is made, unpacking it takes a process no more memory than was set aside."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from math import isqrt

import pytest
from PIL import Image

from forum.uploads.pictures import SIZES

MOST_MB = 150
SQUARE, PHOTO = isqrt(SIZES.most_pixels), isqrt(SIZES.most_photo_pixels)
IN_A_CHILD = """
import sys
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from forum.kernel.errors import Invalid
from forum.kernel.pictures import picture_of
from forum.uploads.pictures import SIZES

def most():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

sent = sys.stdin.buffer.read()
before = most()
try:
    picture_of(sent, SIZES)
    said = "kept"
except Invalid as refused:
    said = "refused" if str(refused) == SIZES.too_large else str(refused)
print(said, (most() - before) // 1000)
"""


def drawn(kind: str, mode: str, width: int, height: int, **how: object) -> bytes:
    target = BytesIO()
    Image.new(mode, (width, height)).save(target, kind, **how)
    return target.getvalue()


def unpacked(sent: bytes) -> tuple[str, int]:
    """Whether it was kept, and the megabytes that took."""
    done = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD], input=sent, capture_output=True, check=True
    )
    said, megabytes = done.stdout.decode().rsplit(maxsplit=1)
    return said, int(megabytes)


WAVES = {"progressive": True, "subsampling": 0}
PICTURES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "clear": ("kept", lambda: drawn("PNG", "RGBA", SQUARE, SQUARE)),
    "of few colours": ("kept", lambda: drawn("PNG", "P", SQUARE, SQUARE)),
    "deep grey": ("kept", lambda: drawn("PNG", "I;16", SQUARE, SQUARE)),
    "webp": ("kept", lambda: drawn("WEBP", "RGBA", 2680, 2680)),
    "large webp": ("refused", lambda: drawn("WEBP", "RGBA", SQUARE, SQUARE)),
    "photo": ("kept", lambda: drawn("JPEG", "RGB", PHOTO, PHOTO)),
    "photo in waves": ("kept", lambda: drawn("JPEG", "RGB", 4000, 3000, **WAVES)),
    "large photo in waves": ("refused", lambda: drawn("JPEG", "RGB", PHOTO, PHOTO, **WAVES)),
    "thin photo": ("kept", lambda: drawn("JPEG", "RGB", 65_000, 400)),
    "thin photo in waves": ("refused", lambda: drawn("JPEG", "RGB", 65_000, 400, **WAVES)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_at_the_limit_takes_no_more_than_was_set_aside(name: str) -> None:
    expected, make = PICTURES[name]

    said, megabytes = unpacked(make())

    assert said == expected
    assert megabytes < MOST_MB
