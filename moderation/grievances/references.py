"""References of grievances: `GR-` and eight signs."""

from forum.kernel import references

PREFIX = "GR-"


def new_reference() -> str:
    return references.new_reference(PREFIX)


def read_reference(text: str) -> str | None:
    return references.read_reference(text, PREFIX)
