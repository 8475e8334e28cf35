"""What can have happened to what the desk keeps about a person."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonEvent(Event):
    """`person_id` is the number of the person's page at the desk, not that of an account."""

    person_id: int

    @property
    def subject_id(self) -> int | None:
        return None

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"


@dataclass(frozen=True, kw_only=True)
class NoteShared(PersonEvent, kind="note_shared"):
    """Staff wrote down something about a person that the person reads too."""

    note_id: int


@dataclass(frozen=True, kw_only=True)
class NoteAnswered(PersonEvent, kind="note_answered"):
    """The person answered or corrected what staff wrote about them."""

    note_id: int


@dataclass(frozen=True, kw_only=True)
class NeedsSaid(PersonEvent, kind="needs_said"):
    """What a person needs of us was written down: by themselves, or by staff who asked them."""

    by_staff: bool


@dataclass(frozen=True, kw_only=True)
class MemoryChosen(PersonEvent, kind="memory_chosen"):
    """`is_on` is false when the person wants help without being remembered."""

    is_on: bool


@dataclass(frozen=True, kw_only=True)
class ConnectionEvent(PersonEvent):
    """`person_id` is the one of the two whose number is lower."""

    link_id: int


@dataclass(frozen=True, kw_only=True)
class ConnectionProposed(ConnectionEvent, kind="connection_proposed"):
    """Staff think that two of our people are one, and ask them."""


@dataclass(frozen=True, kw_only=True)
class ConnectionAgreed(ConnectionEvent, kind="connection_agreed"):
    """The person said yes: from now on both are shown as one."""


@dataclass(frozen=True, kw_only=True)
class ConnectionEnded(ConnectionEvent, kind="connection_ended"):
    """They are two again, exactly as before."""
