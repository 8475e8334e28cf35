"""One look at a page: what axe, the console and the network say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser.doubts import unsettled
from tests.browser.sights import Sight
from tests.browser.variants import Variant
from tests.browser.walking import walked

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEND = "() => document.querySelector('main form[method=post].stack').requestSubmit()"
NARROW: ViewportSize = {"width": 320, "height": 720}
WIDE: ViewportSize = {"width": 1280, "height": 900}

# Each doubt comes with the classes of everything it stands in.
CHECK = """async rules => {
    const result = await axe.run(
        {runOnly: rules, resultTypes: ["violations", "incomplete"], preload: false});
    for (const node of result.incomplete.flatMap(doubt => doubt.nodes)) {
        node.within = [];
        let element = document.querySelector(node.target[0]);
        for (; element; element = element.parentElement) node.within.push(...element.classList);
    }
    return result;
}"""

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
# What fits must not depend on the day on which it is looked at.
LONGEST_DAY = r"""() => {
    for (const time of document.querySelectorAll("time"))
        if (!time.firstElementChild)
            time.textContent = time.textContent.replace(/\d{1,2} [A-Z][a-z]{2,}/, "30 September");
}"""
# WCAG 2.2, 1.4.12: the distances a reader may set. A made-up sheet, because the page's own policy
# lets no other one in.
SPREAD = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
# Words that are cut off, or run out of what can be pressed. Two lines of a text are meant as two.
CUT = """() => [...document.querySelectorAll("body *")].filter(element => {
    if (element.closest(".vh, .wide-only, .gist, svg") || !element.innerText?.trim()) return false;
    if (!element.checkVisibility({checkVisibilityCSS: true})) return false;
    const style = getComputedStyle(element);
    const cuts = [style.overflowX, style.overflowY].some(how => /hidden|clip/.test(how));
    const holds = element.matches("button, .btn, .badge, .support, .filters a, .nav a");
    const isWide = style.display !== "inline" && element.scrollWidth > element.clientWidth + 1;
    return (cuts || holds) && isWide || cuts && element.scrollHeight > element.clientHeight + 1;
}).slice(0, 3).map(element => element.outerHTML.slice(0, 160))"""


@dataclass
class Look:
    """What was found; empty lists are what one hopes for."""

    status: int = 0
    faults: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    faults_in_the_dark: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    walk: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def watched(context: BrowserContext, look: Look, home: str) -> Page:
    """A page that notes what happens on it."""
    page = context.new_page()
    page.add_init_script(WATCH)
    page.on("console", lambda said: note(look.console, said.text, said.type == "error"))
    page.on("pageerror", lambda error: look.console.append(str(error)))
    page.on("request", lambda asked: note(look.elsewhere, asked.url, is_elsewhere(asked.url, home)))
    return page


def look_at(context: BrowserContext, path: str, home: str, *, walks: bool = False) -> Look:
    """The page wide and light, then in the dark, then as narrow as a page may be."""
    look = Look()
    page = watched(context, look, home)
    page.set_viewport_size(WIDE)
    answer = page.goto(path, wait_until="load")
    look.status = answer.status if answer else 0
    look.console = [said for said in look.console if not is_own_status(said, look.status)]
    ask_axe(page, look)
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    look.faults_in_the_dark = told(page.evaluate(CHECK, ["color-contrast"])["violations"])
    page.set_viewport_size(NARROW)
    look.walk = walked(page) if walks else []
    narrow(page, look)
    look.stopped = page.evaluate("window.stopped")
    page.close()
    return look


def opened(page: Page, sight: Sight, variant: Variant) -> None:
    """The page as it shall be seen; a form that is sent comes back with what is wrong in it."""
    page.goto(sight.path)
    if sight.sent:
        with page.expect_navigation():
            page.evaluate(SEND)
    variant.turn(page)


def ask_axe(page: Page, look: Look) -> None:
    page.evaluate(axe())
    result = page.evaluate(CHECK, RULES)
    look.faults = told(result["violations"])
    look.undecided = told(unsettled(result["incomplete"]))


def narrow(page: Page, look: Look) -> None:
    """What runs out of the screen, as it is and with the distances a reader may set."""
    page.evaluate(LONGEST_DAY)
    look.overflow = page.evaluate(OVERFLOW)
    page.evaluate(SPREAD)
    look.cut = page.evaluate(CUT)
    look.overflow += page.evaluate(OVERFLOW)


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def told(found: Iterable[dict[str, Any]]) -> list[str]:
    """Each rule with the first places where it was seen."""
    return [
        f"{fault['id']} ({fault['help']}): {node['html'][:160]} {node.get('failureSummary', '')}"
        for fault in found
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
