"""The ledger of awards in memory: chains of an award and what became of it.

An award can be taken back for good, or rest while its post is deleted and come back with
it. It is void while a reversal stands (ADR 0036), whether it rests or not. While it rests or is
void it keeps its room under the caps, so that coming back never exceeds them.
The pure fold keeps a whole ledger here; a live reaction only the part it has to judge.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from forum.reputation.resting import Showing
from forum.reputation.rules import DAY_CAP, PAIR_WINDOW, POST_CAP, VOTES

TAKEN_BACK = "taken_back"
RESTING = "resting"
RESTORED = "restored"
VOIDED = "voided"
REINSTATED = "reinstated"
OF_REVERSALS = frozenset({VOIDED, REINSTATED})
Post = tuple[int, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the ledger; `id` is 0 until it is entered."""

    event_id: int
    member_id: int
    giver_id: int | None
    subject_id: int | None
    kind: str
    points: int
    granted_at: datetime
    outside_cap: bool = False
    undoes_id: int | None = None
    id: int = 0


@dataclass(slots=True)
class Chain:
    """An award and the newest row about it; it can rest and be void at the same time.

    `turned` is the newest row that is not of a reversal: these come in a stream of their own.
    `heard` are the events that have turned it.
    """

    award: Entry
    newest: Entry
    turned: Entry
    rests: bool = False
    is_void: bool = False
    moved: int = 0
    heard: set[int] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        self.newest = entry
        self.heard.add(entry.event_id)
        if entry.kind not in OF_REVERSALS:
            self.turned = entry
        self.moved += entry.points
        if entry.kind in (RESTING, RESTORED):
            self.rests = entry.kind == RESTING
        if entry.kind in OF_REVERSALS:
            self.is_void = entry.kind == VOIDED

    @property
    def holds_room(self) -> bool:
        return self.newest.kind != TAKEN_BACK

    @property
    def stands(self) -> bool:
        return self.holds_room and not self.rests and not self.is_void

    @property
    def standing_points(self) -> int:
        """What the rows of the chain add up to."""
        return self.award.points if self.stands else 0

    @property
    def capped_points(self) -> int:
        """What it uses up of the caps."""
        counts = self.holds_room and not self.award.outside_cap
        return max(0, self.award.points) if counts else 0


class Ledger:
    """`before` names the event being answered: only what came earlier can be reversed by it."""

    def __init__(self, entries: Iterable[Entry] = (), *, before: int | None = None) -> None:
        self.new: list[Entry] = []
        self.showing = Showing()
        self._before = before
        self._next_id = 1
        self._by_newest: dict[int, Chain] = {}
        self._by_day: dict[tuple[int, date], list[Chain]] = defaultdict(list)
        self._by_post: dict[int | None, list[Chain]] = defaultdict(list)
        self._by_pair: dict[tuple[int | None, int], list[Chain]] = defaultdict(list)
        for entry in entries:
            self._place(entry)

    def enter(self, entry: Entry) -> None:
        numbered = replace(entry, id=self._next_id)
        self._place(numbered)
        self.new.append(numbered)

    def reverse(self, chain: Chain, kind: str, *, points: int, event_id: int) -> None:
        """Add a row to a chain; it keeps the award's moment, member, giver and subject."""
        self.enter(
            replace(
                chain.award, kind=kind, points=points, event_id=event_id, undoes_id=chain.newest.id
            )
        )

    def on_post(self, subject_id: int | None) -> list[Chain]:
        """What was given for a post before the event that is being answered."""
        return [c for c in self._by_post[subject_id] if self._is_before(c.award)]

    def unturned_on(self, subject_id: int) -> list[Chain]:
        """Of these, what nothing has happened to since: an event heard again turns nothing."""
        return [c for c in self._by_post[subject_id] if self._is_before(c.turned)]

    def has(self, asked: Entry) -> bool:
        """Whether this member was given the same for this post and it was not taken back."""
        same = (asked.kind, asked.member_id)
        given = self._by_post[asked.subject_id]
        return any(c.holds_room and (c.award.kind, c.award.member_id) == same for c in given)

    def granted_before(self, asked: Entry) -> list[int]:
        """The points of awards for the same cause that were taken back earlier."""
        cause = asked.kind, asked.member_id, asked.giver_id
        earlier = [chain.award for chain in self.on_post(asked.subject_id)]
        return [a.points for a in earlier if (a.kind, a.member_id, a.giver_id) == cause]

    def room(self, member_id: int, subject_id: int | None, moment: datetime) -> int:
        """The points that still fit under both caps."""
        day = _used(self._by_day[member_id, day_of(moment)])
        if subject_id is None:
            return DAY_CAP - day
        mine = [c for c in self._by_post[subject_id] if c.award.member_id == member_id]
        return min(DAY_CAP - day, POST_CAP - _used(mine))

    def unbalanced(self) -> list[int]:
        """The awards whose rows do not add up to what still stands of them."""
        chains = self._by_newest.values()
        return [c.award.id for c in chains if c.moved != c.standing_points]

    def exceeded_caps(self) -> list[str]:
        """The days and posts whose capped points are too many, in words; empty when all is well."""
        groups = [(DAY_CAP, f"on {day}", given) for (_, day), given in self._by_day.items()]
        posts = self._by_post.items()
        groups += [(POST_CAP, f"for {post}", given) for post, given in posts if post is not None]
        return [f"{cap} {words}" for cap, words, given in groups if _used(given) > cap]

    def votes(self, giver_id: int, member_id: int, until: datetime) -> int:
        """How many votes of this person for this author still count in the last 30 days."""
        given = self._by_pair[giver_id, member_id]
        since = until - PAIR_WINDOW
        return sum(
            c.holds_room and c.award.kind in VOTES and c.award.granted_at > since for c in given
        )

    def _is_before(self, entry: Entry) -> bool:
        return self._before is None or entry.event_id < self._before

    def _place(self, entry: Entry) -> None:
        self._next_id = max(self._next_id, entry.id + 1)
        if entry.undoes_id is not None:
            chain = self._by_newest.pop(entry.undoes_id)
            chain.add(entry)
        else:
            chain = Chain(entry, entry, entry, moved=entry.points)
            self._by_day[entry.member_id, day_of(entry.granted_at)].append(chain)
            self._by_post[entry.subject_id].append(chain)
            self._by_pair[entry.giver_id, entry.member_id].append(chain)
        self._by_newest[entry.id] = chain


def _used(chains: list[Chain]) -> int:
    return sum(chain.capped_points for chain in chains)


def day_of(moment: datetime) -> date:
    """The day of UTC whose cap an award counts towards."""
    return moment.astimezone(UTC).date()
