"""How large a logo may be, and what is said when it is not."""

from forum.kernel.pictures import Picture, Sizes, picture_of

__all__ = ["MOST_BYTES", "Picture", "picture_in"]

MOST_BYTES = 512 * 1024
NO_PICTURE = "Choose a picture: PNG, JPEG or WebP, up to 512 KB."
TOO_HEAVY = "This file is larger than 512 KB. Save the picture smaller."
TOO_LARGE = "This picture has more than 12 million pixels. Save it smaller."
SIZES = Sizes(
    most_bytes=MOST_BYTES,
    most_pixels=12_000_000,
    most_photo_pixels=12_000_000,
    widest=480,
    highest=160,
    no_picture=NO_PICTURE,
    too_heavy=TOO_HEAVY,
    too_large=TOO_LARGE,
)


def picture_in(sent: bytes) -> Picture:
    """Raises Invalid with the sentence to show."""
    return picture_of(sent, SIZES)
