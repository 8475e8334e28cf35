"""Gives templates what the parts count on: addresses of files, words for time, chart places."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from jinja2 import Environment

from forum.design import charts, words
from forum.design.assets import Look
from forum.design.spoken import own, spoken
from forum.kernel.languages import say


class Entry(Protocol):
    """One field of a form, as WTForms has it."""

    id: str
    errors: Sequence[str]


def furnish(
    environment: Environment,
    *,
    look: Look,
    zone: Callable[[], ZoneInfo],
    now: Callable[[], datetime],
    csrf_token: Callable[[], str],
) -> None:
    """Add globals and filters; globals, because macros are imported without a page's context.

    The zone, the time and the token ("" for visitors) are asked for whenever they are needed.
    """
    environment.globals.update(asset=look.asset, csrf_token=csrf_token)
    environment.filters.update(
        number=words.number,
        say=say,
        own=own,
        spoken=spoken,
        duration_words=words.duration_words,
        columns=charts.columns,
        heat=charts.heat,
        joined=charts.joined,
        spark_line=charts.spark_line,
        numbered=charts.numbered,
        faults=faults,
        offered=offered,
        **_moments(zone, now),
    )


def faults(form: Iterable[Entry]) -> list[tuple[str, str]]:
    """The first fault of each field, with the id of its control."""
    return [(entry.id, say(str(entry.errors[0]))) for entry in form if entry.errors]


def offered(choices: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
    """The value and the label of each choice of a field, whichever way the field keeps them."""
    return [(value, label) for value, label, *_ in choices]


def _moments(
    zone: Callable[[], ZoneInfo], now: Callable[[], datetime]
) -> dict[str, Callable[[Any], str]]:
    return {
        "date": words.date_words,
        "full_date": words.full_date,
        "day": lambda moment: words.day(moment, zone=zone(), now=now()),
        "moment_words": lambda moment: words.unbroken(
            words.moment_words(moment, zone=zone(), now=now())
        ),
        "ago": lambda moment: words.ago(moment, now(), zone=zone()),
    }
