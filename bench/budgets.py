"""`python -m bench budgets`: what a first visit weighs, and what Lighthouse says of the main pages.

A cold Chromium opens each page of the served demo town; what comes over the wire is counted as it
travels, packed. Lighthouse comes from npm into a temporary folder and is never a part of Folkmoot;
where npm or Chromium is missing, that is said aloud and written down.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.load import machine
from bench.report import HEAD
from bench.stores import commit
from forum.home.demo.people import PASSWORD, email_of
from tests.browser.chromium import PROGRAMS, running_browser
from tests.services.town import Town, running_town

LIGHTHOUSE = "lighthouse@13"
MOST_BYTES, MOST_BYTES_WITH_HTMX, MOST_REQUESTS = 60 * 1024, 75 * 1024, 8
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
# Results of a search are kept from search engines on purpose: this audit says nothing of them.
NOT_ASKED = {"search": ["--skip-audits=is-crawlable"]}
MEMBER = "Ada Okafor"
LIVE = "/live.js"
"""The bundle that holds htmx."""
MEMBERS_OF = ("thread", "idea")
LINKS = {"thread": "#main .list a[href^='/threads/']", "idea": "#main a[href^='/ideas/']"}
NO_LIGHTHOUSE = "LIGHTHOUSE NOT RUN: {}."
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-quic"


@dataclass
class Weighed:
    """A first visit; `size` in bytes over the wire, `scores` of 100, none for a member's page."""

    page: str
    path: str
    size: int = 0
    requests: int = 0
    has_htmx: bool = False
    scores: dict[str, int] = field(default_factory=dict)

    @property
    def most(self) -> int:
        return MOST_BYTES_WITH_HTMX if self.has_htmx else MOST_BYTES

    @property
    def misses(self) -> list[str]:
        """What is over or under its budget."""
        found = [f"{self.size / 1024:.1f} KB"] if self.size > self.most else []
        found += [f"{self.requests} requests"] if self.requests > MOST_REQUESTS else []
        low = {name: at for name, at in self.scores.items() if at < LEAST[name]}
        return found + [f"{name} {at}" for name, at in low.items()]


def main() -> int:
    """0 when every page keeps its budget."""
    with demo() as town, running_browser() as browser:
        paths = pages_of(browser, town)
        pages = [weigh(browser, town, *page) for page in paths.items()]
        remark = judge(town, pages)
        pages += as_member(browser, town, paths)
    text = written(pages, remark)
    place = Path(__file__).with_name("RESULTS.md")
    place.write_text((place.read_text() if place.exists() else HEAD) + text)
    sys.stdout.write(text)
    return 1 if any(page.misses for page in pages) else 0


@contextmanager
def demo() -> Iterator[Town]:
    """The demo town as `make run` serves it."""
    with tempfile.TemporaryDirectory(prefix="budgets-") as home, running_town(Path(home)) as town:
        town.command("demo")
        yield town


def pages_of(browser: Browser, town: Town) -> dict[str, str]:
    """Name of a page -> where it is."""
    context = browser.new_context(base_url=town.url)
    page = context.new_page()
    page.goto("/")
    found = {name: page.get_attribute(where, "href") or "/" for name, where in LINKS.items()}
    context.close()
    return {"home": "/", **found, "search": "/search?q=permit"}


def as_member(browser: Browser, town: Town, paths: dict[str, str]) -> list[Weighed]:
    """The pages on which members press and write, as one of them sees them."""
    context = browser.new_context(base_url=town.url)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", email_of(MEMBER))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))
    signed_in = context.storage_state()
    context.close()
    asked = {f"{name}, member": paths[name] for name in MEMBERS_OF} | {"ask, member": "/ask"}
    return [weigh(browser, town, *page, known=signed_in) for page in asked.items()]


def weigh(browser: Browser, town: Town, name: str, path: str, known: Any = None) -> Weighed:
    """Bytes and requests as the network sees them, in a browser that has nothing kept yet."""
    weighed = Weighed(name, path)
    context = browser.new_context(base_url=town.url, storage_state=known)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda end: add(weighed, end["encodedDataLength"]))
    page.on("request", lambda asked: look_for_htmx(weighed, asked.url))
    page.goto(path, wait_until="networkidle")
    context.close()
    return weighed


def add(weighed: Weighed, size: float) -> None:
    weighed.size += round(size)
    weighed.requests += 1


def look_for_htmx(weighed: Weighed, url: str) -> None:
    weighed.has_htmx |= url.endswith(LIVE)


def judge(town: Town, pages: list[Weighed]) -> str:
    """Let Lighthouse score each page; the answer says why it could not."""
    chromium = next(filter(None, map(shutil.which, PROGRAMS)), "")
    if not shutil.which("npm"):
        return aloud("this machine has no npm")
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", LIGHTHOUSE]
        done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            return aloud(f"npm could not bring it ({done.stderr.strip()[-200:]})")
        for page in pages:
            more = NOT_ASKED.get(page.page, [])
            page.scores = scores(Path(folder), chromium, town.url + page.path, more)
    return f"{LIGHTHOUSE} as on a phone, {chromium}; of the search without is-crawlable."


def aloud(why: str) -> str:
    sys.stderr.write(NO_LIGHTHOUSE.format(why) + "\n")
    return NO_LIGHTHOUSE.format(why)


def scores(folder: Path, chromium: str, url: str, more: list[str]) -> dict[str, int]:
    """Lighthouse's four scores of 100; RuntimeError with what it said when it fails."""
    program = folder / "node_modules" / ".bin" / "lighthouse"
    wanted = [f"--only-categories={','.join(LEAST)}", f"--chrome-flags={CHROME}"]
    done = subprocess.run(
        [str(program), url, "--quiet", "--output=json", *wanted, *more],
        env=os.environ | {"CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    told: dict[str, Any] = json.loads(done.stdout)
    for_all = told["categories"]
    return {name: round(100 * (for_all[name]["score"] or 0)) for name in LEAST}


def written(pages: list[Weighed], remark: str) -> str:
    """One dated section of RESULTS.md."""
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    head = ["page", "KB", "most", "requests", "most", *LEAST, "misses"]
    rows = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    rows += [_row(page) for page in pages]
    intro = (
        f"## Budgets, {moment}, commit {commit()}\n\n{machine()}; the first visit of a cold browser"
    )
    return f"\n{intro}. {remark}\n\n" + "\n".join(rows) + "\n"


def _row(page: Weighed) -> str:
    figures = [f"{page.size / 1024:.1f}", f"{page.most // 1024}", str(page.requests)]
    scored = [str(page.scores.get(name, "not run")) for name in LEAST]
    missed = ", ".join(page.misses) or "none"
    return f"| {' | '.join([page.page, *figures, str(MOST_REQUESTS), *scored, missed])} |"
