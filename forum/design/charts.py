"""Where the columns, lines and labels of a small chart stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

from babel.numbers import format_decimal

from forum.kernel.languages import language

LEFT, RIGHT, TOP, FLOOR = 50, 690, 30, 210
MOST_LABELS = 8
HEAT_LEFT, HEAT_ROW = 130, 44
Number = int | float


@dataclass(frozen=True, slots=True)
class Line:
    """One hairline across the chart, with the number it stands for."""

    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One column, in the units of the drawing."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    number: Number
    labelled: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart ready to be written as SVG."""

    grid: list[Line]
    bars: list[Bar]


def columns(pairs: Sequence[tuple[str, Number]]) -> Drawn:
    """Columns from zero, with hairlines at nothing, half and the top."""
    top = nice_top(max((number for _, number in pairs), default=0))
    grid = [Line(_height(part * top, top), f"{part * top:g}") for part in (0, 0.5, 1)]
    step = (RIGHT - LEFT) / max(len(pairs), 1)
    every = max(1, ceil(len(pairs) / MOST_LABELS))
    bars = [_bar(place, pair, step, top, place % every == 0) for place, pair in enumerate(pairs)]
    return Drawn(grid, bars)


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of a heat chart; step 0 holds nothing, step 4 the most."""

    x: int
    y: int
    width: int
    number: Number
    step: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Squares in rows, with the middle of each row and of each column."""

    cells: list[Cell]
    rows: list[tuple[int, str]]
    columns: list[tuple[int, str]]
    height: int


def joined(bars: Sequence[Bar]) -> str:
    """The line from the top of each column to the next."""
    return " ".join(f"{bar.middle},{bar.y}" for bar in bars)


def heat(heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Number]]]) -> Heat:
    """Squares as dark as their number; five steps, because nobody tells more apart."""
    wide = (RIGHT - HEAT_LEFT) // max(len(heads), 1)
    most = max((number for _, numbers in rows for number in numbers), default=0)
    cells = [
        Cell(
            HEAT_LEFT + wide * across, TOP + HEAT_ROW * down, wide - 4, number, _step(number, most)
        )
        for down, (_, numbers) in enumerate(rows)
        for across, number in enumerate(numbers)
    ]
    middles = [(TOP + HEAT_ROW * down + HEAT_ROW // 2, name) for down, (name, _) in enumerate(rows)]
    tops = [(HEAT_LEFT + wide * across + wide // 2, name) for across, name in enumerate(heads)]
    return Heat(cells, middles, tops, TOP + HEAT_ROW * len(rows) + 4)


def _step(number: Number, most: Number) -> int:
    return ceil(4 * number / most) if most > 0 and number > 0 else 0


def nice_top(most: Number) -> float:
    """The next of 1, 2, 4, 5 or 10 times a power of ten, so that half of it reads well."""
    if most <= 0:
        return 1
    power = 10 ** ceil(log10(most) - 1)
    return next(float(step * power) for step in (1, 2, 4, 5, 10) if step * power >= most)


def spark_line(points: Sequence[Number]) -> str:
    """The points of a little line in a box of 112 by 32, low values at the foot."""
    low, high = min(points), max(points)
    across = 112 / max(len(points) - 1, 1)
    deep = 26 / ((high - low) or 1)
    return " ".join(
        f"{place * across:.0f},{30 - (point - low) * deep:.0f}"
        for place, point in enumerate(points)
    )


def numbered(pairs: Sequence[tuple[str, Number]], unit: str = "") -> list[tuple[str, str]]:
    """The same pairs as rows of the table beside the chart."""
    locale = language().locale
    return [(label, f"{format_decimal(number, locale=locale)}{unit}") for label, number in pairs]


def _bar(place: int, pair: tuple[str, Number], step: float, top: float, labelled: bool) -> Bar:
    label, number = pair
    width = round(min(step * 0.6, 64))
    middle = round(LEFT + step * (place + 0.5))
    y = _height(number, top)
    return Bar(middle - width // 2, y, width, FLOOR - y, middle, label, number, labelled)


def _height(number: Number, top: float) -> int:
    return round(FLOOR - (FLOOR - TOP) * number / top)
