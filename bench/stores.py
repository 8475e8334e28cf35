"""The two databases the bench runs on, filled once, each with its own web processes."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import create_engine, text

from bench.filling import fill
from config import Config
from forum.app import create_app
from forum.kernel import schema
from tests.services.postgres import new_database, running_postgres
from tests.services.servers import server_on_free_port
from tests.services.town import ROOT, SECRET, answers

WORKERS = "2"
# `make bench` serves from an environment as operators have it, without the tools of developers.
PYTHON = str(ROOT / os.environ.get("FOLKMOOT_BENCH_PYTHON", sys.executable))
Filler = Callable[[dict[str, str]], float]


@dataclass(frozen=True)
class Store:
    """A filled site being served: its address, and the processes that count."""

    name: str
    config: Config
    url: str
    web: list[int]
    database: list[int]

    @property
    def facts(self) -> dict[str, str]:
        """The settings a command needs to do something to this site."""
        named = {name: str(getattr(self.config, name)) for name in ("HOME", "SECRET_KEY")}
        named["DATABASE_URL"] = self.config.DATABASE_URL
        return {f"FOLKMOOT_{name}": value for name, value in named.items()}


@contextmanager
def sqlite_store(folder: Path) -> Iterator[Store]:
    home = folder / "sqlite"
    with _served("SQLite", home, f"sqlite:///{home}/folkmoot.db", []) as store:
        yield store


@contextmanager
def postgres_store(folder: Path) -> Iterator[Store]:
    with running_postgres(durable=True) as server:
        url = new_database(server)
        with _served("PostgreSQL", folder / "postgres", url, _server_pids(url)) as store:
            yield store


@contextmanager
def sqlite_place(folder: Path, bring: Filler) -> Iterator[tuple[Store, float]]:
    """A served town that `fill` has put there; how long that took."""
    with _filled("SQLite", folder / "place", "", [], bring) as filled:
        yield filled


@contextmanager
def postgres_place(folder: Path, bring: Filler) -> Iterator[tuple[Store, float]]:
    with running_postgres(durable=True) as server:
        url = new_database(server)
        here = folder / "place on postgres"
        with _filled("PostgreSQL", here, url, _server_pids(url), bring) as filled:
            yield filled


@contextmanager
def _filled(
    name: str, home: Path, url: str, database: list[int], bring: Filler
) -> Iterator[tuple[Store, float]]:
    config = Config(HOME=home, DATABASE_URL=url, SECRET_KEY=SECRET, LOG_LEVEL="error")
    facts = {"HOME": str(home), "DATABASE_URL": url, "SECRET_KEY": SECRET}
    seconds = bring({f"FOLKMOOT_{key}": value for key, value in facts.items()})
    _settle_statistics(config.database_url)
    with server_on_free_port(_web(home, url), answers=answers, log=home / "web.log") as port:
        served = Store(name, config, f"http://127.0.0.1:{port}", listeners(port), database)
        yield served, seconds


@contextmanager
def bare_site(folder: Path) -> Iterator[str]:
    """The address of the bare page on the same kind of server."""
    command = [PYTHON, "-m", "granian", "--interface", "wsgi", "--workers", WORKERS]
    options = ["--blocking-threads", "2", "--no-ws", "--log-level", "warning"]

    def serve(port: int) -> list[str]:
        return ["env", "-C", str(ROOT), *command, *options, "--port", str(port), "bench.bare:app"]

    with server_on_free_port(
        serve, answers=lambda port: answers(port, "/"), log=folder / "bare.log"
    ) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _served(name: str, home: Path, url: str, database: list[int]) -> Iterator[Store]:
    home.mkdir(parents=True, exist_ok=True)
    config = Config(HOME=home, DATABASE_URL=url, SECRET_KEY=SECRET, LOG_LEVEL="error")
    app = create_app(config)
    schema.upgrade(app)
    fill(app)
    _settle_statistics(url)
    app.extensions["database"].dispose()
    with server_on_free_port(_web(home, url), answers=answers, log=home / "web.log") as port:
        yield Store(name, config, f"http://127.0.0.1:{port}", listeners(port), database)


def _web(home: Path, url: str) -> Callable[[int], list[str]]:
    facts = {"HOME": str(home), "DATABASE_URL": url, "SECRET_KEY": SECRET, "LOG_LEVEL": "error"}
    facts["REQUESTS_PER_MINUTE"] = "0"
    environment = [f"FOLKMOOT_{name}={value}" for name, value in facts.items()]
    program = [PYTHON, "-m", "forum.cli", "web", "--workers", WORKERS, "--port"]
    return lambda port: ["env", "-C", str(ROOT), *environment, *program, str(port)]


def listeners(port: int) -> list[int]:
    """The web processes: whoever runs `forum.front` for this port, and their children."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if "forum.front" in line and str(port) in line:
            found += [process.pid, *(child.pid for child in process.children(recursive=True))]
    return sorted(set(found))


def _server_pids(url: str) -> list[int]:
    engine = create_engine(url)
    with engine.connect() as connection:
        folder = connection.execute(text("show data_directory")).scalar_one()
    engine.dispose()
    return [int((Path(folder) / "postmaster.pid").read_text().split()[0])]


def _settle_statistics(url: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("analyze"))
    engine.dispose()


def commit() -> str:
    """The commit that was measured."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return done.stdout.strip() or os.environ.get("COMMIT", "unknown")
