"""Every pair of colours that carries words holds its contrast, in light and in dark."""

import re
from pathlib import Path

import pytest

from forum import design

TOKENS = Path(design.__path__[0], "static", "tokens.css").read_text(encoding="utf-8")
TWO = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
}
PLAIN = dict(re.findall(r"^    --([\w-]+): (#\w{6});", TOKENS, re.MULTILINE))
SURFACES = ("paper", "card", "sunk")
TINTS = ("accent-tint", "good-tint", "warn-tint", "bad-tint")
WORDS = [
    *[("ink", surface) for surface in (*SURFACES, *TINTS)],
    *[("soft", surface) for surface in (*SURFACES, *TINTS)],
    *[("accent", surface) for surface in (*SURFACES, *TINTS)],
    *[(meaning, f"{meaning}-tint") for meaning in ("good", "warn", "bad")],
    *[(meaning, "card") for meaning in ("good", "warn", "bad")],
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-crown", "crown"),
    ("on-crown", "bad"),
    ("paper", "ink"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("words", "surface"), WORDS)
def test_words_stand_out_from_what_they_stand_on(words, surface):
    for scheme in (0, 1):
        assert contrast(TWO[words][scheme], TWO[surface][scheme]) >= 4.5


@pytest.mark.parametrize("surface", SURFACES)
def test_the_edges_of_controls_stand_out(surface):
    for scheme in (0, 1):
        assert contrast(TWO["edge"][scheme], TWO[surface][scheme]) >= 3


@pytest.mark.parametrize("words", ["on-dusk", "on-dusk-soft"])
def test_the_hero_can_be_read(words):
    for scheme in (0, 1):
        assert contrast(_full(PLAIN[words]), TWO["dusk"][scheme]) >= 7


def test_an_older_browser_gets_the_light_colours():
    assert {name: PLAIN[name] for name in TWO} == {name: light for name, (light, _) in TWO.items()}


def _full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(letter * 2 for letter in colour[1:])
