"""The browser of this machine, when it has one; a test that has to do without says so loudly."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, sync_playwright

# The shell is the same browser without its own windows: it takes a third of the time for a page.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_PROGRAM = f"NOT RUN: this machine has no browser ({', '.join(PROGRAMS)}). Run: .ci/run"
NO_DRIVER = "NOT RUN: Playwright's driver does not start here ({}). Run: .ci/run"


class NoBrowser(Exception):
    """Why nothing can be looked at; the text is for the summary of the tests."""


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Raises NoBrowser when there is none or its driver cannot start."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise NoBrowser(NO_PROGRAM)
    try:
        driver = sync_playwright().start()
    except (Error, OSError) as error:
        raise NoBrowser(NO_DRIVER.format(error)) from error
    try:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
    finally:
        driver.stop()
