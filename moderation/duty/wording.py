"""What people read about who is here, and how the hours of a shift are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.design.words import clock_time, moment_words

BOARD = "duty"


@dataclass(frozen=True)
class Presence:
    """`names` are those here now; `until` is when the last of them goes, `together` that they all
    go then. `back` is when somebody is here next.
    """

    team: str
    is_covered: bool
    names: Sequence[str]
    until: datetime | None
    together: bool
    back: datetime | None


def presence_words(here: Presence, *, zone: ZoneInfo, now: datetime) -> str:
    """One or two sentences: who is here until when, and when somebody is again."""
    back = moment_words(here.back, zone=zone, now=now) if here.back else ""
    return " ".join([*_now(here, zone), *([_("Back at %(when)s.", when=back)] if back else [])])


def _now(here: Presence, zone: ZoneInfo) -> list[str]:
    if not here.is_covered or here.until is None:
        return [_("Nobody of the %(team)s is here now.", team=here.team)]
    until = clock_time(here.until, zone=zone)
    who = and_words(here.names)
    if not who:
        return [_("The %(team)s is here until %(time)s.", team=here.team, time=until)]
    told = {"who": who, "team": here.team, "time": until}
    if not here.together:
        return [_("Here now: %(who)s of the %(team)s. Somebody is here until %(time)s.", **told)]
    if len(here.names) > 1:
        return [_("%(who)s of the %(team)s are here until %(time)s.", **told)]
    return [_("%(who)s of the %(team)s is here until %(time)s.", **told)]


def and_words(names: Sequence[str]) -> str:
    """Names as one says them: "Ada, Ben and Cleo"."""
    *first, last = names or [""]
    return ", ".join(first) + _(" and ") + last if first else last


def hours_of(begins: int, ends: int) -> str:
    return f"{clock_of(begins)}–{clock_of(ends)}"


def clock_of(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
