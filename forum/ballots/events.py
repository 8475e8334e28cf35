"""What can have happened to a ballot. None of these says what anybody chose."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class BallotEvent(Event):
    ballot_id: int
    about_id: int

    @property
    def subject_id(self) -> int | None:
        return self.ballot_id

    @property
    def stream(self) -> str:
        return f"ballot:{self.ballot_id}"


@dataclass(frozen=True, kw_only=True)
class BallotOpened(BallotEvent, kind="ballot_opened"):
    """With so many options on the paper."""

    options: int


@dataclass(frozen=True, kw_only=True)
class BallotPaperCast(BallotEvent, kind="ballot_paper_cast"):
    """Somebody handed in a paper, or another one in its place."""


@dataclass(frozen=True, kw_only=True)
class BallotPaperTakenBack(BallotEvent, kind="ballot_paper_taken_back"):
    """Somebody took their paper back before the close."""


@dataclass(frozen=True, kw_only=True)
class BallotCounted(BallotEvent, kind="ballot_counted"):
    """It was closed, so many papers were counted, and they were destroyed."""

    papers: int
