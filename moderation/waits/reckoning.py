"""From how long answers took to what is said of the next one, and whether it was true."""

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from forum.services.advising import FEW
from forum.services.hours import Calendar
from forum.services.wording import told_minutes


class Estimate(NamedTuple):
    """In minutes of opening time, rounded up to what is said."""

    cases: int
    half_minutes: int
    nine_minutes: int


class Verdict(NamedTuple):
    within_half: bool
    within_nine: bool


def estimate(took: Iterable[int], calendar: Calendar) -> Estimate | None:
    """None with too few cases. The smallest time within which at least that share was answered."""
    in_order = sorted(took)
    if len(in_order) < FEW:
        return None
    half, nine = (max(1, in_order[ceil(share * len(in_order)) - 1]) for share in (0.5, 0.9))
    return Estimate(len(in_order), told_minutes(half, calendar), told_minutes(nine, calendar))


def verdict(took: int, *, half: int, nine: int, is_answered: bool) -> Verdict | None:
    """None while an answer that has not come could still be within what was said."""
    if not is_answered and took <= nine:
        return None
    return Verdict(is_answered and took <= half, is_answered and took <= nine)
