"""What experience says about promises that a service may make; who knows it stands further up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forum.kernel.house import house

FEW = 10
"""With fewer cases nothing is said: chance would decide."""
ENOUGH = 0.8
"""The share of past cases that should have been kept, or whoever promises it says why."""

PROMISES = {
    "first_response": "first_response_minutes",
    "next_response": "next_response_minutes",
    "resolution": "resolution_minutes",
}


@dataclass(frozen=True)
class Advice:
    """Of so many `cases` that the last year decided, `kept` would have been within the promise."""

    clock: str
    kept: int
    cases: int

    @property
    def share(self) -> float:
        return self.kept / self.cases if self.cases else 1.0

    @property
    def is_low(self) -> bool:
        """Shown only with enough cases, so this asks for no number of them."""
        return self.share < ENOUGH


Adviser = Callable[[int, Mapping[str, Any]], list[Advice]]


def advice_on(service_id: int, facts: Mapping[str, Any]) -> list[Advice]:
    """`facts` are the service's columns as proposed; nothing is said of too few cases."""
    said = [advice for adviser in house().advisers for advice in adviser(service_id, facts)]
    return [advice for advice in said if advice.cases >= FEW]
