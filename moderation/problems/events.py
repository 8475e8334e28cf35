"""What can have happened to a problem."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ProblemEvent(Event):
    problem_id: int

    @property
    def subject_id(self) -> int | None:
        return self.problem_id

    @property
    def stream(self) -> str:
        return f"problem:{self.problem_id}"


@dataclass(frozen=True, kw_only=True)
class ProblemOpened(ProblemEvent, kind="problem_opened"):
    pass


@dataclass(frozen=True, kw_only=True)
class ProblemMoved(ProblemEvent, kind="problem_moved"):
    before: str
    state: str


@dataclass(frozen=True, kw_only=True)
class ProblemLinked(ProblemEvent, kind="problem_linked"):
    """`linked_id` is the ticket or the question."""

    linked_id: int


@dataclass(frozen=True, kw_only=True)
class ProblemUnlinked(ProblemEvent, kind="problem_unlinked"):
    linked_id: int


@dataclass(frozen=True, kw_only=True)
class ProblemTold(ProblemEvent, kind="problem_told"):
    """An update for everybody was written; each telling has a row of its own."""

    update_id: int
