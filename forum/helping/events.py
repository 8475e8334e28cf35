"""What can have happened among the people who look after a topic."""

from dataclasses import dataclass

from forum.topics.events import TopicEvent


@dataclass(frozen=True, kw_only=True)
class TopicAdopted(TopicEvent, kind="topic_adopted"):
    """Somebody looks after it from now on."""


@dataclass(frozen=True, kw_only=True)
class TopicLetGo(TopicEvent, kind="topic_let_go"):
    """Somebody does so no longer; nobody asks why."""


@dataclass(frozen=True, kw_only=True)
class CoachChosen(TopicEvent, kind="coach_chosen"):
    """Staff said who stands by its helpers; None closed the group."""

    coach_id: int | None


@dataclass(frozen=True, kw_only=True)
class GroupMessageWritten(TopicEvent, kind="group_message_written"):
    """A helper or somebody of the staff wrote to the others."""

    message_id: int
    is_from_staff: bool
