"""A machine whose Python has no pip gets the one the lock file names, from where pip looks."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from requirements.pip_wheel import fetched_wheel, locked_pip

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
NAME = "pip-26.3-py3-none-any.whl"
WHEEL = b"the right wheel"
RIGHT = {hashlib.sha256(WHEEL).hexdigest()}
LOGIN = "Basic " + base64.b64encode(b"ada:s3cret").decode()
PAGES = {
    "/simple/pip/": b'<a href="../../files/%s#sha256=00">pip</a>' % NAME.encode(),
    f"/files/{NAME}": WHEEL,
}


class Mirror(BaseHTTPRequestHandler):
    """A package index for people who sign in."""

    def do_GET(self) -> None:
        page = PAGES.get(self.path) if self.headers["Authorization"] == LOGIN else None
        self.send_response(200 if page else 403)
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def machine(monkeypatch, tmp_path):
    """A machine that says nothing about where pip looks, and has no way out."""
    for name in ("FIND_LINKS", "INDEX_URL", "EXTRA_INDEX_URL", "NO_INDEX", "CERT"):
        monkeypatch.delenv(f"PIP_{name}", raising=False)
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nno-index = true\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    return settings


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "a folder"
    place.mkdir()
    (place / NAME).write_bytes(WHEEL)
    return place


@pytest.fixture
def mirror():
    with ThreadingHTTPServer(("127.0.0.1", 0), Mirror) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def test_the_wheel_is_found_in_a_folder(machine, folder):
    machine.write_text(f"[global]\nno-index = true\nfind-links = {folder.as_uri()}\n")

    assert fetched_wheel(NAME, RIGHT) == WHEEL


def test_a_setting_in_the_environment_is_stronger_than_the_file(machine, folder, monkeypatch):
    machine.write_text("[global]\nno-index = true\nfind-links = /nowhere\n")

    monkeypatch.setenv("PIP_FIND_LINKS", folder.as_uri())

    assert fetched_wheel(NAME, RIGHT) == WHEEL


def test_a_wheel_with_another_fingerprint_is_refused(machine, folder):
    machine.write_text(f"[global]\nno-index = true\nfind-links = {folder.as_uri()}\n")

    with pytest.raises(SystemExit, match="right fingerprint was not found"):
        fetched_wheel(NAME, {"0" * 64})


def test_the_wheel_is_found_in_an_index_that_asks_who_you_are(machine, mirror):
    machine.write_text(f"[install]\nindex-url = http://ada:s3cret@{mirror}/\n")

    assert fetched_wheel(NAME, RIGHT) == WHEEL


def test_the_wheel_is_found_in_an_index_kept_as_files(machine, tmp_path):
    page = tmp_path / "simple" / "pip" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<a href='../../{NAME}#sha256=00'>pip</a>")
    (tmp_path / NAME).write_bytes(WHEEL)

    machine.write_text(f"[global]\nindex-url = {(tmp_path / 'simple').as_uri()}\n")

    assert fetched_wheel(NAME, RIGHT) == WHEEL


def test_a_place_that_cannot_be_read_is_named_without_its_password(machine, mirror):
    machine.write_text(f"[global]\nindex-url = http://ada:wrong@{mirror}\n")

    with pytest.raises(SystemExit, match=f"http://{mirror}/pip/") as refusal:
        fetched_wheel(NAME, RIGHT)

    assert "wrong" not in str(refusal.value)


def test_the_lock_file_names_one_pip():
    name, fingerprints = locked_pip((REQUIREMENTS / "pip.txt").read_text())

    assert name.startswith("pip-2")
    assert fingerprints


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_names_no_machine(lock):
    assert "://" not in lock.read_text()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_library_in_a_lock_file_has_a_fingerprint(lock):
    libraries = re.split(r"^(?=\w)", lock.read_text(), flags=re.MULTILINE)[1:]

    assert libraries
    assert all("--hash=sha256:" in library for library in libraries)


@pytest.mark.parametrize("lock", ["dev.txt", "runtime.txt"])
def test_a_lock_file_names_every_extra_its_libraries_ask_for(lock):
    """An older pip takes `psycopg[binary]` for a library of its own, without a version."""
    pins = re.findall(r"^([\w.-]+)(?:\[([\w,-]+)\])?==", (REQUIREMENTS / lock).read_text(), re.M)
    named = {(canonicalize_name(name), extra) for name, some in pins for extra in some.split(",")}

    ours = set(extras_asked_for_by("folkmoot", with_extra="postgres"))
    theirs = {pair for name, _ in pins for pair in extras_asked_for_by(name)}

    assert ours == {("psycopg", "binary")}
    assert ours | theirs <= named, "Run: make lock"


def extras_asked_for_by(library: str, *, with_extra: str = "") -> Iterator[tuple[str, str]]:
    try:
        lines = requires(library) or []
    except PackageNotFoundError:  # it is for another kind of machine
        return
    for line in map(Requirement, lines):
        if line.marker is None or line.marker.evaluate({"extra": with_extra}):
            yield from ((canonicalize_name(line.name), extra) for extra in line.extras)
