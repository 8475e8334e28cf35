"""Outside desks, what is handed over to them, and what they said."""

from moderation.handover.models.desks import (
    DeskChange,
    DeskContact,
    DeskSecret,
    DeskState,
    OutsideDesk,
    ServiceDesk,
)
from moderation.handover.models.handing import HandOver, HandOverUpdate
from moderation.handover.models.hearing import HandOverConsent, OutsideCall, OutsideComment

__all__ = [
    "DeskChange",
    "DeskContact",
    "DeskSecret",
    "DeskState",
    "HandOver",
    "HandOverConsent",
    "HandOverUpdate",
    "OutsideCall",
    "OutsideComment",
    "OutsideDesk",
    "ServiceDesk",
]
