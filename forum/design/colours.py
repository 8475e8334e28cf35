"""The one accent a place may choose: whether it can be read, and the sheet that carries it.

Contrast is that of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from flask_babel import gettext as _

ENOUGH = 4.5  # WCAG 2.2, 1.4.3: text of any size
WHITE, BLACK = "#ffffff", "#000000"
# The surfaces of tokens.css that the accent stands on as text, and as a button under white words.
LIGHT_GROUNDS = {
    "the page": "#f2f5f2",
    "cards": WHITE,
    "grey panels": "#e6ece7",
    "green notices": "#dcf0e3",
    "amber notices": "#fdeecb",
    "red notices": "#fde5e2",
}
DARK_GROUNDS = {
    "the page": "#101613",
    "cards": "#19221d",
    "grey panels": "#222d27",
    "green notices": "#153424",
    "amber notices": "#38290b",
    "red notices": "#421815",
}
TOO_PALE = {
    "the page": "%(colour)s cannot be read well: on the page its contrast is %(ratio)s to 1.",
    "cards": "%(colour)s cannot be read well: on cards its contrast is %(ratio)s to 1.",
    "grey panels": "%(colour)s cannot be read well: on grey panels its contrast is %(ratio)s to 1.",
    "green notices": (
        "%(colour)s cannot be read well: on green notices its contrast is %(ratio)s to 1."
    ),
    "amber notices": (
        "%(colour)s cannot be read well: on amber notices its contrast is %(ratio)s to 1."
    ),
    "red notices": "%(colour)s cannot be read well: on red notices its contrast is %(ratio)s to 1.",
    "tinted panels": (
        "%(colour)s cannot be read well: on tinted panels its contrast is %(ratio)s to 1."
    ),
}
DARKER = "Text needs 4.5 to 1. The nearest darker colour that can be read is %(better)s."
HEX = re.compile(r"#?([0-9a-f]{6})", re.ASCII | re.IGNORECASE)
STEPS = 200


@dataclass(frozen=True)
class Theme:
    """A stylesheet and what tells it from every other one."""

    digest: str
    sheet: str


def colour_in(text: str) -> str | None:
    """`#7a1b5c` for what was typed; None when it is no colour in six hexadecimal digits."""
    found = HEX.fullmatch(text.strip())
    return f"#{found[1].lower()}" if found else None


def contrast(one: str, other: str) -> float:
    """From 1 for the same colour to 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least(colour: str, grounds: Iterable[str]) -> float:
    """The worst contrast of a colour on these grounds."""
    return min(contrast(colour, ground) for ground in grounds)


def is_readable(accent: str) -> bool:
    """As text on every light ground, and as a button under white words."""
    return least(accent, _light_grounds(accent).values()) >= ENOUGH


def nearest_darker(accent: str) -> str:
    """The first colour on the way to black that can be read; black itself always can."""
    way = (mixed(accent, BLACK, step / STEPS) for step in range(STEPS + 1))
    return next(colour for colour in way if is_readable(colour))


def fault_of(accent: str) -> str | None:
    """The sentence to show when the accent cannot be read."""
    if is_readable(accent):
        return None
    grounds = _light_grounds(accent).items()
    ratio, where = min((contrast(accent, ground), name) for name, ground in grounds)
    cut = int(ratio * 100) / 100  # never rounded up to what would be enough
    better = nearest_darker(accent)
    facts = {"colour": accent, "ratio": f"{cut:g}", "better": better}
    return f"{_(TOO_PALE[where], **facts)} {_(DARKER, **facts)}"


def mixed(colour: str, into: str, part: float) -> str:
    """`part` of the way from one colour to another."""
    pairs = zip(_parts(colour), _parts(into), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


@lru_cache(maxsize=8)
def theme(accent: str) -> Theme:
    """The sheet for an accent that can be read, with its partners for light and dark."""
    pairs = _partners(accent)
    light = "".join(f"--{name}:{one};" for name, (one, _) in pairs.items())
    both = "".join(f"--{name}:light-dark({one},{two});" for name, (one, two) in pairs.items())
    sheet = f":root{{{light}}}\n@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}\n"
    return Theme(sha256(sheet.encode()).hexdigest()[:12], sheet)


def _partners(accent: str) -> dict[str, tuple[str, str]]:
    """Token -> its colour in light and in dark, as tokens.css has them for damson."""
    bright, night = _on_dark(accent), DARK_GROUNDS["the page"]
    return {
        "accent": (accent, bright),
        "accent-strong": (mixed(accent, BLACK, 0.3), mixed(bright, WHITE, 0.5)),
        "accent-tint": (_tint(accent), _dark_tint(accent)),
        "on-accent": (WHITE, night),
        "dusk": (mixed(accent, BLACK, 0.45), mixed(accent, BLACK, 0.6)),
        "on-dusk-soft": (mixed(accent, WHITE, 0.85), mixed(accent, WHITE, 0.85)),
        "crowd-one": (mixed(accent, WHITE, 0.5), mixed(accent, WHITE, 0.4)),
        "crowd-two": (mixed(accent, WHITE, 0.3), mixed(accent, WHITE, 0.2)),
        "crowd-three": (mixed(accent, WHITE, 0.8), mixed(accent, WHITE, 0.7)),
        "crowd-four": (mixed(accent, WHITE, 0.15), mixed(accent, WHITE, 0.08)),
    }


def _on_dark(accent: str) -> str:
    """The same colour, as much lighter as it takes to be read on every dark ground."""
    grounds = (*DARK_GROUNDS.values(), _dark_tint(accent))
    way = (mixed(accent, WHITE, step / STEPS) for step in range(STEPS + 1))
    return next(colour for colour in way if least(colour, grounds) >= ENOUGH)


def _light_grounds(accent: str) -> dict[str, str]:
    return LIGHT_GROUNDS | {"tinted panels": _tint(accent)}


def _tint(accent: str) -> str:
    return mixed(accent, WHITE, 0.9)


def _dark_tint(accent: str) -> str:
    return mixed(accent, DARK_GROUNDS["cards"], 0.75)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
