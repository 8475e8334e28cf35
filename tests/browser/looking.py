"""One look at a page: what axe, the console and the network say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, ViewportSize

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW: ViewportSize = {"width": 320, "height": 720}
WIDE: ViewportSize = {"width": 1280, "height": 900}

CHECK = "rules => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false})"

# A change of colours takes a moment, and half-way through it nothing has the contrast it will have.
SETTLED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    await Promise.all(document.getAnimations().map(animation => animation.finished));
}"""

# Runs before anything on the page does: whatever its own policy stops is kept here.
WATCH = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", event => window.stopped.push(
    `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
OVERFLOW = """() => {
    const wide = document.documentElement.clientWidth, found = [];
    if (document.documentElement.scrollWidth <= wide) return found;
    for (const element of document.querySelectorAll("body *"))
        if (element.getBoundingClientRect().right > wide + 1)
            found.push(element.outerHTML.slice(0, 100));
    return found.length ? found.slice(0, 3) : ["the page itself"];
}"""


@dataclass
class Look:
    """What was found; empty lists are what one hopes for."""

    status: int = 0
    faults: list[str] = field(default_factory=list)
    faults_in_the_dark: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)


def watched(context: BrowserContext, look: Look, home: str) -> Page:
    """A page that notes what happens on it."""
    page = context.new_page()
    page.add_init_script(WATCH)
    page.on("console", lambda said: note(look.console, said.text, said.type == "error"))
    page.on("pageerror", lambda error: look.console.append(str(error)))
    page.on("request", lambda asked: note(look.elsewhere, asked.url, is_elsewhere(asked.url, home)))
    return page


def look_at(context: BrowserContext, path: str, home: str) -> Look:
    """The page wide and light, then in the dark, then as narrow as a page may be."""
    look = Look()
    page = watched(context, look, home)
    page.set_viewport_size(WIDE)
    answer = page.goto(path, wait_until="load")
    look.status = answer.status if answer else 0
    look.console = [said for said in look.console if not is_own_status(said, look.status)]
    page.evaluate(axe())
    look.faults = told(page.evaluate(CHECK, RULES))
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    look.faults_in_the_dark = told(page.evaluate(CHECK, ["color-contrast"]))
    page.set_viewport_size(NARROW)
    look.overflow = page.evaluate(OVERFLOW)
    look.stopped = page.evaluate("window.stopped")
    page.close()
    return look


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def told(result: dict[str, Any]) -> list[str]:
    """Each violation with the first place where it was seen."""
    return [
        f"{fault['id']} ({fault['help']}): {node['html'][:160]} {node.get('failureSummary', '')}"
        for fault in result["violations"]
        for node in fault["nodes"][:2]
    ]


def note(where: list[str], what: str, is_wanted: bool) -> None:
    if is_wanted:
        where.append(what)


def is_own_status(said: str, status: int) -> bool:
    """Chromium tells the console of every page that is answered with a refusal."""
    return status >= 400 and f"status of {status}" in said


def is_elsewhere(url: str, home: str) -> bool:
    return not url.startswith((home, "data:", "about:", "blob:"))
