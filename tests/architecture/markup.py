"""Reads a page as browsers must, and names each place where its HTML is broken.

tinyhtml5 follows the HTML standard: it reports what is unclosed, closed twice, nested where it may
not stand, unknown or given twice as an attribute. What the standard says beyond that (ids once,
references that lead somewhere, a name for each control, nothing pressed inside something pressed)
is looked up in the tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]

REFERENCES = (
    *("for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls"),
    *("aria-owns", "aria-errormessage", "aria-details", "aria-activedescendant"),
)
PRESSED = {"a", "button", "select", "textarea", "summary", "details", "label", "input"}
CONTROLS = {"input", "select", "textarea"}
UNNAMED = {"hidden", "submit", "button"}
ONCE = {"main", "title", "h1"}


def faults_in(html: str) -> list[str]:
    """Each fault in words, in the order of the page."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(html)
    return [
        *_errors(parser),
        *_ids(root),
        *_lost(root),
        *_nested(root),
        *_nameless(root),
        *_more(root),
    ]


def _errors(parser: Any) -> list[str]:
    return [f"line {place[0]}: {code} {facts or ''}" for place, code, facts in parser.errors]


def _ids(root: Element) -> list[str]:
    counted = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    return [f"the id {name!r} stands {times} times" for name, times in counted.items() if times > 1]


def _lost(root: Element) -> Iterator[str]:
    """References, and links within the page, that lead nowhere."""
    known = {element.get("id") for element in root.iter()}
    for element in root.iter():
        asked = [(name, word) for name in REFERENCES for word in element.get(name, "").split()]
        href = element.get("href", "")
        if element.tag == "a" and href.startswith("#") and len(href) > 1:
            asked.append(("href", href[1:]))
        yield from (f"{name}={word!r} leads nowhere" for name, word in asked if word not in known)


def _nested(root: Element) -> Iterator[str]:
    """What can be pressed inside something that can be pressed; a label may hold its control."""
    for outer in root.iter():
        if outer.tag not in {"a", "button", "label", "summary"}:
            continue
        for inner in outer.iter():
            if inner is outer or inner.tag not in PRESSED:
                continue
            if not (outer.tag == "label" and inner.tag in CONTROLS):
                yield f"<{inner.tag}> inside <{outer.tag}>"


def _nameless(root: Element) -> Iterator[str]:
    labelled = {element.get("for") for element in root.iter("label")}
    held = {id(control) for label in root.iter("label") for control in label.iter()}
    for control in root.iter():
        if control.tag not in CONTROLS or control.get("type") in UNNAMED or id(control) in held:
            continue
        if control.get("id") not in labelled and not control.get("aria-label"):
            yield f"<{control.tag} name={control.get('name')!r}> has no label"


def _more(root: Element) -> list[str]:
    counted = {tag: sum(1 for _ in root.iter(tag)) for tag in ONCE}
    return [f"{times} <{tag}>" for tag, times in counted.items() if times != 1]
