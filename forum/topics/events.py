"""What can have happened to a topic."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class TopicEvent(Event):
    topic_id: int

    @property
    def stream(self) -> str:
        return f"topic:{self.topic_id}"


@dataclass(frozen=True, kw_only=True)
class TopicOpened(TopicEvent, kind="topic_opened"):
    """Staff added it to a service."""


@dataclass(frozen=True, kw_only=True)
class TopicChanged(TopicEvent, kind="topic_changed"):
    """Staff changed its words, its service, or when it goes to the council."""
