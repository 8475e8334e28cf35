"""Opening hours and closing days as staff type them, and as the calendar keeps them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from flask_babel import gettext as _

Frames = list[list[str]]
TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
FRAME = re.compile(rf"{TIME}\s*(?:-|–|to)\s*{TIME}", re.IGNORECASE)
NO_HOURS = "Write the hours like 9:00-17:00. Several in one day stand with a comma between them."
NO_DAY = "Write each closed day on a line of its own, like “2026-12-28 Christmas closure”."
MOST_DAYS = 200


def frames_in(text: str) -> Frames:
    """`9-12.30, 1pm-5pm` as opening times of a day; nothing typed means closed.

    Raises ValueError with the sentence to show.
    """
    parts = [part.strip() for part in re.split(r"[,;]| and ", text) if part.strip()]
    if [part.lower() for part in parts] == ["closed"]:
        return []
    return [_frame(part) for part in parts]


def frames_typed(frames: Sequence[Sequence[str]]) -> str:
    """As it stands in the form."""
    return ", ".join(f"{opens}-{closes}" for opens, closes in frames)


def closures_in(text: str) -> dict[str, str]:
    """Day -> why it is closed. Raises ValueError with the sentence to show."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_DAYS:
        raise ValueError(_("List at most %(most)s closed days.", most=MOST_DAYS))
    return dict(sorted(_closure(line) for line in lines))


def closures_typed(closures: Mapping[str, str]) -> str:
    return "\n".join(f"{day} {why}" for day, why in closures.items())


@lru_cache(maxsize=4)
def countries(locale: str) -> list[tuple[str, str]]:
    """Every country whose public holidays are known, by its name in this language."""
    from holidays import list_supported_countries

    names: Mapping[str, str] = Locale.parse(locale).territories
    codes = list_supported_countries(include_aliases=False)
    known = sorted((names.get(code, code), code) for code in codes)
    return [(code, name) for name, code in known]


def _frame(text: str) -> list[str]:
    found = FRAME.fullmatch(text)
    if found is None:
        raise ValueError(NO_HOURS)
    opens = _clock(*found.group(1, 2, 3))
    closes = _clock(*found.group(4, 5, 6))
    return [opens, "24:00" if closes == "00:00" else closes]


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError(NO_HOURS)
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        raise ValueError(NO_HOURS)
    return f"{hours:02}:{minutes:02}"


def _closure(line: str) -> tuple[str, str]:
    day, _space, why = line.partition(" ")
    try:
        return date.fromisoformat(day.rstrip(":")).isoformat(), why.strip() or "Closed"
    except ValueError as error:
        raise ValueError(NO_DAY) from error
