"""The file of an import: kept apart from what is served, unpacked within bounds, thrown away."""

import gzip
import os
import secrets
import shutil
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from flask_babel import gettext as _

from forum.imports.values import writable
from forum.kernel.errors import Invalid, Refused

FOLDER = "imports"
INSIDE = "inside"
BLOCK = 1 << 20
LONGEST_NAME = 200  # bytes; a folder takes 255
MB = 1_000_000
TIMES = 20
"""An archive may be so many times as large when it is unpacked."""
MOST_FILES = 200_000
A_DAY = 86_400
ENDINGS = {".json", ".xml"}
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
EMPTY = "This file is empty. Choose the file with what you want to bring in."
NO_TEXT = "This is no text that we can read. Choose a table saved as CSV, or a file of JSON lines."
NO_ZIP = "This kind of archive comes as a ZIP file. Pack its folder as ZIP and send that."
UNPACK = "This is a ZIP file. Unpack it and send the file that is in it."
NO_ROOM = "The file could not be kept: the disk may be full. Nothing was brought in."
TOO_LARGE = "This file is larger than %(most)s MB. Send it in parts."
TOO_LARGE_INSIDE = "Unpacked this file is too large, so nothing was brought in."
BROKEN = "The file is damaged or cut short, so nothing was brought in."
OUTSIDE = "This ZIP file names places outside itself, so nothing was brought in."


@dataclass(frozen=True)
class Parcel:
    """`folder` holds the file alone, under the name it was sent with."""

    folder: Path
    name: str
    size: int

    @property
    def token(self) -> str:
        return self.folder.name


def keep(sent: IO[bytes], name: str, *, home: Path, most: int, is_zip: bool) -> Parcel:
    """Raises Invalid with the sentence to show. `most` in bytes."""
    root = home / FOLDER
    folder = root / secrets.token_hex(16)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        size = _written(sent, folder / plain_name(name), most)
        _judge(folder / plain_name(name), is_zip=is_zip)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Invalid(NO_ROOM) from error
    except Invalid:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Parcel(folder, plain_name(name), size)


def plain_name(sent: str) -> str:
    """The name alone, whatever folders a program wrote before it."""
    last = PurePosixPath(writable(sent).replace("\\", "/")).name.lstrip(".")
    kept = "".join(sign for sign in last if sign.isprintable() and sign != "/")
    return kept.encode()[:LONGEST_NAME].decode(errors="ignore").strip() or "file"


def folder_of(token: str, *, home: Path) -> Path:
    return home / FOLDER / token


def opened(folder: Path, name: str, *, is_zip: bool, most: int) -> Path | None:
    """What a reader is given: the file, or the folder that was in the ZIP; None when it is gone.

    Raises Refused when it would be larger than `most` bytes.
    """
    file = folder / name
    if not file.is_file():
        return None
    try:
        if is_zip:
            return _unpacked(file, folder / INSIDE, most)
        _expect_small_inside(file, most)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(BROKEN) from error
    except OSError as error:
        raise Refused(BROKEN if isinstance(error, gzip.BadGzipFile) else NO_ROOM) from error
    return file


def throw_away(folder: Path) -> None:
    """With everything in it."""
    shutil.rmtree(folder, ignore_errors=True)


def strays(home: Path) -> Iterator[Path]:
    """Folders older than a day."""
    root = home / FOLDER
    before = time.time() - A_DAY
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.is_dir() and folder.stat().st_mtime < before:
            yield folder


def _written(sent: IO[bytes], place: Path, most: int) -> int:
    size = 0
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while block := sent.read(BLOCK):
            size += len(block)
            if size > most:
                raise Invalid(_(TOO_LARGE, most=most // MB))
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return size


def _judge(file: Path, *, is_zip: bool) -> None:
    with file.open("rb") as opened_file:
        head = opened_file.read(BLOCK)
    if not head:
        raise Invalid(EMPTY)
    if is_zip != head.startswith(ZIP):
        raise Invalid(NO_ZIP if is_zip else UNPACK)
    if not is_zip and not head.startswith(GZIP) and b"\x00" in head:
        raise Invalid(NO_TEXT)


def _expect_small_inside(file: Path, most: int) -> None:
    with file.open("rb") as found:
        if found.read(len(GZIP)) != GZIP:
            return
    size = 0
    with gzip.open(file) as packed:
        while block := packed.read(BLOCK):
            size += len(block)
            if size > most:
                raise Refused(TOO_LARGE_INSIDE)


def _unpacked(file: Path, inside: Path, most: int) -> Path:
    """Only plain files that a reader wants; written anew each time, so a half one does no harm."""
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir(mode=0o700)
    left = most
    with zipfile.ZipFile(file) as packed:
        wanted = [one for one in packed.infolist() if _is_wanted(one)]
        if len(wanted) > MOST_FILES:
            raise Refused(TOO_LARGE_INSIDE)
        for one in wanted:
            left = _unpack_one(packed, one, inside, left)
    posts = next(iter(sorted(inside.rglob("Posts.xml"))), None)
    return posts.parent if posts else inside


def _is_wanted(one: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(one.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or "\x00" in one.filename:
        raise Refused(OUTSIDE)
    return not one.is_dir() and path.suffix.lower() in ENDINGS


def _unpack_one(packed: zipfile.ZipFile, one: zipfile.ZipInfo, inside: Path, left: int) -> int:
    """How many bytes may still come."""
    place = (inside / one.filename.replace("\\", "/")).resolve()
    if not place.is_relative_to(inside.resolve()):
        raise Refused(OUTSIDE)
    place.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(one) as source, place.open("wb") as target:
        while block := source.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise Refused(TOO_LARGE_INSIDE)
            target.write(block)
    return left
