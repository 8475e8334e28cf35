"""The command `folkmoot`: exit 0 on success, 2 on wrong use, 1 with one sentence on stderr."""

import sys
from collections.abc import MutableMapping, Sequence

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError
from werkzeug.utils import import_string

from config import WrongSetting
from forum.app import command_context, create_app
from forum.commands import keeping, running, saving
from forum.kernel.db import cannot_write, complaint, lacks_tables
from forum.kernel.errors import Refused


class Folkmoot(click.Group):
    """The commands of the house and of every installed room.

    Those of rooms are loaded when one is asked for that is not of the house: the parts that keep
    running are.
    """

    def __init__(self, app: Flask) -> None:
        super().__init__(
            "folkmoot", help="Folkmoot: answers from peers, promises from the council."
        )
        self.app = app
        for command in (*keeping.COMMANDS, *saving.COMMANDS, *running.COMMANDS):
            self.add_command(command)

    def every_command(self) -> MutableMapping[str, click.Command]:
        for place in self.app.extensions["house"].commands:
            for command in import_string(f"{place}:COMMANDS"):
                self.add_command(command)
        return self.commands

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        known = self.commands if cmd_name in self.commands else self.every_command()
        return known.get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.every_command())


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script."""
    try:
        app = create_app()
        command_context(app)
        Folkmoot(app).main(arguments, standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2 if isinstance(wrong, click.UsageError) else 1)
    except click.Abort:
        sys.exit(1)
    except (WrongSetting, Refused) as refusal:
        _stop(str(refusal))
    except DBAPIError as error:
        _stop(_sentence(error))


def _sentence(error: DBAPIError) -> str:
    if cannot_write(error):
        return "The database cannot be written to: it is full or read-only."
    if lacks_tables(error):
        return "The database has no tables yet: run folkmoot init."
    return f"The database does not answer: {complaint(error)}"


def _stop(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
