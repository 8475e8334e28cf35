"""What can have happened to a grievance."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class GrievanceEvent(Event):
    """About one broken promise of a ticket."""

    ticket_id: int
    grievance_id: int

    @property
    def subject_id(self) -> int | None:
        return self.ticket_id

    @property
    def stream(self) -> str:
        return f"ticket:{self.ticket_id}"


@dataclass(frozen=True, kw_only=True)
class GrievanceMade(GrievanceEvent, kind="grievance_made"):
    """`clock` and `turn` name the promise, as PromiseBroken does; None asks for a second look."""

    clock: str | None
    turn: int | None


@dataclass(frozen=True, kw_only=True)
class GrievanceTaken(GrievanceEvent, kind="grievance_taken"):
    """The actor reviews it from now on."""


@dataclass(frozen=True, kw_only=True)
class GrievanceGivenBack(GrievanceEvent, kind="grievance_given_back"):
    """Nobody reviews it any more."""


@dataclass(frozen=True, kw_only=True)
class GrievanceDecided(GrievanceEvent, kind="grievance_decided"):
    """`outcome` and `remedy` are codes."""

    outcome: str
    remedy: str
