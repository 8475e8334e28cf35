"""Reads every package's `wiring.py` into one place: what each room owes the whole."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, cast

from flask import Blueprint, Flask, current_app
from werkzeug.utils import import_string

from forum.kernel.events import Event, Reaction
from forum.kernel.found import Listing
from forum.kernel.mail.incoming import MailIn
from forum.kernel.similar import Finder
from forum.kernel.slots import Filling
from forum.kernel.subjects import SubjectKind
from forum.kernel.tasks import Every, Task


@dataclass(frozen=True)
class Entry:
    """A line of the menu or of the footer. `who` names the access it needs (see access.py).

    `count` says how many things wait behind it; it asks the database nothing of its own.
    """

    label: str
    endpoint: str
    place: str = "menu"
    who: str = "anyone"
    icon: str = ""
    order: int = 50
    count: Callable[[], int] | None = None


@dataclass(frozen=True)
class Finding:
    """Something `folkmoot doctor` found wrong."""

    check: str
    sentence: str
    subject_id: int | None = None


@dataclass
class House:
    """All tables of all installed packages, merged.

    `catch_up` is called after much was changed at once, by `init` or an import: whatever is kept
    beside the tables, like an index, is made or looks for what it has missed. `begin_anew` is
    called when all rows are those of another place: what was kept beside the former ones is put
    away, and the worker makes it anew. `found` names the pages search engines may keep, `robots`
    the addresses they need not ask for at all. `largest` says of a route that takes whole files
    how many bytes may be sent to it, `paces` of one that is asked while somebody types how often
    one address may ask in a minute. `gauges` are figures for `/metrics`, each with what it counts.
    `drafts` names the forms whose texts are kept while written. `advisers` tell what experience
    says of a promise (forum/services/advising.py). `read_first` say of a member why a colleague
    reads what they answer for the council before everybody does; "" when nobody does. `watches`
    look for what is personal in such an answer (forum/threads/passages.py). `ties` say of a ticket
    and a person whether they brought it in another way.
    `mail_in` takes what comes in by mail; `correspondents` say of a sender, a subject and the
    Message-IDs that a mail answers which ticket somebody else than its person writes about.
    `lengthy` names the planned work that may take minutes. `erasures` forget what a room keeps
    about a member who leaves; `keepers` say whether anything of theirs has to be kept for now.
    `restored` erases again, when a backup is back, what a room had erased since.
    `commands` names the modules whose `COMMANDS` stand beside those of the house: only who types
    one loads them.
    """

    pages: list[Blueprint] = field(default_factory=list)
    api: list[Blueprint] = field(default_factory=list)
    access: dict[str, str] = field(default_factory=dict)
    navigation: list[Entry] = field(default_factory=list)
    slots: dict[str, list[Filling]] = field(default_factory=lambda: defaultdict(list))
    reactions: dict[type[Event], list[Reaction]] = field(default_factory=lambda: defaultdict(list))
    projections: dict[str, Callable[[], int]] = field(default_factory=dict)
    totals: dict[str, Callable[[list[int]], None]] = field(default_factory=dict)
    schedule: dict[str, Every] = field(default_factory=dict)
    planned: dict[str, Task] = field(default_factory=dict)
    lengthy: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    demo: list[Callable[[Any], None]] = field(default_factory=list)
    subjects: dict[str, SubjectKind] = field(default_factory=dict)
    personal: dict[str, Callable[[int], Sequence[dict[str, Any]]]] = field(default_factory=dict)
    checks: dict[str, Callable[[], Iterable[Finding]]] = field(default_factory=dict)
    stats: dict[str, Callable[[], int]] = field(default_factory=dict)
    health: dict[str, Callable[[], str]] = field(default_factory=dict)
    gauges: dict[str, tuple[str, Callable[[], int]]] = field(default_factory=dict)
    mails: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    mail_in: list[MailIn] = field(default_factory=list)
    correspondents: list[Callable[[str, str, Sequence[str]], int | None]] = field(
        default_factory=list
    )
    observed: dict[str, Callable[[list[Any]], None]] = field(default_factory=dict)
    catch_up: list[Callable[[], None]] = field(default_factory=list)
    begin_anew: list[Callable[[], None]] = field(default_factory=list)
    similar: dict[str, Finder] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    sitemap: dict[str, Listing] = field(default_factory=dict)
    robots: list[str] = field(default_factory=list)
    acts: dict[type[Event], Any] = field(default_factory=dict)
    largest: dict[str, Callable[[], int]] = field(default_factory=dict)
    paces: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, Any] = field(default_factory=dict)
    advisers: list[Callable[..., Any]] = field(default_factory=list)
    read_first: list[Callable[[int], str]] = field(default_factory=list)
    erasures: dict[str, Callable[[int], None]] = field(default_factory=dict)
    keepers: list[Callable[[int], bool]] = field(default_factory=list)
    restored: dict[str, Callable[[], Any]] = field(default_factory=dict)
    watches: list[Any] = field(default_factory=list)
    ties: list[Callable[[int, int], bool]] = field(default_factory=list)


def init_app(app: Flask, packages: tuple[str, ...]) -> None:
    house = app.extensions["house"] = House()
    for package in packages:
        _read(house, import_string(f"{package}.wiring"))
    for blueprint in (*house.pages, *house.api):
        app.register_blueprint(blueprint)


def house() -> House:
    return cast(House, current_app.extensions["house"])


def catch_up() -> None:
    """Whatever is kept beside the tables looks for what it has missed."""
    for look in house().catch_up:
        look()


def begin_anew() -> None:
    """Nothing that is kept beside the tables is taken for what belongs to these rows."""
    for put_away in house().begin_anew:
        put_away()


def _read(house: House, wiring: ModuleType) -> None:
    for name in vars(house):
        _merge(getattr(house, name), getattr(wiring, name.upper(), None))


def _merge(into: Any, table: Any) -> None:
    if table is None:
        return
    if isinstance(into, list):
        into.extend(table)
        return
    for key, value in table.items():
        if isinstance(into, defaultdict):
            into[key].extend(value)
        elif key in into:
            raise ValueError(f"Two rooms claim {key!r} in the same wiring table.")
        else:
            into[key] = value
