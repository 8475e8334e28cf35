"""What can have happened to a part of the house."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AlarmEvent(Event):
    alarm_id: int

    @property
    def stream(self) -> str:
        return f"alarm:{self.alarm_id}"


@dataclass(frozen=True, kw_only=True)
class AlarmRaised(AlarmEvent, kind="alarm_raised"):
    """A part has not been well for too long."""


@dataclass(frozen=True, kw_only=True)
class AlarmEnded(AlarmEvent, kind="alarm_ended"):
    """The part is well again."""
