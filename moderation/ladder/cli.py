"""Commands about the ladder: why somebody stands where they do, and what other rules would do."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from forum.accounts.models import Member
from forum.accounts.queries import member_called
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import fresh_reading
from forum.kernel.errors import Invalid
from forum.reputation.ladder import Requirement
from forum.reputation.queries import Place, where_am_i
from forum.reputation.queries.circumstances import live_advocacy, live_hold
from forum.reputation.queries.flows import steps_of
from forum.reputation.rulebook import read_rules
from moderation.ladder.queries import Trial, try_rules
from moderation.ladder.wording import EARLIER, NEEDS, RUNGS, WHY

WIDTH = 11


@click.group("ladder")
def ladder() -> None:
    """Where people stand on the ladder, and what other rules would do."""


@ladder.command("explain")
@click.argument("name")
def explain(name: str) -> None:
    """Say where the person called NAME stands, since when, and why."""
    with fresh_reading():
        member = member_called(name)
        told = [*_stands(member, where_am_i(member.id)), *_steps(member)]
    click.echo("\n".join(told))


@ladder.command("simulate")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Say it as one JSON object.")
def simulate(path: Path, as_json: bool) -> None:
    """Say what the rules of a TOML file would change, compared with today's. Changes nothing."""
    try:
        rules = read_rules(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Invalid("The file is no text in UTF-8.") from error
    trial = try_rules(rules)
    told = json.dumps({"version": rules.version} | trial.as_json())
    click.echo(told if as_json else "\n".join(_table(trial)))


def _stands(member: Member, place: Place) -> Iterator[str]:
    yield f"{member.name}: {RUNGS[place.rung]} since {_day(place.since)}"
    if member.is_imported:
        yield "Brought along from elsewhere: stays there."
        return
    yield from _decided(member)
    if place.falls_at:
        yield f"Below the mark: steps down on {_day(place.falls_at)} unless they help again."
    if place.rests_until:
        yield f"Their time stands still until {_day(place.rests_until)}."
    if place.next:
        yield from _asked(f"To become {RUNGS[place.next]}:", place.requirements)
    if place.keeping:
        yield from _asked(f"To stay {RUNGS[place.rung]}:", place.keeping)


def _decided(member: Member) -> Iterator[str]:
    hold, offer = live_hold(member.id, at=now()), live_advocacy(member.id)
    if hold:
        ends = f" until {_day(hold.ends_at)}" if hold.ends_at else ""
        yield f"Held as {RUNGS[hold.rung]}{ends}."
    if offer:
        said = f"said yes on {_day(offer.agreed_at)}" if offer.agreed_at else "no answer yet"
        yield f"Asked to be an Advocate on {_day(offer.asked_at)}, {said}."


def _asked(head: str, asked: tuple[Requirement, ...]) -> Iterator[str]:
    """Of those with a way, one way in full is enough."""
    yield head
    for one in asked:
        met = "yes" if one.is_met else "no "
        bound = "at most" if one.at_most else "needed"
        way = f" (one way: {one.way})" if one.way else ""
        yield f"  {met} {NEEDS[one.name]}: {one.have}, {bound} {one.of}{way}"


def _steps(member: Member) -> Iterator[str]:
    steps = steps_of(member.id)
    yield "How they came here:" if steps else "They have not moved yet."
    for step in steps:
        by = f" ({step.by})" if step.by else ""
        why = WHY.get(step.why, EARLIER)
        yield f"  {_day(step.moved_at)} {RUNGS[step.from_rung]} to {RUNGS[step.to_rung]}: {why}{by}"


def _table(trial: Trial) -> Iterator[str]:
    changed = f"{trial.changed} would stand elsewhere"
    yield f"{trial.people} people, without those brought along; {changed}."
    yield "Down: by today's rules. Across: by the new rules."
    yield _line("", [RUNGS[rung] for rung in Rung])
    for before in Rung:
        yield _line(RUNGS[before], [str(trial.ways[before, after]) for after in Rung])
    today, new = trial.notices
    yield f"Told that a step down is near: {today} by today's rules, {new} by the new ones."


def _line(head: str, cells: list[str]) -> str:
    return head.ljust(WIDTH) + "".join(cell.rjust(WIDTH) for cell in cells)


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


COMMANDS = [ladder]
