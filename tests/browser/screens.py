"""Takes a picture of every page, narrow and wide, light and dark, into `screens/`."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import NoBrowser, running_browser
from tests.browser.sights import Show, Sight, running_show

FOLDER = Path("screens")
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 900


def main() -> int:
    """0 when all pictures were taken, 1 with a sentence when there is no browser."""
    try:
        with (
            running_browser() as browser,
            tempfile.TemporaryDirectory() as home,
            running_show(Path(home)) as show,
        ):
            return take_all(browser, show)
    except NoBrowser as reason:
        print(reason, file=sys.stderr)
        return 1


def take_all(browser: Browser, show: Show) -> int:
    for scheme in SCHEMES:
        for who in show.sample.people:
            theirs = [sight for sight in show.sights if sight.who == who]
            take(browser, show, theirs, who, scheme)
    print(f"{len(show.sights) * len(SCHEMES) * len(WIDTHS)} pictures in {FOLDER}/")
    return 0


def take(browser: Browser, show: Show, sights: list[Sight], who: str, scheme: str) -> None:
    context = show.sit_down(browser, who, color_scheme=scheme)
    page = context.new_page()
    for sight in sights:
        page.goto(sight.path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            place = FOLDER / f"{width}-{scheme}" / f"{file_name(sight)}.png"
            page.screenshot(path=place, full_page=True)
    context.close()


def file_name(sight: Sight) -> str:
    words = re.sub(r"[^A-Za-z0-9]+", "-", f"{sight.name}-as-{sight.who}").strip("-")
    return words.removeprefix("GET-") or "front"


if __name__ == "__main__":
    sys.exit(main())
