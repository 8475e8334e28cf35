"""What can have happened to a ticket."""

from dataclasses import dataclass
from typing import ClassVar

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    """`source_id` is the thread or idea it came from, None for a direct contact."""

    ticket_id: int
    source_id: int | None

    @property
    def subject_id(self) -> int | None:
        return self.ticket_id

    @property
    def stream(self) -> str:
        return f"ticket:{self.ticket_id}"


@dataclass(frozen=True, kw_only=True)
class SparedEvent(Event):
    """About a question that no rule is to bring to the desk, or may again."""

    thread_id: int

    @property
    def subject_id(self) -> int | None:
        return self.thread_id

    @property
    def stream(self) -> str:
        return f"thread:{self.thread_id}"


@dataclass(frozen=True, kw_only=True)
class ThreadLeftAlone(SparedEvent, kind="thread_left_alone"):
    """`why` is declined or duplicate; `ticket_id` is the ticket it is the same as."""

    why: str
    ticket_id: int | None


@dataclass(frozen=True, kw_only=True)
class ThreadTakenUp(SparedEvent, kind="thread_taken_up"):
    """Its author lets the rules have it again."""


@dataclass(frozen=True, kw_only=True)
class ResumeCodeMade(TicketEvent, kind="resume_code_made"):
    """The person has a code by which they go on elsewhere with the ticket."""


@dataclass(frozen=True, kw_only=True)
class OutsideAgreed(TicketEvent, kind="outside_agreed"):
    """Whoever wrote it agreed that an outside desk is told who they are."""

    desk_id: int
    desk_version: int


@dataclass(frozen=True, kw_only=True)
class TicketOpened(TicketEvent, kind="ticket_opened"):
    """`trigger` is a code: author, staff, advocate, direct, or that of a rule. Version 2 says
    which version of the rule, of which topic if not the general one, and its threshold.
    """

    version: ClassVar[int] = 2

    trigger: str
    rule_version: int | None = None
    rule_threshold: int | None = None
    rule_topic_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class TicketMoved(TicketEvent, kind="ticket_moved"):
    """`message_id` is what staff wrote to the citizen with the move, if anything."""

    before: str
    state: str
    reason: str
    message_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class TicketClaimed(TicketEvent, kind="ticket_claimed"):
    """The actor works on it for the next half hour."""


@dataclass(frozen=True, kw_only=True)
class TicketAssigned(TicketEvent, kind="ticket_assigned"):
    """It was given to somebody, or to nobody in particular (None)."""

    assignee_id: int | None


@dataclass(frozen=True, kw_only=True)
class TicketOwned(TicketEvent, kind="ticket_owned"):
    """One named person is responsible for it from now on, whoever works on it."""

    owner_id: int


@dataclass(frozen=True, kw_only=True)
class TicketWeighed(TicketEvent, kind="ticket_weighed"):
    """Staff said how much it touches and how much it hurries: low, medium or high."""

    impact: str
    urgency: str


@dataclass(frozen=True, kw_only=True)
class EmergencyCalled(TicketEvent, kind="emergency_called"):
    """Staff said that somebody is in danger."""


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(TicketEvent, kind="emergency_ended"):
    """Staff said that nobody is any more, or never was."""


@dataclass(frozen=True, kw_only=True)
class TicketAnswered(TicketEvent, kind="ticket_answered"):
    """`answer_id` is the official answer on the thread; None for a private reply."""

    message_id: int
    answer_id: int | None


@dataclass(frozen=True, kw_only=True)
class TicketMessageWritten(TicketEvent, kind="ticket_message_written"):
    message_id: int
    visibility: str


@dataclass(frozen=True, kw_only=True)
class TicketJoined(TicketEvent, kind="ticket_joined"):
    """Somebody with the same problem is told the outcome too."""

    shows = "waits"


@dataclass(frozen=True, kw_only=True)
class TicketKindSet(TicketEvent, kind="ticket_kind_set"):
    """Staff said what kind it is: codes, before and after."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class TicketTopicSet(TicketEvent, kind="ticket_topic_set"):
    """Staff said which topic it is about; None for none in particular."""

    topic_id: int | None


@dataclass(frozen=True, kw_only=True)
class PromiseEvent(TicketEvent):
    """`turn` counts the next responses from 1, and is 0 for the other clocks."""

    clock: str
    turn: int = 0


@dataclass(frozen=True, kw_only=True)
class PromiseRenewed(PromiseEvent, kind="promise_renewed"):
    """It was given anew, because of its ticket's kind or of a change to its service."""

    why: str


@dataclass(frozen=True, kw_only=True)
class PromiseWarned(PromiseEvent, kind="promise_warned"):
    """Most of its time is used up, and it is not met."""


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(PromiseEvent, kind="promise_broken"):
    """It fell due unmet. Version 2 says the turn."""

    version: ClassVar[int] = 2


@dataclass(frozen=True, kw_only=True)
class PromiseKept(PromiseEvent, kind="promise_kept"):
    """It was met in time. Version 2 says the turn."""

    version: ClassVar[int] = 2


@dataclass(frozen=True, kw_only=True)
class StepDone(TicketEvent, kind="ticket_step_done"):
    """`step_id` is the row that says which step of its kind."""

    step_id: int


@dataclass(frozen=True, kw_only=True)
class StepUndone(TicketEvent, kind="ticket_step_undone"):
    """It is not done after all."""

    step_id: int
