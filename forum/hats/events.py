"""What can have happened to hats: made, given, and said something for."""

from dataclasses import dataclass

from forum.accounts.events import MemberEvent
from forum.kernel.events import Event
from forum.threads.events import AnswerEvent


@dataclass(frozen=True, kw_only=True)
class HatEvent(Event):
    hat_id: int

    @property
    def stream(self) -> str:
        return f"hat:{self.hat_id}"


@dataclass(frozen=True, kw_only=True)
class HatMade(HatEvent, kind="hat_made"):
    """Staff made it; nobody wears it yet."""


@dataclass(frozen=True, kw_only=True)
class HatReworded(HatEvent, kind="hat_reworded"):
    """Its name, or what it means, was written anew."""


@dataclass(frozen=True, kw_only=True)
class HatRetired(HatEvent, kind="hat_retired"):
    """Nothing new is said for it."""


@dataclass(frozen=True, kw_only=True)
class HatGiven(MemberEvent, kind="hat_given"):
    """Staff said that this person may speak for it."""

    hat_id: int
    grant_id: int


@dataclass(frozen=True, kw_only=True)
class HatTakenBack(MemberEvent, kind="hat_taken_back"):
    """Staff took the grant back, or it fits the person no longer."""

    hat_id: int
    grant_id: int


@dataclass(frozen=True, kw_only=True)
class HatGivenBack(MemberEvent, kind="hat_given_back"):
    """The person no longer wants it."""

    hat_id: int
    grant_id: int


@dataclass(frozen=True, kw_only=True)
class HatPutOn(AnswerEvent, kind="hat_put_on"):
    """The author said that this answer is said for it."""

    hat_id: int


@dataclass(frozen=True, kw_only=True)
class HatTakenOff(AnswerEvent, kind="hat_taken_off"):
    """The answer is said for it no longer; `why` when it was not the author who took it off."""

    hat_id: int
    why: str | None
