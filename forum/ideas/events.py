"""What can have happened to an idea."""

from dataclasses import dataclass
from datetime import datetime

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class IdeaEvent(Event):
    """`author_id` is who put the idea forward."""

    idea_id: int
    author_id: int

    @property
    def subject_id(self) -> int | None:
        return self.idea_id

    @property
    def stream(self) -> str:
        return f"idea:{self.idea_id}"


@dataclass(frozen=True, kw_only=True)
class IdeaProposed(IdeaEvent, kind="idea_proposed"):
    """`is_held` until staff have read it: a newcomer's first idea."""

    shows = "proposes ideas"

    is_held: bool


@dataclass(frozen=True, kw_only=True)
class IdeaReleased(IdeaEvent, kind="idea_released"):
    """It shows from now on, or again."""


@dataclass(frozen=True, kw_only=True)
class IdeaHidden(IdeaEvent, kind="idea_hidden"):
    """Only its author and the staff can see it from now on."""


@dataclass(frozen=True, kw_only=True)
class IdeaSupported(IdeaEvent, kind="idea_supported"):
    """Somebody stands behind it, and follows it."""


@dataclass(frozen=True, kw_only=True)
class SupportWithdrawn(IdeaEvent, kind="support_withdrawn"):
    """They took that back."""


@dataclass(frozen=True, kw_only=True)
class IdeaDeflected(IdeaEvent, kind="idea_deflected"):
    """Somebody who was about to write an idea found that this one says the same."""


@dataclass(frozen=True, kw_only=True)
class IdeaMoved(IdeaEvent, kind="idea_moved"):
    """`reason` is a code, empty for a step forward; `move_id` is the row with the public text."""

    before: str
    state: str
    reason: str
    move_id: int


@dataclass(frozen=True, kw_only=True)
class IdeaReplied(IdeaEvent, kind="idea_replied"):
    """`number` counts the versions of the official reply; `move_id` is the move it explains."""

    number: int
    move_id: int | None


@dataclass(frozen=True, kw_only=True)
class IdeaThresholdReached(IdeaEvent, kind="idea_threshold_reached"):
    """`supports` people or more stand behind it, and what that sets in motion begins."""

    threshold: str
    supports: int
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class IdeaThresholdLost(IdeaEvent, kind="idea_threshold_lost"):
    """Supports were taken back, and it is as if it had never been reached."""

    threshold: str


@dataclass(frozen=True, kw_only=True)
class BoardOpened(Event, kind="board_opened"):
    """Staff added a board."""

    board_id: int

    @property
    def stream(self) -> str:
        return f"board:{self.board_id}"


@dataclass(frozen=True, kw_only=True)
class BoardChanged(Event, kind="board_changed"):
    """Staff changed its name or its rules."""

    board_id: int

    @property
    def stream(self) -> str:
        return f"board:{self.board_id}"
