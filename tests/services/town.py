"""A whole Folkmoot as operators run it: `folkmoot serve` with its own home, database and mail."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.services.servers import leashed, server_on_free_port

ROOT = Path(__file__).parents[2]
SECRET = "a secret only the tests know, long enough"
PATIENCE = 60.0


@dataclass
class Town:
    """A running site: where it is, and how to give it commands."""

    home: Path
    environment: dict[str, str]
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.home / "serve.log").read_text(errors="replace")

    def command(self, *arguments: str, stdin: str = "") -> str:
        """What `folkmoot ARGUMENTS` prints; RuntimeError with its stderr when it fails."""
        done = self.attempt(*arguments, stdin=stdin)
        if done.returncode:
            raise RuntimeError(f"folkmoot {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def attempt(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "forum.cli", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=ROOT,
            timeout=300,
            check=False,
        )

    def pids(self, part: str) -> list[int]:
        """Processes of one part, `web` or `worker`, newest last."""
        found = []
        for process in psutil.process_iter(["pid", "cmdline", "environ", "create_time"]):
            line = process.info["cmdline"] or []
            ours = (process.info["environ"] or {}).get("FOLKMOOT_HOME") == str(self.home)
            if ours and _part(line) == part:
                found.append((process.info["create_time"], process.info["pid"]))
        return [pid for _, pid in sorted(found)]  # numbers begin again when they have run out

    def kill(self, part: str) -> int:
        """kill -9 every process of a part; how many there were."""
        doomed = self.pids(part)
        for process in [one for pid in doomed for one in _family(pid)]:
            # Gone already with the one that started it, or named twice.
            with suppress(psutil.NoSuchProcess):
                process.kill()
        return len(doomed)

    def wait_until_ready(self, *, within: float = PATIENCE) -> None:
        until = time.monotonic() + within
        while not answers(self.port, "/readyz"):
            if time.monotonic() > until:
                raise TimeoutError(self.log[-3000:])
            time.sleep(0.05)


def _part(command: list[str]) -> str:
    """Which part a process of Folkmoot is; nothing when it is none."""
    if "forum.front" in command:
        return "web"
    return command[command.index("forum.cli") + 1] if "forum.cli" in command else ""


def _family(pid: int) -> list[psutil.Process]:
    """A process after all that it has started; nothing when it has just gone."""
    try:
        process = psutil.Process(pid)
        return [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        return []


@contextmanager
def running_town(
    home: Path,
    *,
    database_url: str = "",
    smtp_url: str = "",
    is_open: bool = True,
    **settings: str,
) -> Iterator[Town]:
    """Make the database, serve until the block ends; `settings` are further FOLKMOOT_ facts.

    It is open to everybody, unless it shall begin as new places do, as a pilot.
    """
    town = Town(home, _environment(home, database_url, smtp_url, settings))
    town.command("init", *(["--open"] if is_open else []))
    with server_on_free_port(
        lambda port: _serve(town, port), answers=answers, log=home / "serve.log"
    ) as port:
        town.port = port
        yield town


@contextmanager
def running_part(town: Town, part: str) -> Iterator[None]:
    """Only the worker, say, of a town that is not served."""
    with leashed([sys.executable, "-m", "forum.cli", part], log=town.home / f"{part}.log", owner=0):
        yield


def answers(port: int, path: str = "/healthz") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _serve(town: Town, port: int) -> list[str]:
    base = f"FOLKMOOT_BASE_URL=http://127.0.0.1:{port}"
    facts = [f"{k}={v}" for k, v in town.environment.items() if k.startswith("FOLKMOOT_")]
    program = [sys.executable, "-m", "forum.cli", "serve", "--port", str(port), "--workers", "2"]
    return ["env", "-C", str(ROOT), *facts, base, *program]


def _environment(
    home: Path, database_url: str, smtp_url: str, settings: dict[str, str]
) -> dict[str, str]:
    facts = {
        "FOLKMOOT_HOME": str(home),
        "FOLKMOOT_DATABASE_URL": database_url,
        "FOLKMOOT_SMTP_URL": smtp_url,
        "FOLKMOOT_SECRET_KEY": SECRET,
        "FOLKMOOT_LOG_LEVEL": "warning",
        "FOLKMOOT_BACKUP_HOUR": "-1",
        "FOLKMOOT_REQUESTS_PER_MINUTE": "0",
    } | {f"FOLKMOOT_{name.upper()}": value for name, value in settings.items()}
    return {**os.environ, **{name: value for name, value in facts.items() if value}}
