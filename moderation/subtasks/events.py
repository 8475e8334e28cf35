"""What can have happened to a sub-task of a ticket."""

from dataclasses import dataclass

from moderation.helpdesk.events import TicketEvent


@dataclass(frozen=True, kw_only=True)
class SubtaskOpened(TicketEvent, kind="subtask_opened"):
    """The department of `service_id` was asked."""

    subtask_id: int
    service_id: int


@dataclass(frozen=True, kw_only=True)
class SubtaskMoved(TicketEvent, kind="subtask_moved"):
    subtask_id: int
    before: str
    state: str
