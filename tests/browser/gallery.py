"""Takes a picture of every page in every variant into `gallery/`, for a person to look at."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import NoBrowser, running_browser
from tests.browser.empty import running_empty_show
from tests.browser.looking import opened
from tests.browser.sheet import write_sheet
from tests.browser.sights import Show, Sight, running_show
from tests.browser.variants import BY_NAME, VARIANTS, Variant

FOLDER = Path("gallery")


@dataclass(frozen=True)
class Wish:
    """Which pages (words in their names or addresses) in which variants."""

    pages: Sequence[str]
    variants: Sequence[Variant]

    def of(self, sights: Sequence[Sight]) -> list[Sight]:
        """All of them when no page is named."""
        return [sight for sight in sights if not self.pages or self._names(sight)]

    def _names(self, sight: Sight) -> bool:
        return any(word in f"{sight.name} {sight.path}" for word in self.pages)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all pictures were taken, 1 with a sentence when there is no browser."""
    wish = read(arguments)
    try:
        with running_browser() as browser:
            return take_all(browser, wish)
    except NoBrowser as reason:
        print(reason, file=sys.stderr)
        return 1


def read(arguments: Sequence[str] | None) -> Wish:
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("pages", nargs="*", help="words in the names of pages (default: all)")
    parser.add_argument(
        "--variant", action="append", choices=sorted(BY_NAME), help="may be given again"
    )
    given = parser.parse_args(arguments)
    chosen = [BY_NAME[name] for name in given.variant] if given.variant else VARIANTS
    return Wish(given.pages, chosen)


def take_all(browser: Browser, wish: Wish) -> int:
    taken = []
    with both_towns() as (show, empty):
        for town, sights in ((show, [*show.sights, *show.extremes]), (empty, empty.extremes)):
            for variant in wish.variants:
                taken += take(browser, town, wish.of(sights), variant)
    write_sheet(FOLDER, taken)
    print(f"{len(taken)} pictures; open {FOLDER}/index.html")
    return 0


@contextmanager
def both_towns() -> Iterator[tuple[Show, Show]]:
    """The demo town with one of everything, and one in which nothing has been written yet."""
    with ExitStack() as stack:
        homes = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        empty = stack.enter_context(running_empty_show(homes[1]))
        yield stack.enter_context(running_show(homes[0])), empty


def take(browser: Browser, show: Show, sights: list[Sight], variant: Variant) -> list[Path]:
    """Where the pictures are."""
    taken = []
    for who in sorted({sight.who for sight in sights}):
        context = show.sit_down(browser, who, **variant.seat)
        page = context.new_page()
        for sight in (sight for sight in sights if sight.who == who):
            opened(page, sight, variant)
            taken.append(FOLDER / variant.name / f"{file_name(sight)}.png")
            page.screenshot(path=taken[-1], full_page=True)
        context.close()
    return taken


def file_name(sight: Sight) -> str:
    words = re.sub(r"[^A-Za-z0-9]+", "-", f"{sight.name}-as-{sight.who}").strip("-")
    return words.removeprefix("GET-") or "front"


if __name__ == "__main__":
    sys.exit(main())
