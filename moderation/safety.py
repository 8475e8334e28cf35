"""What the rooms plug in that keep the place safe: reports, decisions about them, and sanctions."""

from forum.kernel.events import Event, Reaction
from forum.kernel.house import Entry
from forum.kernel.later import Later
from forum.kernel.slots import Filling
from moderation.coaching.views import coaching
from moderation.ladder import tasks as ladder_tasks
from moderation.ladder.views import ladder
from moderation.reports import checks, fillings, letters, reactions
from moderation.reports import models as report_models
from moderation.reports.api import reports_api
from moderation.reports.events import AppealDecided, DecisionReversed, ReportDecided, ReportMade
from moderation.reports.subjects import SUBJECTS
from moderation.reports.views import reports
from moderation.reversals.views import reversals
from moderation.sanctions import checks as sanction_checks
from moderation.sanctions import models as sanction_models
from moderation.sanctions.events import SanctionImposed, SanctionLifted

__all__ = ["SUBJECTS", "report_models", "sanction_models"]

PAGES = [reports, reversals, ladder, coaching]

COMMANDS = ["moderation.ladder.cli"]

PLANNED, LENGTHY = ladder_tasks.PLANNED, list(ladder_tasks.PLANNED)

API = [reports_api]

FOUND = ["reports.transparency"]

FIGURES = ["/transparency"]

ROBOTS = ["/reports/new"]

NAVIGATION = [
    Entry("Reports in figures", "reports.transparency", place="footer", order=25),
    Entry("Reports", "reports.queue", who="moderator", icon="flag", order=91),
    Entry("Where people stand", "ladder.index", place="footer", who="moderator", order=70),
    Entry("Support groups", "coaching.index", place="footer", who="staff", order=71),
    Entry("Points that do not count", "reversals.index", place="footer", who="moderator", order=72),
]

SLOTS = {
    "my things": [Filling(fillings.my_decisions, public=False)],
    "post reasons": [Filling(fillings.why_hidden, public=False)],
    "post tools": [Filling(fillings.report_links, public=True)],
}

REACTIONS: dict[type[Event], list[Reaction]] = {
    AppealDecided: [reactions.tell_appellant],
    DecisionReversed: [reactions.count_no_more],
    ReportDecided: [
        reactions.count_against_author,
        reactions.tell_author,
        reactions.tell_reporters,
    ],
    ReportMade: [reactions.acknowledge],
    SanctionImposed: [reactions.look_at_standing],
    SanctionLifted: [reactions.look_at_standing],
}

DEMO = [Later("moderation.reports.demo:load")]

CHECKS = {**checks.CHECKS, **sanction_checks.CHECKS}

STATS = {"reports": checks.count_reports}

MAILS = {
    "appeal_outcome": letters.appeal_outcome,
    "decision_notice": letters.decision_notice,
    "report_outcome": letters.report_outcome,
    "report_received": letters.report_received,
}
