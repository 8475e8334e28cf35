"""What can have happened to the advisory group and its meetings."""

from dataclasses import dataclass

from forum.accounts.events import MemberEvent
from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AdvisoryJoined(MemberEvent, kind="advisory_joined"):
    """Somebody said yes to being in the group."""


@dataclass(frozen=True, kw_only=True)
class AdvisoryLeft(MemberEvent, kind="advisory_left"):
    """They left, or stand on another rung now."""


@dataclass(frozen=True, kw_only=True)
class MeetingEvent(Event):
    meeting_id: int

    @property
    def subject_id(self) -> int | None:
        return self.meeting_id

    @property
    def stream(self) -> str:
        return f"meeting:{self.meeting_id}"


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(MeetingEvent, kind="meeting_called"):
    """Staff said when the group meets."""


@dataclass(frozen=True, kw_only=True)
class MeetingChanged(MeetingEvent, kind="meeting_changed"):
    """Its day, its place or its name."""


@dataclass(frozen=True, kw_only=True)
class AgendaItemProposed(MeetingEvent, kind="agenda_item_proposed"):
    """Somebody of the group wants to talk about it, or staff put it on the agenda."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class AgendaItemMoved(MeetingEvent, kind="agenda_item_moved"):
    """On the agenda, dealt with, or not taken."""

    item_id: int
    before: str
    state: str


@dataclass(frozen=True, kw_only=True)
class MinutesPublished(MeetingEvent, kind="minutes_published"):
    """With the day by which a response is promised."""


@dataclass(frozen=True, kw_only=True)
class ResponsePublished(MeetingEvent, kind="response_published"):
    """What we say to what the group said; late by so many days, 0 when it was in time."""

    days_late: int
