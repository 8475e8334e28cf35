"""Whether two groups of waits differ by more than chance; knows no row."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

FEW = 10
"""A group with fewer cases is not shown, nor compared."""


class Case(NamedTuple):
    """One first answer: the rung of the person, about what, by which way, after how long."""

    rung: str
    area: str
    channel: str
    minutes: int


@dataclass(frozen=True)
class Group:
    """The cases of one rung in one part of the whole.

    `minutes` is their median, None when they are few. `by_chance` is the share (0 to 1) of such
    differences from all others in the same part that chance alone makes; None when either side is
    few.
    """

    part: str
    name: str
    rung: str
    cases: int
    minutes: float | None
    by_chance: float | None

    @property
    def is_told(self) -> bool:
        return self.cases >= FEW

    @property
    def at_least(self) -> int:
        """Whole tens: from exact numbers one could work out a small one that is not shown."""
        return self.cases // FEW * FEW


def groups(part: str, name: str, cases: Iterable[Case]) -> list[Group]:
    """One for each rung that is there, each compared with everybody else in the same part."""
    by_rung: dict[str, list[int]] = {}
    for case in cases:
        by_rung.setdefault(case.rung, []).append(case.minutes)
    return [
        Group(
            part, name, rung, len(waits), _median(waits), _compared(waits, _others(by_rung, rung))
        )
        for rung, waits in by_rung.items()
    ]


def u_of(first: Sequence[float], second: Sequence[float]) -> float:
    """The U of Mann and Whitney: how often one of the first is above one of the second; a tie is
    half.

    (Mann and Whitney, "On a test of whether one of two random variables is stochastically larger
    than the other", Annals of Mathematical Statistics 18, 1947.)
    """
    ranks = _midranks([*first, *second])
    return sum(ranks[value] for value in first) - len(first) * (len(first) + 1) / 2


def chance_of(first: Sequence[float], second: Sequence[float]) -> float:
    """The two-sided p of U by its normal approximation, with half a step of continuity; 1.0 when
    all values are the same.

    Var(U) = mn/12 * (N + 1 - sum(t^3 - t) / (N (N - 1))), t the sizes of the ties (Lehmann,
    "Nonparametrics", 1975, section 1.4).
    """
    m, n = len(first), len(second)
    spread = spread_of([*first, *second], m)
    away = abs(u_of(first, second) - m * n / 2) - 0.5
    if not spread or away <= 0:
        return 1.0
    return math.erfc(away / spread / math.sqrt(2))


def spread_of(values: Sequence[float], first: int) -> float:
    """The standard deviation of U when `first` of the values are drawn at random."""
    size = len(values)
    ties = sum(count**3 - count for count in Counter(values).values())
    return math.sqrt(first * (size - first) / 12 * (size + 1 - ties / (size * (size - 1))))


def _midranks(values: Sequence[float]) -> dict[float, float]:
    """From 1 up; equal values share the mean of their ranks."""
    ranks, before = {}, 0
    for value, count in sorted(Counter(values).items()):
        ranks[value] = before + (count + 1) / 2
        before += count
    return ranks


def _others(by_rung: dict[str, list[int]], rung: str) -> list[int]:
    return [minutes for other, waits in by_rung.items() if other != rung for minutes in waits]


def _median(waits: Sequence[int]) -> float | None:
    return median(waits) if len(waits) >= FEW else None


def _compared(waits: Sequence[int], others: Sequence[int]) -> float | None:
    return chance_of(waits, others) if min(len(waits), len(others)) >= FEW else None
