"""Through a page with the Tab key: everything is reached, in order, and can be seen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# A date has several parts, and each of them is a stop.
MOST, AT_ONCE = 600, 25

# Notes at each stop where the focus is, whether it shows, and whether anything lies on it.
FOLLOW = """() => {
    const every = [...document.querySelectorAll("*")], told = new Map();
    every.forEach((element, place) => told.set(element, place));
    const isRing = element => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const isSeen = element => {
        const frame = element.closest("label") || element;
        // Of a field that is taller than the screen only a part can be seen.
        return [...frame.getClientRects()].map(box => ({
            left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth),
            top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight),
        })).some(box => [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]].some(([across, down]) => {
            const hit = box.left < box.right && box.top < box.bottom && document.elementFromPoint(
                box.left + (box.right - box.left) * across,
                box.top + (box.bottom - box.top) * down);
            return hit && (frame.contains(hit) || hit.contains(frame) && hit !== document.body
                && hit !== document.documentElement);
        }));
    };
    // From the very top, also where a form has put the focus on its mistakes.
    document.body.tabIndex = -1;
    document.body.focus();
    window.stops = [];
    document.addEventListener("keyup", event => {
        const element = document.activeElement;
        if (event.key !== "Tab" || window.stops.at(-1)?.place === told.get(element)) return;
        const frame = element.closest("label");
        window.stops.push({
            place: element === document.body ? -1 : told.get(element),
            html: element.outerHTML.slice(0, 120),
            ring: isRing(element) || Boolean(frame && isRing(frame)),
            seen: isSeen(element),
        });
    }, true);
    const groups = new Set();
    return every.filter(element => {
        if (!element.matches(`a[href], button:not(:disabled), select, textarea, summary,
            input:not([type=hidden]), [tabindex="0"]`)) return false;
        if (!element.checkVisibility({visibilityProperty: true})) return false;
        if (element.type !== "radio") return true;
        const same = [...document.getElementsByName(element.name)].filter(
            other => other.form === element.form);
        return element === (same.find(other => other.checked) || same[0]);
    }).map(element => ({place: told.get(element), html: element.outerHTML.slice(0, 120)}));
}"""

# Every choice of every form is another one than before, as if somebody had made it.
CHOOSE = """() => {
    const choices = "main :is(select, [type=checkbox], [type=radio])";
    for (const one of document.querySelectorAll(choices)) {
        if (one.localName === "select") one.selectedIndex = one.options.length - 1;
        else one.checked = !one.checked || one.type === "radio";
        for (const name of ["input", "change"]) one.dispatchEvent(new Event(name, {bubbles: true}));
    }
}"""


def walked(page: Page) -> list[str]:
    """What went wrong on the way from the top of the page to its end."""
    here, awaited = page.url, page.evaluate(FOLLOW)
    stops = _round(page)
    left = [] if page.url == here else [f"only being there leads to {page.url}"]
    return [*left, *_missed(awaited, stops), *_unseen(stops), *_out_of_order(stops)]


def chosen(page: Page) -> list[str]:
    """Where the page went when each choice of its forms was changed and nothing was pressed."""
    here = page.url
    page.evaluate(CHOOSE)
    page.wait_for_timeout(0)
    return [] if page.url == here else [f"only choosing leads to {page.url}"]


def _round(page: Page) -> list[dict[str, Any]]:
    """The stops until the focus leaves the page or comes back to its beginning."""
    for _ in range(0, MOST, AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        stops: list[dict[str, Any]] = page.evaluate("window.stops")
        places = [stop["place"] for stop in stops]
        ends = [n for n, place in enumerate(places) if n and place in (-1, places[0])]
        if ends:
            return stops[: ends[0]]
    return stops


def _missed(awaited: list[dict[str, Any]], stops: list[dict[str, Any]]) -> list[str]:
    reached = {stop["place"] for stop in stops}
    return [f"never reached: {one['html']}" for one in awaited if one["place"] not in reached]


def _unseen(stops: list[dict[str, Any]]) -> list[str]:
    hidden = [f"something lies on it: {stop['html']}" for stop in stops if not stop["seen"]]
    return hidden + [f"no ring around it: {stop['html']}" for stop in stops if not stop["ring"]]


def _out_of_order(stops: list[dict[str, Any]]) -> list[str]:
    places = [stop["place"] for stop in stops]
    return [] if places == sorted(places) else ["the order is not that of the page"]
