"""The ledger of awards, its totals, and what changes where people stand."""

from forum.reputation.models.awards import Award, Reputation
from forum.reputation.models.standings import RungHold, RungMove, WindowPause

__all__ = ["Award", "Reputation", "RungHold", "RungMove", "WindowPause"]
