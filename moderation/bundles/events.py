"""What can have happened to tickets that belong together."""

from dataclasses import dataclass

from moderation.helpdesk.events import TicketEvent


@dataclass(frozen=True, kw_only=True)
class TicketMerged(TicketEvent, kind="ticket_merged"):
    """It was joined with the ticket `into_id`."""

    into_id: int


@dataclass(frozen=True, kw_only=True)
class TicketUnmerged(TicketEvent, kind="ticket_unmerged"):
    """That was undone: it stands alone again."""

    into_id: int


@dataclass(frozen=True, kw_only=True)
class TicketSplitOff(TicketEvent, kind="ticket_split_off"):
    """A message of the ticket became the ticket `new_id`."""

    message_id: int
    new_id: int


@dataclass(frozen=True, kw_only=True)
class TicketLinked(TicketEvent, kind="ticket_linked"):
    """It has to do with the ticket `other_id`."""

    other_id: int


@dataclass(frozen=True, kw_only=True)
class TicketUnlinked(TicketEvent, kind="ticket_unlinked"):
    """It has nothing to do with the ticket `other_id` after all."""

    other_id: int
