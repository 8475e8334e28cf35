"""What can have happened between us and somebody who follows by e-mail."""

from dataclasses import dataclass
from datetime import datetime

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class MailFollowEvent(Event):
    """`reader_id` stands for an address that no event holds; `followed_id` is what it follows."""

    reader_id: int
    followed_id: int

    @property
    def subject_id(self) -> int | None:
        return self.followed_id

    @property
    def stream(self) -> str:
        return f"reader:{self.reader_id}"


@dataclass(frozen=True, kw_only=True)
class MailFollowAsked(MailFollowEvent, kind="mail_follow_asked"):
    """Somebody typed this address; nobody knows yet whose it is."""


@dataclass(frozen=True, kw_only=True)
class MailFollowConfirmed(MailFollowEvent, kind="mail_follow_confirmed"):
    """Whoever reads that mailbox wants it."""


@dataclass(frozen=True, kw_only=True)
class MailFollowEnded(MailFollowEvent, kind="mail_follow_ended"):
    """They want no more of it; the row is gone."""


@dataclass(frozen=True, kw_only=True)
class MailReaderForgotten(Event, kind="mail_reader_forgotten"):
    """The address is erased, which was here since `asked_at`; `is_for_ever`: it wants no mail."""

    reader_id: int
    asked_at: datetime
    is_for_ever: bool = False

    @property
    def stream(self) -> str:
        return f"reader:{self.reader_id}"
