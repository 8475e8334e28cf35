"""The files that came with a mail: which are kept, and what is made of them.

What a file is, its content says, never its name or what the mail calls it. Pictures are made anew
from their pixels by the same rules as in posts, texts from their letters. A PDF is kept as it is
when nothing in it does anything by itself; it can only be downloaded.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forum.kernel.errors import Invalid
from forum.kernel.pictures import picture_of
from forum.kernel.text import storable
from forum.uploads.pictures import MOST_BYTES, SIZES

MOST_KEPT = 10
MOST_LOOKED_AT = 20
MOST_OF_MAIL = 8 * 1024 * 1024
MOST_TEXT = 200_000
TEXT, PDF = "text/plain; charset=utf-8", "application/pdf"
DOCUMENTS = {TEXT, PDF}

ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|RichMedia|XFA|SubmitForm|ImportData"
    rb"|GoToE|GoToR|Movie|Sound|Rendition|Encrypt)(?![A-Za-z])"
)
"""Names of the PDF standard (ISO 32000) for what acts by itself, holds more files, or is locked."""
HIDDEN_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
PACKED = re.compile(rb"stream\r?\n")
MOST_STREAMS = 2_000
MOST_UNPACKED = 4 * 1024 * 1024
BIT = 16 * 1024


@dataclass(frozen=True)
class Enclosed:
    """A file as it came; `name` is what the mail calls it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Kept:
    """A file as it is kept."""

    name: str
    media: str
    body: bytes


def sorted_out(files: Iterable[Enclosed]) -> tuple[tuple[Kept, ...], tuple[str, ...]]:
    """What is kept, and the names of all others."""
    kept: list[Kept] = []
    left_out: list[str] = []
    for number, file in enumerate(files):
        room = MOST_OF_MAIL - sum(len(one.body) for one in kept)
        is_too_much = number >= MOST_LOOKED_AT or len(kept) >= MOST_KEPT
        one = None if is_too_much else _taken(file)
        if one is None or len(one.body) > room:
            left_out.append(file.name)
        else:
            kept.append(one)
    return tuple(kept), tuple(left_out)


def _taken(file: Enclosed) -> Kept | None:
    if not file.content or len(file.content) > MOST_BYTES:
        return None
    if file.content.startswith(b"%PDF-"):
        return Kept(file.name, PDF, file.content) if _is_quiet(file.content) else None
    try:
        picture = picture_of(file.content, SIZES)
        return Kept(file.name, picture.media, picture.body)
    except Invalid:
        return _as_text(file)


def _as_text(file: Enclosed) -> Kept | None:
    """Letters only: whatever else could be something for a program."""
    try:
        text = file.content.decode("utf-8-sig")
    except ValueError:
        return None
    is_plain = all(sign.isprintable() or sign in "\n\r\t" for sign in text[:MOST_TEXT])
    is_markup = text.lstrip()[:1] in ("<", "{", "%", "#") or len(text) > MOST_TEXT
    if not is_plain or is_markup or not text.strip():
        return None
    return Kept(file.name, TEXT, storable(text).encode("utf-8", "replace"))


def _is_quiet(content: bytes) -> bool:
    if b"%%EOF" not in content[-2048:]:
        return False
    return not any(ACTIVE.search(_plainly(part)) for part in (content, *_unpacked(content)))


def _plainly(part: bytes) -> bytes:
    """Names may be spelt with numbers: /J#61vaScript."""
    return HIDDEN_SIGN.sub(lambda found: bytes([int(found[1], 16)]), part)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Objects may stand in packed streams; a picture that cannot be unpacked holds none."""
    whole, left = memoryview(content), MOST_UNPACKED
    for number, found in enumerate(PACKED.finditer(content)):
        if number >= MOST_STREAMS or left <= 0:
            yield b"/Encrypt"  # too much to look through: not kept
            return
        part = _inflated(whole[found.end() :], left)
        left -= len(part)
        yield part


def _inflated(packed: memoryview, most: int) -> bytes:
    """Bit by bit, so that what follows in the file is not copied for each stream."""
    flow, found = zlib.decompressobj(), b""
    try:
        for at in range(0, len(packed), BIT):
            found += flow.decompress(packed[at : at + BIT], most - len(found))
            if flow.eof or len(found) >= most:
                break
    except zlib.error:
        pass
    return found
