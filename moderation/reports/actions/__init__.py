"""What people do about posts that break the rules: report, claim, decide, appeal, hear."""

from moderation.reports.actions.appealing import appeal, hear
from moderation.reports.actions.claiming import LEASE, claim, note_opened, release
from moderation.reports.actions.deciding import Statement, decide
from moderation.reports.actions.reporting import Reporter, report

__all__ = [
    "LEASE",
    "Reporter",
    "Statement",
    "appeal",
    "claim",
    "decide",
    "hear",
    "note_opened",
    "release",
    "report",
]
