"""What was reported, how it was decided, how soon, and how appeals ended, for each quarter.

Each figure is counted from the rows of reports, decisions and appeals. Nothing but the pages of
this site writes them: what an import brings is never among them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Float, case, cast, extract, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from forum.kernel.db import database, db
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.queries.few import Told, median_told, told, total_told
from moderation.reports.queries.quarters import Quarter, finished_quarters
from moderation.reports.queries.rules import reasons
from moderation.reports.reasons import DEEDS

OUTCOMES = {"upheld": "The decision stands", "reversed": "The decision was undone"}
ALL = "All together"
MADE = "Appeals made"
HOURS = "Hours from the first report to the decision, median"
Counts = Mapping[Quarter, Mapping[str, int]]


@dataclass(frozen=True)
class Figure:
    """One number of one quarter: `about` is reports, decisions or appeals, `part` which of them."""

    quarter: Quarter
    about: str
    part: str
    label: str
    told: Told


def published_figures() -> tuple[list[Quarter], list[Figure]]:
    """All quarters that are over, and their figures in the order they are read."""
    since = db.scalar(select(func.min(Report.made_at)))
    quarters = finished_quarters(since) if since else []
    return quarters, list(_all(quarters)) if quarters else []


def _all(quarters: Sequence[Quarter]) -> Iterator[Figure]:
    labels = {code: reason.label for code, reason in reasons().items()}
    deeds: dict[str, str] = {str(deed): words for deed, (words, _) in DEEDS.items()}
    made_at, decided_at = Report.made_at, Decision.decided_at
    yield from _parts("reports", labels, _counts(made_at, Report.reason, quarters), quarters)
    decided = _counts(decided_at, Decision.deed, quarters)
    yield from _parts("decisions", deeds, decided, quarters)
    yield from _medians(decided, quarters)
    yield from _appeals_made(quarters)
    ended = _counts(Appeal.decided_at, Appeal.outcome, quarters)
    yield from _parts("appeals", OUTCOMES, ended, quarters)


def _parts(
    about: str, labels: Mapping[str, str], counts: Counts, quarters: Sequence[Quarter]
) -> Iterator[Figure]:
    """Every part there is a word for, those that were counted without one, and their total."""
    counted = sorted({part for parts in counts.values() for part in parts} - set(labels))
    for quarter in quarters:
        parts = counts[quarter]
        for part, label in (*labels.items(), *((part, part) for part in counted)):
            yield Figure(quarter, about, part, label, told(parts.get(part, 0)))
        yield Figure(quarter, about, "total", ALL, total_told(parts))


def _medians(decided: Counts, quarters: Sequence[Quarter]) -> Iterator[Figure]:
    hours = _median_hours(quarters)
    for quarter in quarters:
        shown = median_told(hours.get(quarter), total_told(decided[quarter]))
        yield Figure(quarter, "decisions", "median_hours", HOURS, shown)


def _appeals_made(quarters: Sequence[Quarter]) -> Iterator[Figure]:
    made = _counts(Appeal.made_at, literal("made"), quarters)
    for quarter in quarters:
        yield Figure(quarter, "appeals", "made", MADE, told(made[quarter].get("made", 0)))


def _counts(
    moment: InstrumentedAttribute[Any], part: Any, quarters: Sequence[Quarter]
) -> defaultdict[Quarter, dict[str, int]]:
    rows = select(_place(moment, quarters), part.label("part"))
    placed = rows.where(*_within(moment, quarters)).subquery()
    counts: defaultdict[Quarter, dict[str, int]] = defaultdict(dict)
    grouped = select(placed.c.quarter, placed.c.part, func.count())
    for number, name, count in db.execute(grouped.group_by(placed.c.quarter, placed.c.part)):
        counts[quarters[number]][name] = count
    return counts


def _median_hours(quarters: Sequence[Quarter]) -> dict[Quarter, float]:
    """The middle one, or halfway between the middle two."""
    moment = Decision.decided_at
    rows = select(_place(moment, quarters), _hours().label("hours"))
    spans = rows.where(*_within(moment, quarters)).subquery()
    quarter, hours = spans.c.quarter, spans.c.hours
    ranked = select(
        quarter,
        hours,
        func.row_number().over(partition_by=quarter, order_by=hours).label("place"),
        func.count().over(partition_by=quarter).label("many"),
    ).subquery()
    middle = (2 * ranked.c.place).between(ranked.c.many, ranked.c.many + 2)
    averages = select(ranked.c.quarter, func.avg(ranked.c.hours)).where(middle)
    found = db.execute(averages.group_by(ranked.c.quarter))
    return {quarters[number]: float(average) for number, average in found}


def _hours() -> Any:
    """From the first report of the case to what was decided about it."""
    of_case = select(func.min(Report.made_at)).where(Report.case_id == Decision.case_id)
    first, last = of_case.scalar_subquery(), Decision.decided_at
    if database().is_sqlite:
        return (func.julianday(last) - func.julianday(first)) * 24.0
    return cast(extract("epoch", last - first), Float) / 3600.0


def _place(moment: InstrumentedAttribute[Any], quarters: Sequence[Quarter]) -> Any:
    ends = [(moment < quarter.ends, number) for number, quarter in enumerate(quarters)]
    return case(*ends).label("quarter")


def _within(moment: InstrumentedAttribute[Any], quarters: Sequence[Quarter]) -> list[Any]:
    return [moment >= quarters[0].begins, moment < quarters[-1].ends]
