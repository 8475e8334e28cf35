"""Ticket references: `FM-`, seven random signs and a check sign; and codes to go on with."""

import secrets

from forum.kernel import references

PREFIX = "FM-"
CODE_SIGNS = 8


def new_reference() -> str:
    """A reference nobody can guess; whoever stores it sees to it that there is only one."""
    return references.new_reference(PREFIX)


def read_reference(text: str) -> str | None:
    """The reference somebody typed, as we write it; None when it cannot be one of ours."""
    return references.read_reference(text, PREFIX)


def new_code() -> str:
    """Eight random signs in two groups, such as `K7QX-2N9D`: 40 bits that can be read aloud."""
    signs = "".join(secrets.choice(references.ALPHABET) for _ in range(CODE_SIGNS))
    return f"{signs[:4]}-{signs[4:]}"


def read_code(text: str) -> str | None:
    """The signs of a code as somebody typed or said it; None when it cannot be one."""
    signs = text.translate(references.SEPARATORS).upper().translate(references.MISREAD)
    if len(signs) != CODE_SIGNS or not set(signs) <= set(references.ALPHABET):
        return None
    return signs
