"""Commands that bring in archives of other places."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import click

from forum.imports.bringing import Progress, bring_in
from forum.imports.kinds import KINDS
from forum.imports.records import Archive, Records
from forum.imports.tally import Tally
from forum.kernel.house import catch_up


@click.group("import")
def import_() -> None:
    """Bring in an archive of another place. It can be stopped, and repeated without harm.

    Nobody is mailed. People of an archive cannot sign in.
    """


FOLDER: dict[str, Any] = {
    "metavar": "FOLDER",
    "type": click.Path(exists=True, file_okay=False, path_type=Path),
}
FILE: dict[str, Any] = {
    "metavar": "FILE",
    "type": click.Path(exists=True, dir_okay=False, path_type=Path),
}


def _reads(name: str, summary: str, read: Callable[[Path], Records], takes: dict[str, Any]) -> None:
    """Add the command for one layout of archives."""

    @import_.command(name, help=summary)
    @click.argument("path", **takes)
    @click.option("--json", "as_json", is_flag=True, help="Say what was done as one JSON object.")
    @click.option("--progress", is_flag=True, help="Show a bar even where no person watches.")
    def run(path: Path, as_json: bool, progress: bool) -> None:
        with _bar(shown=progress or sys.stderr.isatty()) as begun:
            tally = bring_in(read(path), begun=begun)
        catch_up()
        click.echo(json.dumps(tally.as_json()) if as_json else "\n".join(_told(tally)))


for _name, _kind in KINDS.items():
    _reads(_name, _kind.summary, _kind.read, FOLDER if _kind.is_folder else FILE)


@contextmanager
def _bar(*, shown: bool) -> Iterator[Callable[[Archive], Progress]]:
    """On stderr, so that what is printed can be read by programs."""
    from tqdm import tqdm

    bar = tqdm(unit=" posts", disable=not shown, file=sys.stderr)

    def begun(archive: Archive) -> Progress:
        bar.reset(total=archive.posts)
        return cast(Progress, bar.update)

    with bar:
        yield begun


def _told(tally: Tally) -> Iterator[str]:
    """For a person: a line for each noun, then what was refused and what was left out."""
    facts: dict[str, Any] = tally.as_json()
    yield f"{'':18}{'read':>10}{'created':>10}{'unchanged':>10}"
    for noun, read in facts["read"].items():
        created, unchanged = facts["created"][noun], facts["unchanged"][noun]
        yield f"{noun:18}{read:>10,}{created:>10,}{unchanged:>10,}"
    yield from tally.not_taken()


COMMANDS = [import_]
