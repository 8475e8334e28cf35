"""What a service promises for each priority, as managers type it and as the service keeps it."""

import re
from collections.abc import Mapping

from flask_babel import gettext as _

from forum.services.advising import PROMISES
from forum.services.hours import Calendar, minutes_of_days

ByPriority = dict[str, dict[str, int]]
"""Minutes of opening time by clock, by priority: 1 hurries most, 5 least."""
WORDS = dict(zip(("first", "later", "answer"), PROMISES, strict=True))
LINE = re.compile(r"([1-5])\s+(first|later|answer)\s+(\d{1,3})\s+(hour|day)s?", re.IGNORECASE)
NO_LINE = "Write one promise on each line, like “1 first 4 hours” or “2 answer 3 days”."
TWICE = "“%(line)s”: there is another line for the same priority."
NOTHING = "“%(line)s”: promise at least one hour."


def priorities_in(text: str, calendar: Calendar) -> ByPriority:
    """Raises ValueError with the sentence to show."""
    found: ByPriority = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        read = LINE.fullmatch(line)
        if read is None:
            raise ValueError(NO_LINE)
        priority, word, number, unit = read.groups()
        clock, promised = WORDS[word.lower()], found.setdefault(priority, {})
        if clock in promised:
            raise ValueError(_(TWICE, line=line))
        a_day = minutes_of_days(calendar, 1) if unit.lower() == "day" else 60
        promised[clock] = int(number) * a_day
        if not promised[clock]:
            raise ValueError(_(NOTHING, line=line))
    return {priority: found[priority] for priority in sorted(found)}


def priorities_typed(kept: Mapping[str, Mapping[str, int]], calendar: Calendar) -> str:
    """As it stands in the form: in days where it is a whole number of them."""
    a_day, names = minutes_of_days(calendar, 1), {clock: word for word, clock in WORDS.items()}
    lines = []
    for priority, promised in sorted(kept.items()):
        for clock, minutes in promised.items():
            in_days = minutes % a_day == 0
            number = minutes // a_day if in_days else -(-minutes // 60)
            lines.append(f"{priority} {names[clock]} {number} {'days' if in_days else 'hours'}")
    return "\n".join(lines)
