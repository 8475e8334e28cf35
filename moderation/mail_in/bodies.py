"""The text of a mail out of all its parts, and the files that came along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from forum.kernel.text import storable, words_of
from moderation.mail_in.enclosures import Enclosed
from moderation.mail_in.headers import decoded, words

DEEPEST = 20
MOST_PARTS = 200
MOST_BYTES = 400_000
MOST_NAMES = 20
LONGEST_NAME = 80
LONGEST_TEXT = 200_000
SPACES_AT_END = re.compile(r"[^\S\n]+(?=\n|\Z)")
GAPS = re.compile(r"\n{3,}")
BROKEN = (LookupError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class Body:
    """`files` have names, or what kind they are when they have none."""

    text: str
    files: tuple[Enclosed, ...]


def body_of(message: Message) -> Body:
    """Plain text where there is some, else the words of the HTML."""
    plain, html, files = [], [], []
    for part in _leaves(message):
        kind = part.get_content_type()
        if _is_file(part) or kind not in ("text/plain", "text/html"):
            files.append(Enclosed(_name(part), _content(part)))
        elif kind == "text/plain":
            plain.append(_text(part))
        else:
            html.append(_text(part))
    text = _tidied("\n\n".join(plain)) or _tidied(words_of("\n".join(html)))
    return Body(text[:LONGEST_TEXT], tuple(files[:MOST_NAMES]))


def _leaves(message: Message) -> Iterator[Message]:
    """Each part that has no parts; a mail within the mail is a file."""
    left, found = [(message, 0)], 0
    while left and found < MOST_PARTS:
        part, depth = left.pop()
        parts = part.get_payload()
        is_whole = part.get_content_maintype() == "message" or depth >= DEEPEST
        if isinstance(parts, list) and not is_whole:
            within = [one for one in parts[:MOST_PARTS] if isinstance(one, Message)]
            left.extend((one, depth + 1) for one in reversed(within))
            continue
        found += 1
        yield part


def _is_file(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or part.get_filename() is not None
    except BROKEN:
        return True


def _name(part: Message) -> str:
    try:
        name = words(part.get_filename() or "")
    except BROKEN:
        name = ""
    return (name or part.get_content_type())[:LONGEST_NAME]


def _content(part: Message) -> bytes:
    """Nothing for a mail within the mail."""
    try:
        content = part.get_payload(decode=True)
    except BROKEN:
        return b""
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    try:
        content, charset = part.get_payload(decode=True), part.get_content_charset()
    except BROKEN:
        return ""
    if not isinstance(content, bytes):
        return ""
    return decoded(content[:MOST_BYTES], charset or "utf-8")


def _tidied(text: str) -> str:
    lines = SPACES_AT_END.sub("", storable(text).replace("\u00a0", " "))
    return GAPS.sub("\n\n", lines).strip()
