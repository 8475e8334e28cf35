"""What can have happened to a report, and to what was decided about it."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    """`about_id` is the post; all its reports are one case."""

    case_id: int
    about_id: int

    @property
    def subject_id(self) -> int | None:
        return self.about_id

    @property
    def stream(self) -> str:
        return f"case:{self.about_id}"


@dataclass(frozen=True, kw_only=True)
class ReportMade(CaseEvent, kind="report_made"):
    shows = "reports problems"

    report_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseClaimed(CaseEvent, kind="report_case_claimed"):
    """The actor looks at it for the next half hour."""


@dataclass(frozen=True, kw_only=True)
class CaseReleased(CaseEvent, kind="report_case_released"):
    pass


@dataclass(frozen=True, kw_only=True)
class DecisionEvent(CaseEvent):
    """`person_id` is who wrote the post; `counts` says that a report was upheld against them."""

    decision_id: int
    person_id: int
    counts: bool
    is_spam: bool


@dataclass(frozen=True, kw_only=True)
class ReportDecided(DecisionEvent, kind="report_decided"):
    deed: str


@dataclass(frozen=True, kw_only=True)
class DecisionReversed(DecisionEvent, kind="report_decision_reversed"):
    """An appeal was right: everything the decision did is undone."""


@dataclass(frozen=True, kw_only=True)
class AppealMade(CaseEvent, kind="appeal_made"):
    decision_id: int
    appeal_id: int


@dataclass(frozen=True, kw_only=True)
class AppealDecided(CaseEvent, kind="appeal_decided"):
    decision_id: int
    appeal_id: int
    outcome: str
