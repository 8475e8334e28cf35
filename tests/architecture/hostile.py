"""What nobody should send, sent everywhere; and how to see that a page shows it harmlessly."""

from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

from werkzeug.test import TestResponse

# Everything a browser, a script or a cat on a keyboard may send as the value of one field.
TEXTS = {
    "nothing": "",
    "white space": " \t\r\n\u00a0\u3000 ",
    "a megabyte": "a" * 1_000_000,
    "a long word": "w" * 5_000,
    "many lines": "\n" * 5_000,
    "NUL": "before\x00after it comes more",
    "control signs": "bell \x07 escape \x1b[31m delete \x7f and on",
    "right to left": "\u202egnihtemos\u202c and \u2067on\u2069",
    "no width": "a\u200bb\u200dc\ufeffd\u2060",
    "stacked marks": "Z" + "\u0351\u0335\u0340" * 200,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿 👍🏽" * 20,
    "not a character": "\ufffe\uffff\U0010ffff",
    "script": "<script>pwn(1)</script>",
    "handler": "<img src=x onerror=pwn(2)>",
    "out of an attribute": '"\' autofocus onfocus=pwn(3) x="',
    "out of a text box": "</textarea></title></style><svg onload=pwn(4)>",
    "link that runs": '[open](javascript:pwn(5)) <a href="java\tscript:pwn(6)">x</a>',
    "data link": "[x](data:text/html;base64,PHNjcmlwdD5wd24oNyk8L3NjcmlwdD4=)",
    "comment": "<!-- --!> <img src=x onerror=pwn(8)> -->",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=pwn(9)>",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "format": "%s %n %(x)s {0} {x.__class__} {}",
    "SQL": "'; DROP TABLE member; -- \" OR 1=1",
    "path": "../../../../etc/passwd\\..\\..",
    "header": "Hello\r\nBcc: evil@elsewhere.example\r\n\r\nbody",
    "encoded header": "=?utf-8?q?hi=0D=0ABcc:_evil@elsewhere.example?=",
    "number too big": "9" * 400,
    "number below": "-1",
    "not a number": "NaN",
    "infinity": "1e309",
    "other digits": "\u0665\u0663\uff11",
    "truth": "true",
    "nobody": "null",
    "list": "[1, 2]",
    "object": '{"$ne": null}',
    "address": "javascript:pwn(10)",
    "formula": "=cmd|' /C calc'!A0",
}

# What text cannot say: the bytes of the value as they stand in the body of the request.
BYTES = {
    "half a character": b"\xe2\x82 caf\xe9",
    "no UTF-8": b"\xff\xfe\xfd",
    "lone surrogate": b"high \xed\xa0\x80 and low \xed\xbf\xbf end",
    "overlong": b"\xc0\xaf\xc0\xae",
    "NUL byte": b"a\x00b",
}

# Tried in each field alone; the rest is tried in all fields at once.
ALONE = {
    *("a megabyte", "NUL", "white space", "script", "handler", "out of an attribute"),
    *("out of a text box", "link that runs", "header", "number too big", "address", "nothing"),
}
FACTS = {"type": "application/ld+json"}  # read by search engines and run by nobody
RUNS = ("javascript:", "vbscript:", "data:text")
ADDRESSES = {
    *("href", "src", "action", "formaction", "poster", "data", "background", "ping", "xlink:href"),
    *("srcset", "content", "cite", "manifest"),
}


def encoded(fields: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), text.encode("utf-8")) for name, text in fields.items()]


def body_of(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """A form body in which any byte may stand."""
    return b"&".join(
        quote_from_bytes(name).encode() + b"=" + quote_from_bytes(value).encode()
        for name, value in pairs
    )


def dangers(answer: TestResponse) -> list[str]:
    """What a browser would run of a page, beyond our own files."""
    if answer.mimetype != "text/html":
        return []
    return list(_dangers(answer.get_data(as_text=True)))


@lru_cache(maxsize=32)
def _dangers(page: str) -> tuple[str, ...]:
    """Most pages answer whatever was sent with the same words: they are looked through once."""
    looker = _Looker()
    looker.feed(page)
    return tuple(looker.found)


class _Looker(HTMLParser):
    """Reads a page as a browser does and notes what is alive."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += _alive(tag, attrs)


def _alive(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
    given = {name: (value or "").strip().casefold() for name, value in attrs}
    is_ours = given == FACTS or given.get("src", "").startswith("/static/")
    if tag == "script" and not is_ours:
        yield f"<script {given}>"
    if tag in ("iframe", "object", "embed", "base", "math"):
        yield f"<{tag}>"
    for name, value in given.items():
        squeezed = "".join(value.split())
        if name.startswith("on") or name in ("style", "srcdoc"):
            yield f"<{tag} {name}={value[:40]}>"
        if name in ADDRESSES and squeezed.startswith(RUNS):
            yield f"<{tag} {name}={value[:40]}>"
