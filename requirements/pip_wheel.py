"""Finds pip's own file where pip would look for it, and believes only its fingerprint."""

from __future__ import annotations

import base64
import hashlib
import re
import ssl
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from requirements.pip_places import certificates, places

TIMEOUT = 60


def locked_pip(lock: str) -> tuple[str, set[str]]:
    """The file name of the wheel the lock file names, and the SHA-256 fingerprints allowed."""
    version = re.search(r"^pip==(\S+)", lock, re.MULTILINE)
    if not version:
        sys.exit("requirements/pip.txt names no pip. Run: make lock")
    return f"pip-{version[1]}-py3-none-any.whl", set(re.findall(r"sha256:([0-9a-f]{64})", lock))


def fetched_wheel(name: str, fingerprints: set[str]) -> bytes:
    looked = list(places())
    for place in looked:
        for link in links(place):
            wheel = content(link) if file_name(link) == name else b""
            if hashlib.sha256(wheel).hexdigest() in fingerprints:
                return wheel
    sys.exit(f"{name} with the right fingerprint was not found at: {', '.join(map(shown, looked))}")


def links(place: str) -> Iterator[str]:
    """What a folder or a page offers; a place that is away offers nothing."""
    folder = local_path(place)
    if folder and folder.is_dir():
        yield from (entry.as_uri() for entry in sorted(folder.iterdir()))
        place = (folder / "index.html").as_uri()
    try:
        page = content(place).decode("utf-8", "replace")
    except (OSError, ValueError):
        return
    anchors = Anchors()
    anchors.feed(page)
    yield from (urldefrag(urljoin(place, anchor)).url for anchor in anchors.found)


class Anchors(HTMLParser):
    """The addresses a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def content(address: str) -> bytes:
    request, is_secret = asked(address)
    cafile = certificates()
    try:
        return read(request, ssl.create_default_context(cafile=cafile))
    except URLError as error:
        if is_secret or not isinstance(error.reason, ssl.SSLCertVerificationError):
            raise
    # A bare machine has no certificates to check a server with. The fingerprint is the proof.
    return read(request, ssl._create_unverified_context())


def read(request: Request, context: ssl.SSLContext) -> bytes:
    with urlopen(request, timeout=TIMEOUT, context=context) as answer:
        return bytes(answer.read())


def asked(address: str) -> tuple[Request, bool]:
    """The request for an address, its name and password moved from the address to a header."""
    parts = urlsplit(address)
    login, at, host = parts.netloc.rpartition("@")
    request = Request(urlunsplit(parts._replace(netloc=host)))
    if at:
        token = base64.b64encode(unquote(login).encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
    return request, bool(at)


def local_path(address: str) -> Path | None:
    parts = urlsplit(address)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def file_name(link: str) -> str:
    return unquote(urlsplit(link).path).rpartition("/")[2]


def shown(place: str) -> str:
    """A place as it may be printed: without its password."""
    parts = urlsplit(place)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
