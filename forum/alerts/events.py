"""What can have happened to an alert."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AlertEvent(Event):
    alert_id: int
    service_id: int

    @property
    def subject_id(self) -> int | None:
        return self.alert_id

    @property
    def stream(self) -> str:
        return f"alert:{self.alert_id}"


@dataclass(frozen=True, kw_only=True)
class AlertWritten(AlertEvent, kind="alert_written"):
    """A draft; only staff see it."""


@dataclass(frozen=True, kw_only=True)
class AlertChanged(AlertEvent, kind="alert_changed"):
    """Its words or times were changed, without telling anybody."""


@dataclass(frozen=True, kw_only=True)
class AlertPublished(AlertEvent, kind="alert_published"):
    pass


@dataclass(frozen=True, kw_only=True)
class AlertUpdated(AlertEvent, kind="alert_updated"):
    """`update_id` is the row with the new words."""

    update_id: int


@dataclass(frozen=True, kw_only=True)
class AlertEnded(AlertEvent, kind="alert_ended"):
    pass


@dataclass(frozen=True, kw_only=True)
class AlertReopened(AlertEvent, kind="alert_reopened"):
    """It was ended too early, less than a day ago."""
