"""What can have happened to a round and to what was asked in it."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class RoundEvent(Event):
    round_id: int

    @property
    def subject_id(self) -> int | None:
        return self.round_id

    @property
    def stream(self) -> str:
        return f"question_round:{self.round_id}"


@dataclass(frozen=True, kw_only=True)
class RoundPrepared(RoundEvent, kind="round_prepared"):
    """A draft; only staff see it."""


@dataclass(frozen=True, kw_only=True)
class RoundChanged(RoundEvent, kind="round_changed"):
    """The words or the times of a draft; `revision` is the one that came of it."""

    revision: int


@dataclass(frozen=True, kw_only=True)
class RoundHostsChosen(RoundEvent, kind="round_hosts_chosen"):
    """Other people answer; so many are they now."""

    hosts: int


@dataclass(frozen=True, kw_only=True)
class RoundMoved(RoundEvent, kind="round_moved"):
    """From one state to another: announced, closed by its time, or called off."""

    before: str
    state: str


@dataclass(frozen=True, kw_only=True)
class RoundPublished(RoundEvent, kind="round_published"):
    """Everybody reads it from now on, without the names of those who asked."""


@dataclass(frozen=True, kw_only=True)
class RoundQuestionEvent(RoundEvent):
    question_id: int


@dataclass(frozen=True, kw_only=True)
class RoundQuestionAsked(RoundQuestionEvent, kind="round_question_asked"):
    """Somebody asked."""


@dataclass(frozen=True, kw_only=True)
class RoundQuestionWithdrawn(RoundQuestionEvent, kind="round_question_withdrawn"):
    """They took it back before there was an answer."""


@dataclass(frozen=True, kw_only=True)
class RoundQuestionAnswered(RoundQuestionEvent, kind="round_question_answered"):
    """It was answered, or with a `reason` said why not here; `asker_id` is None once erased."""

    asker_id: int | None
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class RoundAnswerCorrected(RoundQuestionEvent, kind="round_answer_corrected"):
    """Another answer stands in its place; `turn` counts them from 1."""

    turn: int
