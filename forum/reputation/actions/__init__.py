"""What is entered into the ledger of awards, and where people come to stand."""

from forum.reputation.actions.advocating import answer_offer, end_advocacy, offer_advocacy
from forum.reputation.actions.awarding import award, count_upheld_report, enter, undo
from forum.reputation.actions.caring import hand_back, take_care
from forum.reputation.actions.climbing import settle_standing
from forum.reputation.actions.history import enter_history
from forum.reputation.actions.holding import hold_rung, release_rung
from forum.reputation.actions.pausing import pause_window, resume_window
from forum.reputation.actions.totals import recompute_totals

__all__ = [
    "answer_offer",
    "award",
    "count_upheld_report",
    "end_advocacy",
    "enter",
    "enter_history",
    "hand_back",
    "hold_rung",
    "offer_advocacy",
    "pause_window",
    "recompute_totals",
    "release_rung",
    "resume_window",
    "settle_standing",
    "take_care",
    "undo",
]
