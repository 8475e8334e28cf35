"""The numbers that ideas are put in order by. Nothing here knows a row, or who supports.

Sources: docs/staff.md says in plain words what each order does. The formulas are measured in the
reference on idea boards: among shrunk estimators none was clearly better than another, and all
were better than counts, differences and shares.
"""

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

HALF_LIFE_DAYS = 7.0
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
COLD = -1e9
"""The heat of an idea without supports: colder than any other, and still a number to sort by."""

QUANTILE = 0.05
PRIOR_WEIGHT = 4.0
"""How many viewers the board's own mean counts for (k = 4 in the reference's measurement)."""

FIRST_MEAN = 0.5
"""What is expected of an idea on a board nobody has looked at yet."""

PRIME = 2**31 - 1
SCALE = 1_000
_ROUNDS = 200
_TINY = 1e-300
_EXACT = 3e-15


def half_lives(moment: datetime) -> float:
    """The moment on a clock that counts half-lives."""
    return (moment - EPOCH).total_seconds() / 86_400 / HALF_LIFE_DAYS


def heat_of(moments: Iterable[datetime]) -> float:
    """log2 of the sum of 2^(t/h) over all supports: exponential decay that never needs updating.

    A support of a week ago weighs half of one of today, for every idea alike, so the order of two
    heats stays the same as time goes by. (Decayed counts in the log domain: Cormode, Shkapenyuk,
    Srivastava, Xu, "Forward Decay", ICDE 2009.)
    """
    warm = COLD
    for moment in sorted(moments):
        warm = warmed(warm, moment)
    return warm


def warmed(heat: float, moment: datetime) -> float:
    """The heat after one more support: log2(2^heat + 2^t), without ever leaving the logarithm."""
    new = half_lives(moment)
    high, low = max(heat, new), min(heat, new)
    return high + math.log2(1 + 2.0 ** (low - high))


def expected(supports: int, viewers: int) -> float:
    """The share of viewers who support, over the whole board; it is the prior of every idea."""
    if viewers <= 0:
        return FIRST_MEAN
    return min(0.99, max(0.01, supports / viewers))


@lru_cache(maxsize=4096)
def top_of(supports: int, viewers: int, *, mean: float) -> float:
    """Lower 5 % quantile of a Beta posterior with the board's own mean as prior.

    The share of viewers who would support it is at least this, with 95 % probability: an idea few
    have seen is trusted little, however many of the few support it. (Gelman et al., "Bayesian Data
    Analysis", section 2.4: the Beta prior of a proportion.)
    """
    people = max(supports, viewers)
    yes = PRIOR_WEIGHT * mean + supports
    no = PRIOR_WEIGHT * (1 - mean) + people - supports
    return beta_quantile(QUANTILE, yes, no)


def exploration(viewers: int) -> int:
    """How many times likelier an idea comes first in the fair order than one everybody has seen.

    Nine for one that nobody has seen, half of the bonus after five viewers. (The boost of Polis,
    (1 + 8 * 2^(-S/5))^2, falling as a hyperbola so that a database can work it out in integers.)
    """
    return 1 + 40 // (5 + viewers)


def fair_key(idea_id: int, viewers: int, *, seed: int) -> int:
    """Where an idea stands in the fair order of a seed, lowest first; SQL computes the same.

    Two rounds of a hash modulo a prime (Carter and Wegman, 1979) give an even random number;
    dividing it by a weight makes all but a weighted draw (Efraimidis and Spirakis, 2006, take
    a logarithm for it, which a database has not always at hand).
    """
    first, second = spread(seed)
    mixed = (first * (idea_id % PRIME) + second) % PRIME
    return ((mixed * mixed + first * mixed) % PRIME) * SCALE // exploration(viewers)


def spread(seed: int) -> tuple[int, int]:
    """Two multipliers below 2^30 from one seed, so that no product outgrows 64 bits."""
    first = (seed * 48_271 + 11) % PRIME % 2**30 + 1
    return first, (first * 69_621 + 7) % PRIME % 2**30


def beta_quantile(share: float, a: float, b: float) -> float:
    """x with I_x(a, b) = share, by halving the interval that Newton's steps must stay in."""
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(_ROUNDS):
        error = beta_below(x, a, b) - share
        low, high = (low, x) if error > 0 else (x, high)
        slope = _beta_density(x, a, b)
        step = x - error / slope if slope > 0 else low
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= _EXACT * following:
            return following
        x = following
    return x


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction.

    (Abramowitz and Stegun 26.5.8; the symmetry 26.5.2 keeps the fraction where it is quick.)
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(_log_front(x, a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _log_front(x: float, a: float, b: float) -> float:
    norm = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return norm + a * math.log(x) + b * math.log1p(-x)


def _beta_density(x: float, a: float, b: float) -> float:
    return math.exp(_log_front(x, a, b)) / (x * (1 - x))


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluated forwards (Lentz 1976, with the zeros of Thompson and Barnett 1986 kept away)."""
    upper, lower = 1.0, 1 / _kept(1 - (a + b) * x / (a + 1))
    value = lower
    for m in range(1, _ROUNDS):
        for term in _terms(m, x, a, b):
            lower = 1 / _kept(1 + term * lower)
            upper = _kept(1 + term / upper)
            value *= lower * upper
        if abs(lower * upper - 1) < _EXACT:
            break
    return value


def _terms(m: int, x: float, a: float, b: float) -> tuple[float, float]:
    even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return even, odd


def _kept(value: float) -> float:
    """Away from zero, which it must not be divided by."""
    return value if abs(value) > _TINY else _TINY
