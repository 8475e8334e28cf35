"""How sure a share is, and what may be said of a number of answers; knows no row."""

import math
from dataclasses import dataclass

from forum.services.advising import FEW
from forum.surveys.rules import LEVELS, SATISFIED

NINETY_FIVE = 1.959964
"""How many standard deviations hold 95 of 100 cases of a normal distribution."""


@dataclass(frozen=True)
class Satisfaction:
    """What came back of so many questions. `counts` are answers by level, 5 to 1; `asked` without
    those `not_asked`, whom we could not reach. Shares are of 100, None below ten answers.
    """

    asked: int
    not_asked: int
    counts: tuple[int, ...]
    got_it: int

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def is_told(self) -> bool:
        return self.answers >= FEW

    @property
    def satisfied(self) -> int:
        """Of the answers, those of the two upper levels."""
        return sum(n for level, n in zip(LEVELS, self.counts, strict=True) if level in SATISFIED)

    @property
    def response_rate(self) -> float | None:
        return self._share(self.answers, self.asked)

    @property
    def satisfied_share(self) -> float | None:
        return self._share(self.satisfied, self.answers)

    @property
    def got_share(self) -> float | None:
        return self._share(self.got_it, self.answers)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Of 100: where the share of the satisfied lies, in 95 of 100 cases."""
        if not self.is_told:
            return None
        low, high = wilson(self.satisfied, self.answers)
        return round(100 * low, 1), round(100 * high, 1)

    def _share(self, number: int, whole: int) -> float | None:
        return round(100 * number / whole, 1) if self.is_told else None


@dataclass(frozen=True)
class Kept:
    """Of so many promises that were kept or broken, how many were kept in time."""

    promises: int
    kept: int

    @property
    def is_told(self) -> bool:
        return self.promises >= FEW

    @property
    def share(self) -> float | None:
        """Of 100; None below ten."""
        return round(100 * self.kept / self.promises, 1) if self.is_told else None


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """The 95 % interval of a share, both from 0 to 1; from 0 to 1 without cases.

    (Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22, 1927, pages 209-212.)
    """
    if cases == 0:
        return 0.0, 1.0
    share, z2 = hits / cases, NINETY_FIVE**2
    middle = share + z2 / (2 * cases)
    spread = NINETY_FIVE * math.sqrt((share * (1 - share) + z2 / (4 * cases)) / cases)
    low, high = ((middle + side) / (1 + z2 / cases) for side in (-spread, spread))
    return (low if hits else 0.0), (high if hits < cases else 1.0)
