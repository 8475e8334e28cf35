"""Writes docs/reference from the code, so that what is documented is what there is."""

import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import click
from flask import Flask
from sqlalchemy import Column
from werkzeug.routing import Rule

from config import PREFIX, Config, settings
from docs import moves, register
from docs.shape import Row, default, every, first_line, page, table, type_name
from forum.app import create_app
from forum.cli import Folkmoot
from forum.kernel.db import Model
from forum.kernel.events import Event, reaction_name
from forum.kernel.house import House

HERE = Path(__file__).parent
FOLDER = HERE / "reference"
PACKAGES = ("forum", "search", "moderation")


def main() -> None:
    """Write every page anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in written().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        click.echo(f"docs/reference/{name}")
    register.PLACE.write_text(register.written(), encoding="utf-8")
    click.echo("docs/accessibility.md")


def written() -> dict[str, str]:
    """File name -> text of every page of the reference."""
    with tempfile.TemporaryDirectory() as home:
        app = create_app(Config(HOME=Path(home), TESTING=True))
        with app.app_context():
            pages = {name: make(app) for name, make in PAGES.items()}
        app.extensions["database"].dispose()
    return pages


def without_sentence(pages: dict[str, str]) -> list[str]:
    """Everything in the reference that nobody has said a word about."""
    return [
        f"{name}: {line.split('|')[1].strip()}"
        for name, text in pages.items()
        for line in text.splitlines()
        if line.startswith("| `") and line.rstrip().endswith("|  |")
    ]


@cache
def sentences() -> dict[str, dict[str, str]]:
    """What docs/sentences.toml says about routes and events."""
    return tomllib.loads((HERE / "sentences.toml").read_text(encoding="utf-8"))


def _settings(app: Flask) -> str:
    rows = [
        (f"`{PREFIX}{fact.name}`", default(fact.default), fact.metadata["sentence"])
        for fact in settings()
    ]
    return page(
        "Settings",
        "Read once at the start from the environment. A wrong value stops the start with one "
        "sentence that names the setting. What staff decide is not here: it is set on pages.",
        table(("setting", "default", "what it is"), rows),
    )


def _commands(app: Flask) -> str:
    commands = Folkmoot(app).every_command()
    rows = [row for name in sorted(commands) for row in _command_rows(name, commands[name])]
    return page(
        "Commands",
        "`folkmoot <command>`. Exit 0: done; 1: it failed, with one sentence on stderr; "
        "2: wrong use. Each has `--help`.",
        table(("command", "arguments", "what it does"), rows),
    )


def _command_rows(name: str, command: click.Command) -> list[Row]:
    if isinstance(command, click.Group):
        inner = sorted(command.commands.items())
        return [row for sub, one in inner for row in _command_rows(f"{name} {sub}", one)]
    asked = " ".join(f"`{_argument(one)}`" for one in command.params)
    return [(f"`{name}`", asked, first_line(command.help))]


def _argument(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return (parameter.name or "").upper()


def _pages(app: Flask) -> str:
    rows = [_route_row(app, rule) for rule in _rules(app) if not _is_api(rule)]
    return page(
        "Pages",
        "Every address of the site, who may open it, and what for. Who is who: "
        "[staff](../staff.md). Finer rules (one's own, somebody else's) are the room's policy.",
        table(("address", "methods", "for", "name", "what it is for"), rows),
    )


def _api(app: Flask) -> str:
    rows = [_route_row(app, rule) for rule in _rules(app) if _is_api(rule)]
    return page(
        "API",
        "JSON under `/api/v1`; a token goes into `Authorization: Bearer`. Fields and answers "
        "are described by `/api/v1/openapi.json`; refusals are RFC 9457 problems.",
        table(("address", "methods", "for", "name", "what it is for"), rows),
    )


def _route_row(app: Flask, rule: Rule) -> Row:
    methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
    level = _house(app).access.get(rule.endpoint, "nobody")
    return (f"`{rule.rule}`", methods, level, f"`{rule.endpoint}`", _said_of_route(app, rule))


def _said_of_route(app: Flask, rule: Rule) -> str:
    said: str | None = sentences()["routes"].get(rule.endpoint)
    return said or first_line(app.view_functions[rule.endpoint].__doc__)


def _events(app: Flask) -> str:
    rows = [
        (f"`{kind}`", str(event.version), _facts(event), _said_of_event(event))
        for kind, event in sorted(Event.kinds.items())
        if event.__module__.split(".")[0] in PACKAGES
    ]
    return page(
        "Events",
        "What can have happened. A row of `published_event` holds ids, codes, numbers and "
        "moments, never text. `actor_id` is always there.",
        table(("kind", "version", "facts", "what happened"), rows),
    )


def _facts(event: type[Event]) -> str:
    hints = get_type_hints(event)
    named = [f.name for f in fields(event) if f.name not in ("actor_id", "published")]
    return ", ".join(f"`{name}` {type_name(hints[name])}" for name in named)


def _said_of_event(event: type[Event]) -> str:
    """Its docstring; a dataclass without one gets its signature, which says nothing new."""
    said = event.__doc__ or ""
    own = "" if said.startswith(f"{event.__name__}(") else said
    plain: str = sentences()["events"].get(event.kind, "")
    return " ".join(part for part in (plain, " ".join(own.split())) if part)


def _columns(app: Flask) -> str:
    tables = sorted(Model.registry.mappers, key=lambda mapper: mapper.class_.__tablename__)
    parts = [
        f"## {mapper.class_.__tablename__}\n\n"
        + table(
            ("column", "type", "holds"),
            [_column_row(mapper.class_, column) for column in mapper.class_.__table__.columns],
        )
        for mapper in tables
        if mapper.inherits is None and mapper.class_.__module__.split(".")[0] in PACKAGES
    ]
    return page(
        "Columns",
        "Every column of the database. What the classes of text mean, how long each is kept and "
        "what erasure does to it: [privacy](../privacy.md).",
        "\n".join(parts),
    )


def _column_row(model: type[Model], column: Column[Any]) -> Row:
    target = min((f"id of {key.column.table.name}" for key in column.foreign_keys), default="")
    holds = model.__privacy__.get(column.name) or target or _plain_kind(column)
    kind = f"{column.type!s}".lower() + (", may be empty" if column.nullable else "")
    return (f"`{column.name}`", kind, holds)


def _plain_kind(column: Column[Any]) -> str:
    return {int: "number", bool: "yes or no", bytes: "bytes"}.get(column.type.python_type, "moment")


def _consequences(app: Flask) -> str:
    house = _house(app)
    rows = [
        (f"`{event.kind or event.__name__}`", "`" + reaction_name(reaction) + "`", _said(reaction))
        for event, reactions in sorted(house.reactions.items(), key=lambda pair: pair[0].__name__)
        for reaction in reactions
    ]
    timed = [(f"`{name}`", every(e.interval), _said(e.task)) for name, e in _of(house.schedule)]
    once = [(f"`{name}`", "once, when planned", _said(task)) for name, task in _of(house.planned)]
    checks = [(f"`{name}`", "`folkmoot doctor`", _said(check)) for name, check in _of(house.checks)]
    named = [(f"`{name}`", "`folkmoot rebuild`", _said(f)) for name, f in _of(house.projections)]
    mails = [(f"`{name}`", "mail", _said(letter)) for name, letter in _of(house.mails)]
    return page(
        "Consequences",
        "What follows from what: reactions to events, timed work, mails, checks, projections.",
        table(("event", "reaction", "what it does"), rows)
        + "\n"
        + table(("name", "when", "what it does"), [*timed, *once, *mails, *checks, *named]),
    )


PAGES: dict[str, Callable[[Flask], str]] = {
    "settings.md": _settings,
    "commands.md": _commands,
    "pages.md": _pages,
    "api.md": _api,
    "events.md": _events,
    "columns.md": _columns,
    "consequences.md": _consequences,
    "states.md": moves.states,
}


def _said(function: Callable[..., Any]) -> str:
    """Its docstring; without one the name says it, as names in those tables must."""
    name = getattr(function, "__name__", type(function).__name__)
    return first_line(function.__doc__) or f"{name.strip('_').replace('_', ' ').capitalize()}."


def _of(table: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(table.items())


def _rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def _is_api(rule: Rule) -> bool:
    return rule.rule.startswith("/api/")


def _house(app: Flask) -> House:
    house: House = app.extensions["house"]
    return house


if __name__ == "__main__":
    main()
