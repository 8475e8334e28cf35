"""Ticket references: `FM-`, seven random signs and a check sign."""

from forum.kernel import references

PREFIX = "FM-"


def new_reference() -> str:
    """A reference nobody can guess; whoever stores it sees to it that there is only one."""
    return references.new_reference(PREFIX)


def read_reference(text: str) -> str | None:
    """The reference somebody typed, as we write it; None when it cannot be one of ours."""
    return references.read_reference(text, PREFIX)
