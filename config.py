"""Every deployment fact of the platform, read once from the environment by `forum/app.py`."""

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "FOLKMOOT_"


class WrongSetting(Exception):
    """A setting has a value that cannot be used; the text names the setting."""


def _fact(default: Any, sentence: str) -> Any:
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True)
class Config:
    """The defaults run a whole town on one machine with no other server."""

    HOME: Path = _fact(Path("var"), "Folder for database, secret and mail twin.")
    DATABASE_URL: str = _fact("", "SQLAlchemy address of the database; empty = SQLite under HOME.")
    REDIS_URL: str = _fact("", "Valkey or Redis that spreads work; empty = none needed.")
    SECRET_KEY: str = _fact(
        "", "Signs cookies and links, 32 characters or more; made under HOME when empty on SQLite."
    )
    SECRET_KEY_FALLBACKS: tuple[str, ...] = _fact(
        (), "Older secret keys still accepted, separated by commas."
    )
    BASE_URL: str = _fact(
        "http://127.0.0.1:8000", "Address people reach the site at; used in mail."
    )
    SEARCH: str = _fact("whoosh", "Search engine, once there is search: whoosh or postgres.")
    SMTP_URL: str = _fact(
        "", "smtp(s)://user:password@host:port; empty = .eml files under HOME/mail."
    )
    MAIL_FROM: str = _fact("folkmoot@localhost", "Sender address of every mail.")
    ALARM_WEBHOOK: str = _fact(
        "", "http(s) address told when a part does not work; empty = files under HOME/alarms."
    )
    INNER_DESKS: tuple[str, ...] = _fact(
        (), "host:port of outside desks in your own network that may be called, with commas."
    )
    BACKUP_HOUR: int = _fact(
        3, "Hour from which the nightly backup is taken, by the clock of the place; -1 = never."
    )
    BACKUPS_KEPT: int = _fact(7, "How many nightly backups are kept, 1 to 35.")
    IMPORT_MB: int = _fact(
        100, "Largest file that can be brought in on the page of imports, in MB."
    )
    LMTP: str = _fact("", "host:port where the worker takes mail in over LMTP; empty = off.")
    TRUSTED_PROXIES: int = _fact(0, "How many reverse proxies in front may be believed.")
    LOG_LEVEL: str = _fact("info", "debug, info, warning or error.")
    WEB_WORKERS: int = _fact(2, "Web processes that `folkmoot serve` keeps running.")
    REQUESTS_PER_MINUTE: int = _fact(3000, "Most requests from one address a minute; 0 = any.")
    INSTALLABLE: bool = _fact(
        True, "Whether phones may keep this place on the home screen, with a page for no network."
    )
    DATA: Path = _fact(Path("../shared/data"), "Real data for the acceptance tests.")

    PACKAGES: tuple[str, ...] = ("forum", "search", "moderation")
    TESTING: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Config":
        """Raises WrongSetting with one sentence naming the setting."""
        sent = {
            fact.name: _read(fact, environment[PREFIX + fact.name])
            for fact in settings()
            if environment.get(PREFIX + fact.name)
        }
        return cls(**sent)

    @property
    def database_url(self) -> str:
        if not self.DATABASE_URL:
            return f"sqlite:///{self.HOME.absolute()}/folkmoot.db"
        return self.DATABASE_URL.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def is_embedded(self) -> bool:
        return self.database_url.startswith("sqlite")


def settings() -> list[Field[Any]]:
    """The facts an operator may set, in the order of the documentation."""
    return [fact for fact in fields(Config) if "sentence" in fact.metadata]


def _read(fact: Field[Any], text: str) -> Any:
    try:
        return _READERS[type(fact.default)](text)
    except (KeyError, ValueError) as error:
        raise WrongSetting(
            f"{PREFIX}{fact.name} cannot be {text!r}: {_WANTED[type(fact.default)]}"
        ) from error


_YES_NO = {
    "1": True,
    "yes": True,
    "on": True,
    "true": True,
    "0": False,
    "no": False,
    "off": False,
    "false": False,
}
_READERS: dict[type, Any] = {
    str: str,
    int: int,
    type(Path()): Path,
    bool: lambda text: _YES_NO[text.lower()],
    tuple: lambda text: tuple(part.strip() for part in text.split(",") if part.strip()),
}
_WANTED: dict[type, str] = {
    str: "it must be text.",
    int: "it must be a whole number.",
    type(Path()): "it must be a folder.",
    bool: "it must be yes or no.",
    tuple: "it must be a list separated by commas.",
}
