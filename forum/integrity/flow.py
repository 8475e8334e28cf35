"""Who gave whom how many gifts within a window, and what was found in it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from forum.integrity.grounds import Ground

Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """`part` of `whole` is what the ground is about. Gifts from `givers` to `receivers` go.

    `posts` narrows that down to some posts; without it, all in the window.
    """

    ground: Ground
    givers: frozenset[int]
    receivers: frozenset[int]
    part: int
    whole: int
    posts: frozenset[int] = frozenset()

    @property
    def members(self) -> frozenset[int]:
        return self.givers | self.receivers


@dataclass(frozen=True, slots=True)
class Cast:
    """One vote, for the looking for bursts."""

    giver_id: int
    receiver_id: int
    post_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Shared:
    """With whom each member shares a network, and with whom a mailbox."""

    networks: dict[int, set[int]] = field(default_factory=dict)
    mailboxes: dict[int, set[int]] = field(default_factory=dict)


NOTHING_SHARED = Shared()


@dataclass(slots=True)
class Flow:
    """Gifts by receiver and giver, and the other way round."""

    got: dict[int, Counts] = field(default_factory=dict)
    gave: dict[int, Counts] = field(default_factory=dict)
    received: Counts = field(default_factory=dict)
    given: Counts = field(default_factory=dict)
    all: int = 0

    @classmethod
    def of(cls, ties: Iterable[tuple[int, int, int]]) -> "Flow":
        """From rows of giver, receiver and number of gifts, each pair once."""
        flow = cls()
        for giver, receiver, many in ties:
            flow.got.setdefault(receiver, {})[giver] = many
            flow.gave.setdefault(giver, {})[receiver] = many
            flow.received[receiver] = flow.received.get(receiver, 0) + many
            flow.given[giver] = flow.given.get(giver, 0) + many
            flow.all += many
        return flow

    def between(self, giver: int, receiver: int) -> int:
        return self.got.get(receiver, {}).get(giver, 0)

    def got_from(self, group: Collection[int], member: int) -> int:
        return sum(self.between(one, member) for one in group)

    def gave_to(self, group: Collection[int], member: int) -> int:
        return sum(self.between(member, one) for one in group)

    def active(self, least: int = 3) -> int:
        """How many people take part, by what they gave or got."""
        members = self.received.keys() | self.given.keys()
        counts = (max(self.received.get(m, 0), self.given.get(m, 0)) for m in members)
        return sum(count >= least for count in counts)
