"""How large a picture in a post may be, and how it is written in the text."""

import re

from forum.kernel.pictures import Sizes

MOST_BYTES = 5 * 1024 * 1024
NO_PICTURE = "Choose a picture: PNG, JPEG or WebP, up to 5 MB."
TOO_HEAVY = "This file is larger than 5 MB. Save the picture smaller."
TOO_LARGE = "This picture has too many pixels. Save it smaller."
SIZES = Sizes(
    most_bytes=MOST_BYTES,
    most_pixels=12_000_000,
    most_photo_pixels=26_000_000,
    widest=1600,
    highest=1600,
    no_picture=NO_PICTURE,
    too_heavy=TOO_HEAVY,
    too_large=TOO_LARGE,
    becomes=(("PNG", "WEBP"),),
)
PREFIX = "/uploads/"
KEY = re.compile(rf"{PREFIX}([0-9a-f]{{32}})(?![0-9a-zA-Z._-])")
SHOWN = re.compile(rf'<img src="{PREFIX}([0-9a-f]{{32}})"')
MOST_IN_A_POST = 10
LONGEST_ALT = 150


def keys_in(text: str) -> list[str]:
    """The first few addresses of pictures in a text, each once."""
    return list(dict.fromkeys(KEY.findall(text)))[:MOST_IN_A_POST]


def shown_in(html: str) -> list[str]:
    """The pictures that stand in stored HTML; a text that only speaks of one holds no such tag."""
    return list(dict.fromkeys(SHOWN.findall(html)))[:MOST_IN_A_POST]


def plain(alt: str) -> str:
    """The words that say what it shows, without signs that mean something in a text."""
    return " ".join(re.sub(r"[\[\]\\<>`!*_]", " ", alt[:LONGEST_ALT]).split())


def written(key: str, alt: str) -> str:
    """As it stands in the text; the words are for whoever cannot see it."""
    return f"![{alt}]({PREFIX}{key})"
