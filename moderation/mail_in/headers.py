"""The head of a mail, whatever stands in it: words, people, numbers, and signs of a machine."""

import codecs
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from forum.accounts.emails import checked_email
from forum.kernel.errors import Invalid
from forum.kernel.text import storable

Headers = Mapping[str, Sequence[str]]

LONGEST_LINE = 2_000
LONGEST_CHARSET = 40
MOST_RARE = 20_000
LONGEST_LIST = 20_000
MOST_CITED = 50
NAMES_MAILS = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,200}>", re.A)
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
FORWARDED = re.compile(
    r"\s*\[?(fwd?|wg|wtr|tr|rv|enc|vb|vl|doorst|i|pd|yml|ymlaen)(\[\d+\])?\s*:", re.IGNORECASE
)
BY_MACHINE = ("x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply-from")
OF_LISTS = ("list-id", "list-post", "x-mailing-list")
PRECEDENCE = {"bulk": "list", "list": "list", "junk": "list", "auto_reply": "automatic"}


def headers_of(message: Message) -> Headers:
    """By name in small letters, each in the order they came; undecoded."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in message.raw_items():
        found[name.lower()].append(_as_text(str(value)))
    return found


def identity_of(raw: bytes) -> str:
    """A digest that two copies of one mail share, whatever way each has come."""
    end = END_OF_HEAD.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    headers = headers_of(BytesHeaderParser().parsebytes(head))
    told = [first(headers, name) for name in ("message-id", "from", "subject", "date")]
    digest = hashlib.sha256("\0".join(told).encode("utf-8", "replace"))
    if not told[0].strip():
        digest.update(body)
    return digest.hexdigest()


def first(headers: Headers, name: str) -> str:
    return next(iter(headers.get(name, ())), "")


def words(raw: str) -> str:
    """What a header says, in one line that can be kept."""
    try:
        pieces = decode_header(raw[:LONGEST_LINE])
    except (HeaderParseError, ValueError):
        pieces = [(raw[:LONGEST_LINE], None)]
    text = "".join(_piece(piece, charset) for piece, charset in pieces)
    return " ".join(storable(text).split())


def sender_of(headers: Headers) -> tuple[str, str]:
    """Name and address, each empty when there is none that we could write to."""
    try:
        name, address = parseaddr(first(headers, "from")[:LONGEST_LINE])
        return words(name)[:100], checked_email(address)
    except (Invalid, RecursionError, ValueError, IndexError):
        return "", ""


def message_id(headers: Headers) -> str:
    return next(iter(NAMES_MAILS.findall(first(headers, "message-id")[:LONGEST_LINE])), "")


def cited(headers: Headers) -> tuple[str, ...]:
    """The mails it answers: first the one, then those before it, the newest first."""
    direct = _named(headers.get("in-reply-to", ()))
    before = _named(headers.get("references", ()))[::-1]
    return tuple(dict.fromkeys([*direct, *before]))[:MOST_CITED]


def is_forward(subject: str) -> bool:
    """Passed on, as mail programs of many languages say it: that is news, not an answer."""
    return FORWARDED.match(subject) is not None


def by_machine(headers: Headers) -> str:
    """`bounce`, `list` or `automatic` when no person sent it just now; else nothing."""
    kind = first(headers, "content-type").strip().lower()
    if kind.startswith("multipart/report") or "x-failed-recipients" in headers:
        return "bounce"
    said = first(headers, "auto-submitted").partition(";")[0].strip().lower()
    if said not in ("", "no") or any(name in headers for name in BY_MACHINE):
        return "automatic"
    if any(name in headers for name in OF_LISTS):
        return "list"
    return PRECEDENCE.get(first(headers, "precedence").strip().lower(), "")


def _named(values: Iterable[str]) -> list[str]:
    return NAMES_MAILS.findall(" ".join(values)[-LONGEST_LIST:])


def _as_text(value: str) -> str:
    """Bytes that are no ASCII are read as UTF-8."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    return decoded(piece, charset or "utf-8")


def decoded(content: bytes, charset: str) -> str:
    """In the letters it names; in UTF-8 when there are no such, or none for text."""
    name = _letters_called(charset)
    most = None if _COMMON.match(name) else MOST_RARE
    try:
        return content[:most].decode(name, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _letters_called(charset: str) -> str:
    """By the name that all its other names stand for."""
    try:
        name = codecs.lookup(charset[:LONGEST_CHARSET]).name
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if name.replace("-", "_") in _NO_LETTERS else name


# Python knows them as letters too, but no mail is written in them, and some take hours to read.
_NO_LETTERS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7"}
_COMMON = re.compile(r"utf-|ascii|iso|cp|koi8|mac|gb|big5|shift_jis|euc_|hz")
