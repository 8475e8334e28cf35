"""References of published answers: `DA-`, seven random signs and a check sign.

They are not those of the tickets: a ticket's stands beside a public question, with its author.
"""

from forum.kernel import references

PREFIX = "DA-"


def new_reference() -> str:
    """A reference nobody can guess; whoever stores it sees to it that there is only one."""
    return references.new_reference(PREFIX)


def read_reference(text: str) -> str | None:
    """The reference somebody typed, as we write it; None when it cannot be one of ours."""
    return references.read_reference(text, PREFIX)
