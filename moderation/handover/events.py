"""What can have happened to a hand-over."""

from dataclasses import dataclass

from moderation.helpdesk.events import TicketEvent


@dataclass(frozen=True, kw_only=True)
class HandOverEvent(TicketEvent):
    desk_id: int


@dataclass(frozen=True, kw_only=True)
class HandOverAsked(HandOverEvent, kind="hand_over_asked"):
    """Somebody at the desk, or the service by itself (no actor), hands the ticket over."""


@dataclass(frozen=True, kw_only=True)
class HandOverTaken(HandOverEvent, kind="hand_over_taken"):
    """The outside desk has it."""


@dataclass(frozen=True, kw_only=True)
class HandOverConsented(HandOverEvent, kind="hand_over_consented"):
    """The person said that name and address may go along."""


@dataclass(frozen=True, kw_only=True)
class HandOverConsentWithdrawn(HandOverEvent, kind="hand_over_consent_withdrawn"):
    """They took that back; what has been sent before cannot be called back."""
