"""The register of WCAG 2.2, levels A and AA: what is met, and how that is known.

docs/accessibility.md is written from it by `make reference`, and so is the page /accessibility.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LOOKED_ON = date(2026, 11, 29)


class Found(StrEnum):
    """How far a criterion is known to be met."""

    TESTED = "a test looks at every page"
    PARTLY = "tests look at a part; a person has not looked yet"
    BY_HAND = "only a person can tell; nobody has looked yet"
    OPEN = "not met yet"
    NOTHING = "there is nothing of this kind here"


@dataclass(frozen=True)
class Criterion:
    """One line of the register: tests by their short names, or what a person has to do."""

    number: str
    name: str
    level: str
    found: Found
    tests: tuple[str, ...] = ()
    by_hand: str = ""


def _one(facts: str, found: Found, tests: Iterable[str] = (), by_hand: str = "") -> Criterion:
    number, level, name = facts.split(" ", 2)
    return Criterion(number, name, level, found, tuple(tests), by_hand)


_T, _P, _H, _N = Found.TESTED, Found.PARTLY, Found.BY_HAND, Found.NOTHING
_FILM = "Look through the templates: they must hold no sound, film or canvas."
_MOVE = "Open the front page, a thread and the desk: nothing may move, blink or start by itself."
CRITERIA = (
    _one(
        "1.1.1 A Non-text content",
        _P,
        ["axe"],
        "Each sign stands beside its word or is hidden; "
        "the square for the phone has its key as text; photos people add have a description.",
    ),
    _one("1.2.1 A Audio-only and video-only (prerecorded)", _N, by_hand=_FILM),
    _one("1.2.2 A Captions (prerecorded)", _N, by_hand=_FILM),
    _one("1.2.3 A Audio description or media alternative", _N, by_hand=_FILM),
    _one("1.2.4 AA Captions (live)", _N, by_hand=_FILM),
    _one("1.2.5 AA Audio description (prerecorded)", _N, by_hand=_FILM),
    _one(
        "1.3.1 A Info and relationships",
        _P,
        ["axe", "markup"],
        "Listen to a thread, the ask "
        "page and the desk with a screen reader: headings, lists, tables and groups are told.",
    ),
    _one(
        "1.3.2 A Meaningful sequence",
        _P,
        ["keyboard"],
        "Switch the styles off and read the front page, a thread and a ticket from top to bottom.",
    ),
    _one(
        "1.3.3 A Sensory characteristics",
        _H,
        by_hand="Read the hints and messages: none may say only left, right, round or green.",
    ),
    _one("1.3.4 AA Orientation", _P, ["narrow"], "Turn a phone while a form is half filled in."),
    _one(
        "1.3.5 AA Identify input purpose",
        _P,
        ["axe"],
        "Name, e-mail and password are offered by the browser on sign-up, sign-in and contact.",
    ),
    _one(
        "1.4.1 A Use of color",
        _P,
        ["axe"],
        "Look at the gallery in grey: every state still has its word or shape.",
    ),
    _one("1.4.2 A Audio control", _N, by_hand=_FILM),
    _one("1.4.3 AA Contrast (minimum)", _T, ["axe", "dark", "doubts", "variants"]),
    _one("1.4.4 AA Resize text", _T, ["narrow", "lost"]),
    _one(
        "1.4.5 AA Images of text", _P, ["axe"], "The logo is the only picture that may hold words."
    ),
    _one("1.4.10 AA Reflow", _T, ["narrow", "lost"]),
    _one(
        "1.4.11 AA Non-text contrast",
        _P,
        ["doubts", "edges"],
        "Look at charts, rings and signs of a thread and of the desk: each can be told from its "
        "ground without effort.",
    ),
    _one("1.4.12 AA Text spacing", _T, ["spread", "lost"]),
    _one(
        "1.4.13 AA Content on hover or focus",
        _N,
        by_hand="Hover over and tab through a thread and the desk: nothing new may appear.",
    ),
    _one("2.1.1 A Keyboard", _T, ["keyboard"]),
    _one("2.1.2 A No keyboard trap", _T, ["keyboard"]),
    _one(
        "2.1.4 A Character key shortcuts",
        _P,
        ["keys"],
        "On the desk j, k and ? work but where one types; the list of ? switches them off.",
    ),
    _one(
        "2.2.1 A Timing adjustable",
        _H,
        by_hand="A claim of 20 minutes runs out without losing "
        "what was written; codes and links say how long they work.",
    ),
    _one(
        "2.2.2 A Pause, stop, hide",
        _P,
        ["news"],
        "A bar says how many answers are new, and what is like a question changes while one types "
        "it: neither covers anything or takes the place of what one reads.",
    ),
    _one("2.3.1 A Three flashes or below threshold", _N, by_hand=_MOVE),
    _one("2.4.1 A Bypass blocks", _T, ["axe", "keyboard"]),
    _one(
        "2.4.2 A Page titled",
        _P,
        ["axe", "markup"],
        "Read the titles of ten open tabs: each says which page it is.",
    ),
    _one("2.4.3 A Focus order", _T, ["keyboard"]),
    _one(
        "2.4.4 A Link purpose (in context)",
        _P,
        ["axe"],
        "List all links of a thread with a "
        "screen reader: each says where it leads or whose answer it is about.",
    ),
    _one(
        "2.4.5 AA Multiple ways",
        _P,
        ["presses", "same"],
        "Find one question by the search, by its topic and in the newest ones, and one idea by the "
        "search and by its board.",
    ),
    _one(
        "2.4.6 AA Headings and labels",
        _P,
        ["axe", "markup"],
        "Read only the headings of the front page, a thread and the desk: one knows what is where.",
    ),
    _one("2.4.7 AA Focus visible", _T, ["keyboard"]),
    _one("2.4.11 AA Focus not obscured (minimum)", _T, ["keyboard"]),
    _one("2.5.1 A Pointer gestures", _N, by_hand="Every deed is a single press."),
    _one(
        "2.5.2 A Pointer cancellation",
        _H,
        by_hand="Press a button, move off it and let go: nothing happens.",
    ),
    _one("2.5.3 A Label in name", _T, ["axe"]),
    _one("2.5.4 A Motion actuation", _N, by_hand="Shake and tilt a phone: nothing happens."),
    _one(
        "2.5.7 AA Dragging movements",
        _N,
        by_hand="There is nothing to drag; photos can be chosen with a button.",
    ),
    _one("2.5.8 AA Target size (minimum)", _T, ["axe", "variants"]),
    _one("3.1.1 A Language of page", _T, ["axe"]),
    _one(
        "3.1.2 AA Language of parts",
        _P,
        ["languages"],
        "Listen to an English page with questions in Welsh and Polish, and to a Welsh page.",
    ),
    _one("3.2.1 A On focus", _T, ["keyboard"]),
    _one("3.2.2 A On input", _T, ["inputs"]),
    _one("3.2.3 AA Consistent navigation", _T, ["same"]),
    _one(
        "3.2.4 AA Consistent identification",
        _P,
        ["axe"],
        "Compare the words of the same deed on a thread, an idea and a ticket.",
    ),
    _one("3.2.6 A Consistent help", _T, ["same"]),
    _one(
        "3.3.1 A Error identification",
        _P,
        ["faults", "variants"],
        "Send each form empty: what is wrong stands at its field and in the list above the form.",
    ),
    _one("3.3.2 A Labels or instructions", _T, ["axe", "markup"]),
    _one(
        "3.3.3 AA Error suggestion",
        _P,
        ["faults"],
        "Send each form empty and with nonsense: the sentence says what to write.",
    ),
    _one(
        "3.3.4 AA Error prevention (legal, financial, data)",
        _H,
        by_hand="Deeds that cannot be "
        "taken back show what will happen first; the others can be undone.",
    ),
    _one(
        "3.3.7 A Redundant entry",
        _P,
        ["presses"],
        "Begin in the search, end at the council: the words come along.",
    ),
    _one(
        "3.3.8 AA Accessible authentication (minimum)",
        _H,
        by_hand="Paste a password and a "
        "code, and let a password manager fill them in. There is no puzzle.",
    ),
    _one(
        "4.1.2 A Name, role, value",
        _P,
        ["axe", "markup"],
        "Listen to support, follow and thank buttons: pressed and not pressed are told.",
    ),
    _one(
        "4.1.3 AA Status messages",
        _P,
        ["axe"],
        "With a screen reader thank somebody and send a "
        "form empty: both are told without moving there.",
    ),
)


def counted() -> dict[Found, int]:
    """How many criteria are known how well, best first."""
    return {found: sum(one.found == found for one in CRITERIA) for found in Found}


def of(found: Found) -> list[Criterion]:
    return [one for one in CRITERIA if one.found == found]
