"""What can have happened to where somebody stands."""

from dataclasses import dataclass

from forum.accounts.events import MemberEvent
from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RungMoved(MemberEvent, kind="rung_moved"):
    """Somebody stands on another rung; `before` and `rung` are rungs, `why` is a code."""

    before: str
    rung: str
    why: str


@dataclass(frozen=True, kw_only=True)
class StepDownNear(MemberEvent, kind="step_down_near"):
    """They are below the mark of their rung: the notice before a step down begins."""

    rung: str


@dataclass(frozen=True, kw_only=True)
class StepDownOff(MemberEvent, kind="step_down_off"):
    """They are above the mark again before the notice was over: nothing was lost."""

    rung: str


@dataclass(frozen=True, kw_only=True)
class AdvocacyOffered(MemberEvent, kind="advocacy_offered"):
    """Staff asked somebody whether they want to be an Advocate."""

    advocacy_id: int


@dataclass(frozen=True, kw_only=True)
class AdvocacyAnswered(MemberEvent, kind="advocacy_answered"):
    """They said yes or no."""

    advocacy_id: int
    is_yes: bool


@dataclass(frozen=True, kw_only=True)
class AdvocacyEnded(MemberEvent, kind="advocacy_ended"):
    """The person or the staff ended it."""

    advocacy_id: int


@dataclass(frozen=True, kw_only=True)
class RungHeld(MemberEvent, kind="rung_held"):
    """Staff hold somebody on a rung, with a reason they wrote down."""

    hold_id: int
    rung: str


@dataclass(frozen=True, kw_only=True)
class RungReleased(MemberEvent, kind="rung_released"):
    """From now on the rules decide again."""

    hold_id: int


@dataclass(frozen=True, kw_only=True)
class WindowPaused(MemberEvent, kind="window_paused"):
    """For a while the time does not count; nobody asks why."""

    pause_id: int


@dataclass(frozen=True, kw_only=True)
class WindowResumed(MemberEvent, kind="window_resumed"):
    """The time counts again."""

    pause_id: int


@dataclass(frozen=True, kw_only=True)
class LadderRulesEvent(Event):
    """Something about one version of the rules of the rungs."""

    rules_version: int

    @property
    def stream(self) -> str:
        return "ladder_rules"


@dataclass(frozen=True, kw_only=True)
class LadderRulesAnnounced(LadderRulesEvent, kind="ladder_rules_announced"):
    """Everybody can read which rules decide the rungs from a day on, and why."""


@dataclass(frozen=True, kw_only=True)
class LadderRulesWithdrawn(LadderRulesEvent, kind="ladder_rules_withdrawn"):
    """What was announced will not hold."""
