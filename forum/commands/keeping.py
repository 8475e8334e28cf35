"""Commands that fill, count and check the database."""

import json
import sys

import click
from flask import current_app

from forum.home.demo import log_ins
from forum.kernel import chores, settling
from forum.kernel.db import writing
from forum.kernel.diary import tell_demo
from forum.kernel.house import house


@click.command()
def demo() -> None:
    """Load a small fictional borough; safe to repeat. Prints the demo log-ins."""
    tell_demo()
    settling.settle(current_app, seconds=120)
    for line in log_ins():
        click.echo(line)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def stats(as_json: bool) -> None:
    """Count what there is."""
    counted = {name: count() for name, count in sorted(house().stats.items())}
    if as_json:
        click.echo(json.dumps(counted))
        return
    for name, count in counted.items():
        click.echo(f"{name:20} {count:>12,}")


@click.command()
@click.option("--timeout", default=60.0, show_default=True, help="Seconds to try for.")
def settle(timeout: float) -> None:
    """Deliver everything pending and run what is due, until nothing waits."""
    done = settling.settle(current_app, seconds=timeout)
    dead = len(chores.given_up())
    if dead:
        raise click.ClickException(f"{dead} deliveries were given up: see folkmoot dead-letters.")
    if not done:
        raise click.ClickException(f"Something still waits after {timeout:g} seconds.")


@click.command()
@click.argument("name")
def rebuild(name: str) -> None:
    """Recompute the projection NAME from what happened."""
    projections = house().projections
    if name not in projections:
        raise click.UsageError(f"There is no {name}. Known: {', '.join(sorted(projections))}.")
    click.echo(f"{projections[name]()} rows changed")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def doctor(as_json: bool) -> None:
    """Check every invariant; exit 1 when one does not hold."""
    findings = [finding for check in house().checks.values() for finding in check()]
    if as_json:
        click.echo(json.dumps({"findings": [vars(finding) for finding in findings]}))
    else:
        for finding in findings:
            click.echo(f"{finding.check}: {finding.sentence}")
        click.echo(f"{len(house().checks)} checks, {len(findings)} findings")
    sys.exit(1 if findings else 0)


@click.command("dead-letters")
@click.option("--revive", is_flag=True, help="Try all of them again.")
def dead_letters(revive: bool) -> None:
    """Show the deliveries, timed work and mails that were given up."""
    for row in chores.given_up():
        click.echo(f"{row.kind} {row.number}: {row.name} ({row.fault})")
    if revive:
        with writing():
            chores.try_again()


COMMANDS = [demo, stats, settle, rebuild, doctor, dead_letters]
