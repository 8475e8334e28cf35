"""How long a part may be unwell before the administrators are told."""

from dataclasses import dataclass
from datetime import timedelta

AT_ONCE = timedelta(0)
PATIENCE = timedelta(minutes=5)
OLDEST_BACKUP = timedelta(hours=26)

# What has waited long enough already when it is found.
OF_A_PART = {"events": AT_ONCE}


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a part, and for how long that may be so."""

    sentence: str
    patience: timedelta = PATIENCE


def trouble_with(part: str, sentence: str) -> Trouble:
    """What `/readyz` says about a part."""
    return Trouble(sentence, OF_A_PART.get(part, PATIENCE))
