"""What can have happened to a thread."""

from dataclasses import dataclass
from datetime import datetime

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class ThreadEvent(Event):
    thread_id: int

    @property
    def subject_id(self) -> int | None:
        return self.thread_id

    @property
    def stream(self) -> str:
        return f"thread:{self.thread_id}"


@dataclass(frozen=True, kw_only=True)
class AnswerEvent(ThreadEvent):
    """`helper_id` is who wrote the answer."""

    answer_id: int
    helper_id: int

    @property
    def subject_id(self) -> int | None:
        return self.answer_id


@dataclass(frozen=True, kw_only=True)
class ThreadAsked(ThreadEvent, kind="thread_asked"):
    pass


@dataclass(frozen=True, kw_only=True)
class ThreadAnswered(AnswerEvent, kind="thread_answered"):
    shows = "supports others"

    is_official: bool


@dataclass(frozen=True, kw_only=True)
class AnswerCommented(AnswerEvent, kind="answer_commented"):
    comment_id: int


@dataclass(frozen=True, kw_only=True)
class PersonNamed(ThreadEvent, kind="person_named"):
    """A new post calls somebody by name. `answer_id` is what it is, or is about; not a question."""

    post_id: int
    answer_id: int | None
    person_id: int

    @property
    def subject_id(self) -> int | None:
        return self.answer_id or self.thread_id


@dataclass(frozen=True, kw_only=True)
class PostEdited(ThreadEvent, kind="post_edited"):
    post_id: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class AnswerAccepted(AnswerEvent, kind="answer_accepted"):
    """`asker_id` is who asked; `actor_id` the same person."""

    shows = "gives feedback"

    asker_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerUnaccepted(AnswerEvent, kind="answer_unaccepted"):
    asker_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerRejected(AnswerEvent, kind="answer_rejected"):
    """The asker says that an official answer did not solve it."""

    shows = "gives feedback"


@dataclass(frozen=True, kw_only=True)
class AnswerThanked(AnswerEvent, kind="answer_thanked"):
    """`counts` is true when the asker or somebody with the same problem said it."""

    shows = "gives feedback"

    counts: bool


@dataclass(frozen=True, kw_only=True)
class ThanksWithdrawn(AnswerEvent, kind="thanks_withdrawn"):
    counts: bool


@dataclass(frozen=True, kw_only=True)
class AnswerConfirmed(AnswerEvent, kind="answer_confirmed"):
    """A member of staff says the answer is right."""


@dataclass(frozen=True, kw_only=True)
class ConfirmationWithdrawn(AnswerEvent, kind="confirmation_withdrawn"):
    pass


@dataclass(frozen=True, kw_only=True)
class QuestionDeflected(ThreadEvent, kind="question_deflected"):
    """Somebody who was about to ask says that this question, solved before, answers it."""

    shows = "waits"


@dataclass(frozen=True, kw_only=True)
class SharedProblem(ThreadEvent, kind="shared_problem"):
    """Somebody pressed "me too"; `count` is how many have."""

    shows = "waits"

    count: int


@dataclass(frozen=True, kw_only=True)
class SharedProblemWithdrawn(ThreadEvent, kind="shared_problem_withdrawn"):
    count: int


@dataclass(frozen=True, kw_only=True)
class PostVoted(ThreadEvent, kind="post_voted"):
    """A vote on a thread or an answer changed from `before` to `value` (-1, 0 or 1)."""

    post_id: int
    author_id: int
    is_answer: bool
    before: int
    value: int

    @property
    def subject_id(self) -> int | None:
        return self.post_id


@dataclass(frozen=True, kw_only=True)
class PostDeleted(ThreadEvent, kind="post_deleted"):
    post_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True)
class PostRestored(ThreadEvent, kind="post_restored"):
    post_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True)
class PostHidden(ThreadEvent, kind="post_hidden"):
    """A moderator hid it. It solved the question since `solved_at`, if it did."""

    post_id: int
    author_id: int
    was_solution: bool
    solved_at: datetime | None

    @property
    def subject_id(self) -> int | None:
        return self.post_id


@dataclass(frozen=True, kw_only=True)
class PostUnhidden(ThreadEvent, kind="post_unhidden"):
    """It shows again, and is the solution again if it was and no other is."""

    post_id: int
    author_id: int

    @property
    def subject_id(self) -> int | None:
        return self.post_id
