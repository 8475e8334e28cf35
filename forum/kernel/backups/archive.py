"""The file of a backup: a zip with a manifest, one member for each table, and the uploads.

The manifest says how many rows and which sha256 each member has, so that a file that was cut
or changed is noticed before anything is done with it.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from forum.kernel.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret"
UPLOADS = "uploads/"
BLOCK = 1 << 20
LIGHT = 1  # the processor is needed for those who read meanwhile


@dataclass
class Table:
    """A table's columns as pairs of name and kind, its rows and its last number."""

    columns: list[tuple[str, str]]
    rows: int
    last_number: int | None = None

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.columns]


@dataclass
class Manifest:
    """What a backup holds. `members` maps the name of each member to its sha256."""

    schema: str
    taken_at: str
    engine: str
    settings: dict[str, str]
    format: int = FORMAT
    tables: dict[str, Table] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """The same for the same backup and no other."""
        return hashlib.sha256(self.written()).hexdigest()

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def written(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


class Writer:
    """Adds one member after the other; the manifest comes last."""

    def __init__(self, target: IO[bytes], manifest: Manifest) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LIGHT)
        self._manifest = manifest

    def add(self, name: str, blocks: Iterator[bytes]) -> None:
        digest = hashlib.sha256()
        with self._zip.open(name, "w", force_zip64=True) as member:
            for block in blocks:
                digest.update(block)
                member.write(block)
        self._manifest.members[name] = digest.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            self._zip.writestr(MANIFEST, self._manifest.written())
        self._zip.close()


# What reading a damaged zip ends with; zlib's own fault is none of the others.
UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError)


class Archive:
    """A backup that was read through and found whole."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.manifest = _manifest(opened)
        self._verify()

    def rows(self, table: str) -> Iterator[list[Any]]:
        """Every row of a table, its values in the order of the columns."""
        with self._zip.open(member_of(table)) as lines:
            for line in lines:
                yield json.loads(line)

    def blocks(self, member: str) -> Iterator[bytes]:
        with self._zip.open(member) as opened:
            while block := opened.read(BLOCK):
                yield block

    def _verify(self) -> None:
        names = set(self._zip.namelist()) - {MANIFEST}
        tables = {member_of(table) for table in self.manifest.tables}
        if names != set(self.manifest.members) or not tables <= names:
            raise Refused("This backup is damaged: it does not hold what it says.")
        for name, expected in self.manifest.members.items():
            self._verify_member(name, expected)

    def _verify_member(self, name: str, expected: str) -> None:
        digest, lines = hashlib.sha256(), 0
        for block in self.blocks(name):
            digest.update(block)
            lines += block.count(b"\n")
        known = {member_of(t): table.rows for t, table in self.manifest.tables.items()}
        if digest.hexdigest() != expected or lines != known.get(name, lines):
            raise Refused(f"This backup is damaged: {name} is not what was written.")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises Refused with one sentence when the file is no whole backup."""
    try:
        with zipfile.ZipFile(path) as found:
            yield Archive(found)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error
    except UNREADABLE as error:
        raise Refused(f"{path} cannot be read as a backup: {error}") from error


def member_of(table: str) -> str:
    return f"tables/{table}.jsonl"


def _manifest(found: zipfile.ZipFile) -> Manifest:
    try:
        facts = json.loads(found.read(MANIFEST))
        if facts["format"] != FORMAT:
            raise Refused(f"This backup has the format {facts['format']}; we read {FORMAT}.")
        tables = {name: Table(**table) for name, table in facts.pop("tables").items()}
        return Manifest(tables=tables, **facts)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("This file is not a backup of Folkmoot: it has no manifest.") from error
