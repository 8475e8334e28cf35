"""The ledger of awards, its totals, and what changes where people stand."""

from forum.reputation.models.awards import Award, Reputation
from forum.reputation.models.nights import LadderNight
from forum.reputation.models.standings import RungCare, RungHold, RungMove, WindowPause
from forum.reputation.models.versions import RulesVersion

__all__ = [
    "Award",
    "LadderNight",
    "Reputation",
    "RulesVersion",
    "RungCare",
    "RungHold",
    "RungMove",
    "WindowPause",
]
