"""An accent is taken when it can be read, refused with a sentence, and worn by light and dark."""

import re
from itertools import product

import pytest

from forum.design.assets import STATIC
from forum.design.colours import (
    DARK_GROUNDS,
    ENOUGH,
    LIGHT_GROUNDS,
    colour_in,
    contrast,
    fault_of,
    is_readable,
    least,
    nearest_darker,
    theme,
)

STEPS = ["00", "33", "66", "99", "cc", "ff"]
SOME = ["#" + "".join(parts) for parts in product(STEPS, repeat=3)]
PAIR = re.compile(r"--([a-z-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)")
GROUNDS = {
    "paper": "the page",
    "card": "cards",
    "sunk": "grey panels",
    "good-tint": "green notices",
    "warn-tint": "amber notices",
    "bad-tint": "red notices",
}
INK, DARK_INK = "#15201a", "#ebf1ed"


def worn(accent):
    return {name: (light, dark) for name, light, dark in PAIR.findall(theme(accent).sheet)}


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_the_grounds_are_those_of_the_tokens():
    tokens = (STATIC / "tokens.css").read_text()

    assert list(GROUNDS.values()) == list(LIGHT_GROUNDS) == list(DARK_GROUNDS)
    for name, title in GROUNDS.items():
        pair = f"--{name}: light-dark({LIGHT_GROUNDS[title]}, {DARK_GROUNDS[title]});"
        assert pair in tokens


def test_our_own_accent_would_be_taken():
    assert fault_of("#7a1b5c") is None


def test_a_failing_colour_is_refused_with_the_ratio_and_the_nearest_that_passes():
    said = fault_of("#ff6600")

    assert said is not None
    assert "#ff6600 cannot be read well: on red notices its contrast is 2.4" in said
    assert "Text needs 4.5 to 1" in said
    assert nearest_darker("#ff6600") in said


@pytest.mark.parametrize("accent", SOME)
def test_the_nearest_darker_colour_can_be_read_in_both_looks(accent):
    darker = nearest_darker(accent)
    pairs = worn(darker)

    assert is_readable(darker)
    assert fault_of(darker) is None
    assert darker == accent or not is_readable(accent)
    assert least(pairs["accent"][0], LIGHT_GROUNDS.values()) >= ENOUGH
    assert least(pairs["accent"][1], DARK_GROUNDS.values()) >= ENOUGH
    for light_or_dark, ink in ((0, INK), (1, DARK_INK)):
        held = {name: pair[light_or_dark] for name, pair in pairs.items()}
        assert contrast(held["on-accent"], held["accent"]) >= ENOUGH
        assert contrast(held["on-accent"], held["accent-strong"]) >= ENOUGH
        assert contrast(held["accent"], held["accent-tint"]) >= ENOUGH
        assert contrast(ink, held["accent-tint"]) >= ENOUGH
        assert contrast(held["on-dusk-soft"], held["dusk"]) >= ENOUGH


def test_a_readable_colour_stays_as_it_is():
    assert nearest_darker("#1b5c7a") == "#1b5c7a"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("#1B5C7A", "#1b5c7a"),
        ("1b5c7a", "#1b5c7a"),
        ("  #1b5c7a ", "#1b5c7a"),
        ("red", None),
        ("#fff", None),
        ("#1b5c7a;}body{display:none", None),
        ("#１b5c7a", None),
    ],
)
def test_only_six_hexadecimal_digits_are_a_colour(typed, read):
    assert colour_in(typed) == read


def test_the_people_on_the_hill_wear_the_accent_too():
    held, plain = worn("#1b5c7a"), (STATIC / "tokens.css").read_text()

    for name in ("crowd-one", "crowd-two", "crowd-three", "crowd-four"):
        assert held[name][0] not in plain
        assert contrast(held[name][0], held["dusk"][0]) > contrast("#1b5c7a", held["dusk"][0])


def test_the_sheet_sets_tokens_and_nothing_else():
    names = set(re.findall(r"(--[a-z-]+):", theme("#1b5c7a").sheet))
    tokens = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "tokens.css").read_text()))

    assert names <= tokens
    assert theme("#1b5c7a").digest != theme("#1b5c7b").digest
