"""What comes in by mail: which addresses are taken, and who keeps what was sent to them.

The room that answers mail names itself in the MAIL_IN table of its wiring.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LARGEST = 10 * 1024 * 1024
"""Bytes of one mail; a larger one is refused before it is read."""


@dataclass(frozen=True)
class Arrived:
    """One mail as it came; `sender` is the address on the envelope, empty for one that bounced."""

    sender: str
    mailboxes: Sequence[str]
    raw: bytes


@dataclass(frozen=True)
class MailIn:
    """`takes` says whether an address is one of ours. `keep` commits before it comes back: what it
    has kept may be acknowledged, so that whoever sent it may forget it.
    """

    takes: Callable[[str], bool]
    keep: Callable[[Arrived], None]
