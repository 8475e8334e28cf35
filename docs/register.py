"""Writes docs/accessibility.md from the register of criteria, with each test by its name."""

from pathlib import Path

from docs.shape import page, table
from forum.home.criteria import CRITERIA, LOOKED_ON, Criterion, counted
from forum.home.proofs import TESTS

PLACE = Path(__file__).parent / "accessibility.md"


def written() -> str:
    """The register as a page."""
    sums = [(found.value, str(number)) for found, number in counted().items()]
    rows = [_row(one) for one in CRITERIA]
    return page(
        "Accessibility",
        "Every criterion of WCAG 2.2, levels A and AA: how far it is known to be met, by which "
        "test, and what a person still has to do by hand. The page `/accessibility` is made from "
        f"the same register. Last looked at on {LOOKED_ON:%-d %B %Y}.",
        table(("how far", "criteria"), sums)
        + "\n"
        + table(("criterion", "level", "how far", "tests", "by hand"), rows),
    )


def _row(one: Criterion) -> tuple[str, ...]:
    tests = "<br>".join(f"`{TESTS[name]}`" for name in one.tests)
    return f"{one.number} {one.name}", one.level, one.found.value, tests, one.by_hand
