"""What an official answer opens with, in short, and until when it is expected to be true."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.design.words import full_date
from forum.kernel.clock import now
from forum.kernel.errors import Invalid
from forum.kernel.site import site
from forum.kernel.text import count_words, excerpt, first_sentence, opening
from forum.kernel.written import Written

MOST_WORDS = 30
LONGEST = 300
MOST_YEARS = 5
LONGEST_LOOKED_AT = 4_000
MISSING = "Write in short what the answer is, in at most 30 words."
TOO_LONG = "In short has %(count)s words. Keep it to %(most)s."
WRONG_DAY = "Choose a day from tomorrow on, in the next five years."


@dataclass(frozen=True)
class Brief:
    """`in_short` is one line; on `checked_on` somebody found it true until `true_until`."""

    in_short: str
    checked_on: date
    true_until: date


def brief_of(
    in_short: str,
    body: Written,
    *,
    until: date | None = None,
    or_begins: bool = False,
    months: int | None = None,
) -> Brief:
    """Raises Invalid with the sentence to show. An answer that is no longer than that itself needs
    nothing before it; with `or_begins` its first sentence will do, for programs that send no more.
    `months` is how long answers of its service hold, when it is not until a day.
    """
    text = " ".join((in_short or _in_itself(body, or_begins)).split())
    if not text:
        raise Invalid(MISSING, {"in_short": _(MISSING)})
    if (count := count_words(text)) > MOST_WORDS or len(text) > LONGEST:
        said = _(TOO_LONG, count=count, most=MOST_WORDS)
        raise Invalid(said, {"in_short": said})
    return Brief(text, today(), checked_day(until, months=months))


def checked_day(until: date | None, *, months: int | None = None) -> date:
    """The day until which it is expected to be true. Raises Invalid."""
    if until is None:
        return usual_day(months)
    if not today() < until <= months_on(today(), 12 * MOST_YEARS):
        raise Invalid(WRONG_DAY, {"true_until": _(WRONG_DAY)})
    return until


def usual_day(months: int | None = None) -> date:
    """So many months from today as the service has decided, or else the place."""
    return months_on(today(), months or site().answer_months)


def today() -> date:
    return now().astimezone(ZoneInfo(site().zone)).date()


def months_on(day: date, months: int) -> date:
    """The same day of the month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, number)
        except ValueError:
            continue
    return date(day.year + years, month + 1, min(day.day, 28))


def whole_text(brief: Brief, body: Written) -> str:
    """All that people will read of it, to be looked through."""
    return f"{brief.in_short}\n\n{body.source}"


def says_more(in_short: str | None, html: str) -> bool:
    """Whether the answer says more than what stands in short before it."""
    return bool(in_short) and opening(html, LONGEST + 1) != in_short


def checked_words(checked_on: date | None, true_until: date | None) -> str:
    """When somebody last found it true, and until when it is expected to be."""
    if checked_on is None or true_until is None:
        return ""
    held = _("expected to be still true on %(day)s", day=full_date(true_until))
    then = _("should have been checked again by now") if true_until < today() else held
    return f"{_('Checked on %(day)s', day=full_date(checked_on))} · {then}"


def around(
    in_short: str | None, html: str, checked_on: date | None, true_until: date | None
) -> tuple[list[str], list[str]]:
    """What a mail says before the answer, in short, and after it: how long it holds."""
    before = [f"{_('In short:')} {in_short}"] if says_more(in_short, html) else []
    until = checked_words(checked_on, true_until)
    return before, [f"{until}."] if until else []


def _in_itself(body: Written, or_begins: bool) -> str:
    words = excerpt(body.html, LONGEST_LOOKED_AT)
    if count_words(words) <= MOST_WORDS:
        return words if len(words) <= LONGEST else ""
    return first_sentence(words) if or_begins else ""
