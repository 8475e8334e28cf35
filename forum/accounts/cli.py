"""Commands about members and the tokens of programs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from forum.accounts import actions, passwords, queries, tokens
from forum.accounts.models import Member
from forum.accounts.names import fault_of_name
from forum.accounts.password_rules import fault_of_password
from forum.accounts.scopes import SCOPES
from forum.accounts.standing import Role
from forum.kernel import forms
from forum.kernel.db import writing
from forum.kernel.errors import Invalid, Refused

ROLES = click.Choice([role.value for role in Role])
EMAIL = click.option("--email", required=True, help="E-mail address of the person.")


@click.group()
def member() -> None:
    """Make members and change what they may do."""


@member.command("create")
@EMAIL
@click.option("--name", required=True, help="Name that everybody sees.")
@click.option("--role", type=ROLES, default="citizen", show_default=True, help="What they may do.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_member(email: str, name: str, role: str, password_stdin: bool) -> None:
    """Make a member whose address counts as proved."""
    with _plainly():
        name = _checked_name(name)
        hashed = _password_from_stdin(name, email) if password_stdin else None
        with writing():
            made = actions.add_member(
                name=name, email=email, role=Role(role), password_hash=hashed, verified=True
            )
            member_id = made.id
    click.echo(f"Member {member_id}: {name}, {role}")


@member.command("role")
@click.argument("email")
@click.argument("role", type=ROLES)
def change_role(email: str, role: str) -> None:
    """Give the member with this EMAIL another ROLE; open sign-ins end."""
    with _plainly(), writing():
        actions.change_role(_member_with(email), Role(role), by=None)
    click.echo(f"{email} is {role} now")


@member.command("leave")
@EMAIL
def leave(email: str) -> None:
    """End all sign-ins, tokens and roles of a person at once."""
    with _plainly(), writing():
        actions.leave(_member_with(email), by=None)
    click.echo(f"{email} has left: signed out everywhere, a citizen now, no tokens")


@click.group()
def token() -> None:
    """Tokens with which programs act for a member."""


@token.command("create")
@EMAIL
@click.option("--name", required=True, help="What the token is for.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(list(SCOPES)),
    multiple=True,
    help="What it may be used for; again for each. Without: all that its member may do.",
)
def create_token(email: str, name: str, scopes: tuple[str, ...]) -> None:
    """Make a token and print it, this once."""
    with _plainly(), writing():
        secret = tokens.issue_token(
            _member_with(email), name=forms.line(name, most=100), scopes=scopes or None
        )
    click.echo(secret)


@token.command("end")
@EMAIL
@click.option("--name", required=True, help="What the token was for.")
def end_token(email: str, name: str) -> None:
    """Take a token back: from the next call on it opens nothing."""
    name = forms.line(name, most=100)
    with _plainly(), writing():
        tokens.end_token(_member_with(email), name=name)
    click.echo(f"The token {name} of {email} opens nothing any more")


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _member_with(email: str) -> Member:
    found = queries.member_with_email(email)
    if found is None:
        raise click.ClickException(f"Nobody has the address {email}.")
    return found


def _checked_name(name: str) -> str:
    tidied = forms.line(name, most=60)
    if fault := fault_of_name(tidied):
        raise Invalid(fault)
    return tidied


def _password_from_stdin(name: str, email: str) -> str:
    password = forms.secret(sys.stdin.readline().rstrip("\r\n"), most=200)
    if fault := fault_of_password(password, name=name, email=email):
        raise Invalid(fault)
    return passwords.hashed(password)


COMMANDS = [member, token]
