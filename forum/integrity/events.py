"""What can have happened to a reversal: it was made by the nightly look, or undone by staff."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ReversalEvent(Event):
    reversal_id: int

    @property
    def subject_id(self) -> int | None:
        return self.reversal_id

    @property
    def stream(self) -> str:
        return f"reversal:{self.reversal_id}"


@dataclass(frozen=True, kw_only=True)
class ReversalMade(ReversalEvent, kind="reversal_made"):
    """`ground` is ring, fans, exchange, shared_address or burst; `gifts` count no longer."""

    ground: str
    gifts: int


@dataclass(frozen=True, kw_only=True)
class ReversalUndone(ReversalEvent, kind="reversal_undone"):
    """A member of staff gave everything back."""

    gifts: int
