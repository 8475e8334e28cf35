"""The command that brings closed requests along, and the one that says how long they took."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from forum.imports.records import LeftOut, Refused
from forum.imports.tally import Tally
from forum.kernel.clock import now
from forum.kernel.db import fresh_reading, writing
from forum.kernel.errors import Invalid
from forum.kernel.site import site
from forum.services.hours.calendar import zone_named
from moderation.histories import queries
from moderation.histories.actions import write_down
from moderation.histories.reading import Closed, Read, read

AT_ONCE = 500
NO_SERVICE = "There is no service with this name in its address."


@click.group("history")
def history() -> None:
    """Requests that were closed elsewhere: how long such things took before."""


@history.command("add")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--service", help="Where requests go whose service is not in the catalogue.")
@click.option("--zone", help="The time zone of moments that name none; else that of the place.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as one JSON object.")
def add(path: Path, service: str | None, zone: str | None, as_json: bool) -> None:
    """Bring a CSV FILE of closed requests along. Repeating it changes nothing; nobody is mailed."""
    with fresh_reading():
        services, clock = queries.services_by_slug(), _zone(zone)
    if service and service not in services:
        raise Invalid(NO_SERVICE)
    name, found = read(path, zone=clock, now=now())
    tally, otherwise = Tally(), services.get(service or "")
    for requests in _batches(found, tally):
        with writing():
            tally.add(write_down(requests, archive=name, services=services, otherwise=otherwise))
    click.echo(json.dumps(tally.as_json()) if as_json else "\n".join(_told(tally)))


@history.command("figures")
def figures() -> None:
    """How long they took in seconds, by service and type, as one JSON object."""
    with fresh_reading():
        told = [asdict(figure) for figure in queries.figures()]
    click.echo(json.dumps({"figures": told}))


def _zone(name: str | None) -> ZoneInfo:
    try:
        return zone_named(name or site().zone)
    except ValueError as unknown:
        raise Invalid(str(unknown)) from unknown


def _batches(found: Read, tally: Tally) -> Iterator[list[Closed]]:
    """Closed requests, some hundred at a time; what cannot be used goes to the tally."""
    closed = _only_closed(found, tally)
    while batch := list(islice(closed, AT_ONCE)):
        yield batch


def _only_closed(found: Read, tally: Tally) -> Iterator[Closed]:
    for one in found:
        if isinstance(one, Refused):
            tally.refuse(one.where, one.why)
        elif isinstance(one, LeftOut):
            tally.left_out.append(one)
        else:
            yield one


def _told(tally: Tally) -> Iterator[str]:
    facts: dict[str, Any] = tally.as_json()
    for noun, read_ones in facts["read"].items():
        created, unchanged = facts["created"][noun], facts["unchanged"][noun]
        yield f"{noun}: {read_ones} read, {created} created, {unchanged} unchanged"
    yield from tally.not_taken()


COMMANDS = [history]
