"""What can have happened to a service."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ServiceEvent(Event):
    """`followed_id` is the service's subject row, which people follow."""

    service_id: int
    followed_id: int

    @property
    def subject_id(self) -> int | None:
        return self.followed_id

    @property
    def stream(self) -> str:
        return f"service:{self.service_id}"


@dataclass(frozen=True, kw_only=True)
class ServiceOpened(ServiceEvent, kind="service_opened"):
    """Staff added it to the catalogue."""


@dataclass(frozen=True, kw_only=True)
class ServiceChanged(ServiceEvent, kind="service_changed"):
    """`number` is its version since then."""

    number: int
