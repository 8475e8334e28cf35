"""What can have happened to a note behind the scenes."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class InsideNoteEvent(Event):
    note_id: int
    service_id: int

    @property
    def subject_id(self) -> int | None:
        return self.note_id

    @property
    def stream(self) -> str:
        return f"inside_note:{self.note_id}"


@dataclass(frozen=True, kw_only=True)
class InsideNoteWritten(InsideNoteEvent, kind="inside_note_written"):
    """A draft; only staff see it."""


@dataclass(frozen=True, kw_only=True)
class InsideNoteChanged(InsideNoteEvent, kind="inside_note_changed"):
    """The words of a draft; `revision` is the one that came of it."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class InsideNoteMoved(InsideNoteEvent, kind="inside_note_moved"):
    """From one state to another: published, put away, or shown again."""

    before: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PlanSettled(InsideNoteEvent, kind="plan_settled"):
    """Everybody reads what became of it; `outcome` is kept, changed or dropped."""

    outcome: str
