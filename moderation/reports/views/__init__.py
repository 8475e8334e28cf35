"""The pages about reports: for those who report, for those concerned, for moderators."""

from moderation.reports.views import appealing, deciding, hearing, reporting, transparency
from moderation.reports.views.blueprint import reports

__all__ = ["appealing", "deciding", "hearing", "reporting", "reports", "transparency"]
