"""Questions asked of reports, cases and decisions; none of them changes anything."""

from moderation.reports.queries.appeals import (
    appeal_to_hear,
    appeals_of,
    may_appeal_here,
    open_appeals,
)
from moderation.reports.queries.cases import (
    accuracy_of,
    case_to_read,
    decision_on,
    locked_case,
    open_case_of,
    reports_of,
    strikes_of,
)
from moderation.reports.queries.few import Told
from moderation.reports.queries.figures import Figure, published_figures
from moderation.reports.queries.posts import About, about, post_of
from moderation.reports.queries.quarters import Quarter, quarter_of
from moderation.reports.queries.queue import Waiting, count_waiting, names, waiting
from moderation.reports.queries.reported import (
    Opened,
    decisions_against,
    opened,
    report_by,
)
from moderation.reports.queries.rules import offered_reasons, offered_rules, reasons, rules

__all__ = [
    "About",
    "Figure",
    "Opened",
    "Quarter",
    "Told",
    "Waiting",
    "about",
    "accuracy_of",
    "appeal_to_hear",
    "appeals_of",
    "case_to_read",
    "count_waiting",
    "decision_on",
    "decisions_against",
    "locked_case",
    "may_appeal_here",
    "names",
    "offered_reasons",
    "offered_rules",
    "open_appeals",
    "open_case_of",
    "opened",
    "post_of",
    "published_figures",
    "quarter_of",
    "reasons",
    "report_by",
    "reports_of",
    "rules",
    "strikes_of",
    "waiting",
]
