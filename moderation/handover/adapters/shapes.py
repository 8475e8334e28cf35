"""What goes to a desk and what comes back, whichever kind of desk it is."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime


class Refusal(Exception):
    """They answered, and trying the same again cannot help."""


class NotTrusted(Exception):
    """They do not accept our password."""


class Lost(Refusal):
    """What we ask for is not there."""


@dataclass(frozen=True)
class Line:
    """A desk as its adapter needs it. `target` is a group or a code of a service there;
    `key_field` a field of theirs that holds our key; `sender` stands for people who want to be
    named to nobody.
    """

    kind: str
    address: str
    secret: str
    target: str = ""
    key_field: str = ""
    ends_with: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Parcel:
    """What is handed over. `key` is ours alone; name and e-mail are there only after a yes.

    `token` is what they gave us instead of a number; `asked_at` is since when it can be there.
    """

    key: str
    reference: str
    title: str
    text: str
    url: str
    place: str
    asked_at: datetime
    name: str = ""
    email: str = ""
    token: str = ""


@dataclass(frozen=True)
class Word:
    """Something said later about what was handed over; `ends` when our ticket has ended."""

    key: str
    text: str
    at: datetime
    is_citizens: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Comment:
    """What they wrote for the public; `id` is theirs."""

    id: str
    text: str
    written_at: datetime | None = None


@dataclass(frozen=True)
class Seen:
    """How it stands on their side. `version` says which of two looks is the newer one.

    Without an `id` they took it, and tell us its number later for the `token`.
    """

    id: str
    number: str = ""
    url: str = ""
    state: str = ""
    version: datetime | None = None
    comments: tuple[Comment, ...] = ()
    token: str = ""
    copies: int = 1


class Adapter(ABC):
    """One kind of desk. Each method raises NotReached, NotTrusted or Refusal."""

    takes_words = True
    can_be_asked = True

    def __init__(self, line: Line) -> None:
        self.line = line

    @abstractmethod
    def found(self, parcel: Parcel) -> Seen | None:
        """What carries our key there; always asked before anything is made."""

    @abstractmethod
    def made(self, parcel: Parcel) -> Seen:
        """Made anew, with our key in it."""

    @abstractmethod
    def seen(self, remote_id: str) -> Seen:
        """As it is now; raises Lost when it is gone."""

    @abstractmethod
    def changed(self, since: datetime, known: Sequence[str]) -> Collection[str]:
        """Which of the known ones may have changed since then."""

    @abstractmethod
    def pass_on(self, remote_id: str, word: Word) -> None:
        """Say it there unless it was said already."""
