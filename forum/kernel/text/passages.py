"""Finds what in a text may tell who somebody is, or how to reach them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

RUN = 6  # so many words in a row are words of the person, not of everybody
SHORTEST_NAME = 2
FEWEST_DIGITS = 4
street_names = (
    "Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Way|Court|Place|Terrace|Gardens|Crescent|"
    "Square|Hill|Row|Walk|Grove|Mews|Park|House"
)
month_names = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{month_names}),?\s\d{{4}})"
)


@dataclass(frozen=True)
class Passage:
    """Where it stands in the text, and what it looks like: a code of the tables below."""

    start: int
    end: int
    kind: str
    words: str


def passages(text: str, *, names: Iterable[str] = (), told: str = "") -> list[Passage]:
    """In order, none over another. `names` are those of the people it is about; `told` is what the
    person wrote where nobody else reads it: its numbers, and runs of its words, are found too.
    """
    found = [*_of_shape(text), *_named(text, names), *_numbers(text, told), *_runs(text, told)]
    kept: list[Passage] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def kinds_in(text: str) -> set[str]:
    """Which of the shapes stand in the text, also where one lies over another."""
    return {one.kind for one in _of_shape(text)}


def pieces(text: str, found: list[Passage]) -> Iterator[tuple[str, Passage | None]]:
    """The whole text in parts, each with the passage that it is, to be marked on a page."""
    at = 0
    for one in found:
        if one.start > at:
            yield text[at : one.start], None
        yield one.words, one
        at = one.end
    if at < len(text):
        yield text[at:], None


def _of_shape(text: str) -> Iterator[Passage]:
    for kind, (shape, is_one) in SHAPES.items():
        for match in shape.finditer(text):
            if is_one(match[0]):
                yield Passage(match.start(), match.end(), kind, match[0])


def _named(text: str, names: Iterable[str]) -> Iterator[Passage]:
    parts = {part for name in names for part in re.findall(r"[^\W\d_][\w’'-]*", name)}
    for part in sorted(part for part in parts if len(part) > SHORTEST_NAME):
        for match in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE):
            yield Passage(match.start(), match.end(), "name", match[0])


def _numbers(text: str, told: str) -> Iterator[Passage]:
    """Numbers of at least four digits, and plates of cars, that the person wrote to us, however
    they are grouped; a year alone is nobody's.
    """
    known = {number for number, _span in (*_read(told), *_plates(told.upper()))}
    for number, (start, end) in (*_read(text), *_plates(text)):
        if number in known:
            yield Passage(start, end, "own", text[start:end])


def _read(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each number without what groups it, and where it stands. Of groups in a row nobody knows
    where one number ends and the next begins: each way to read them is one.
    """
    for row in _NUMBERS.finditer(text):
        groups = [match.span() for match in _GROUP.finditer(text, *row.span())]
        for first, (start, _) in enumerate(groups):
            for _, end in groups[first:]:
                number = _BETWEEN.sub("", text[start:end]).casefold()
                if len(_DIGIT.findall(number)) >= FEWEST_DIGITS and not _YEAR.fullmatch(number):
                    yield number, (start, end)


def _plates(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _PLATE.finditer(text):
        yield _BETWEEN.sub("", match[0]).casefold(), match.span()


def _runs(text: str, told: str) -> Iterator[Passage]:
    theirs = [match[0].casefold() for match in _WORD.finditer(told)]
    known = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    ours = list(_WORD.finditer(text))
    said = [match[0].casefold() for match in ours]
    at = 0
    while at <= len(said) - RUN:
        end = at
        while tuple(said[end : end + RUN]) in known:
            end += 1
        if end > at:
            first, last = ours[at].start(), ours[end + RUN - 2].end()
            yield Passage(first, last, "own", text[first:last])
            at = end + RUN - 1
        else:
            at += 1


def _is_card(words: str) -> bool:
    """The last digit of a card proves the others (ISO/IEC 7812, Luhn)."""
    digits = re.sub(r"\D", "", words)
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def _is_account(words: str) -> bool:
    """The two digits behind the country prove the rest (ISO 13616: the remainder by 97 is 1)."""
    signs = re.sub(r"\s", "", words).upper()
    if not 15 <= len(signs) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _is_health_number(words: str) -> bool:
    """The last of ten digits proves the others (NHS Data Dictionary: weights 10 to 2, by 11)."""
    digits = [int(digit) for digit in words if digit.isdecimal()]
    rest = 11 - sum(digit * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return rest % 11 == digits[9] and rest != 10


def _always(_words: str) -> bool:
    return True


_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_GROUP = re.compile(r"(?=[\w/-]{0,39}\d)\w(?:[\w/-]{0,38}\w)?")  # a word without a digit is none
_NUMBERS = re.compile(rf"(?<!\w){_GROUP.pattern}(?: {_GROUP.pattern}){{0,7}}(?!\w)")
_PLATE = re.compile(r"\b(?:[A-Z]{2}\d\d|[A-Z]\d{1,3}) ?[A-Z]{3}\b", re.ASCII)
_BETWEEN, _DIGIT, _YEAR = re.compile(r"[ /-]"), re.compile(r"\d"), re.compile(r"(?:19|20)\d\d")
SHAPES: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "email": (re.compile(r"[\w.+’'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), _always),
    "account": (
        re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.A | re.I),
        _is_account,
    ),
    "card": (
        re.compile(r"\b(?:\d{4}[ -]?){3}\d{1,7}\b|\b\d{4}[ -]?\d{6}[ -]?\d{5}\b"),
        _is_card,
    ),
    "health": (re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"), _is_health_number),
    "phone": (
        re.compile(r"(?<![\w/.-])(?:\+\d{1,3}[ -]?(?:\(0\) ?)?|\(?0)\d(?:[ ()-]{0,2}\d){7,10}\b"),
        _always,
    ),
    "insurance": (
        re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?(?:\d{2}\s?){3}[A-D]\b", re.IGNORECASE),
        _always,
    ),
    "reference": (
        re.compile(r"\bFM-?[0-9A-Z]{7}[0-9A-Z*~$=]|\b[A-Z]{2,5}[ /-]?\d{5,12}\b"),
        _always,
    ),
    "birth": (
        re.compile(
            rf"\b(?:born|d\.?o\.?b\.?|date of birth|birthday)\b\W{{0,5}}(?:(?:is|was|on)\W)?{_DATE}"
            rf"|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]19\d\d\b"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{month_names}),?\s19\d\d\b",
            re.IGNORECASE,
        ),
        _always,
    ),
    "postcode": (
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE),
        _always,
    ),
    "address": (
        re.compile(
            rf"\b(?:Flat|Apartment|Apt|Unit|Room)\s\d{{1,4}}[A-Za-z]?\b"
            rf"|\b\d{{1,4}}[A-Za-z]?,?\s(?:[A-Z][\w’'-]{{1,30}}\s){{1,3}}(?:{street_names})\b"
        ),
        _always,
    ),
}
