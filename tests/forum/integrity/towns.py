"""A town of 60 days, told as events: honest members, and people who arrange points.

Everything is drawn from a seeded generator. Every night the same rules look that look in a real
place, and what they find is told as further events; at the end the pure fold counts the points.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from forum.integrity.flow import Cast, Finding, Flow, Shared
from forum.integrity.grounds import BURSTS, LASTS, WINDOW
from forum.integrity.looking import findings
from forum.kernel.events import Event, Published
from forum.reputation.earning import fold
from forum.threads.events import AnswerAccepted, AnswerThanked, PostVoted
from forum.votes.events import GiftVoided

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAYS = 60


@dataclass(frozen=True)
class Gift:
    event_id: int
    giver: int
    receiver: int
    post: int
    thread: int
    is_vote: bool
    is_own: bool
    at: datetime


@dataclass
class Town:
    """`seed` decides everything; members are numbers from 1."""

    seed: int
    told: list[Event] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    found: list[tuple[Finding, datetime]] = field(default_factory=list)
    void: set[int] = field(default_factory=set)
    done: set[Any] = field(default_factory=set)
    homes: list[set[int]] = field(default_factory=list)
    posts: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.numbers = count(1)
        self.now = START

    def asks(self, asker: int) -> tuple[int, int]:
        return asker, next(self.numbers)

    def answers(self, helper: int, thread: tuple[int, int]) -> int:
        answer = next(self.numbers)
        self.posts[helper].append((answer, thread[1]))
        return answer

    def votes(self, giver: int, receiver: int, post: int, thread: int, asker: int = 0) -> None:
        facts = {"post_id": post, "author_id": receiver, "is_answer": True}
        self._tell(PostVoted, giver, receiver, post, thread, asker, before=0, value=1, **facts)

    def accepts(self, asker: int, helper: int, answer: int, thread: int) -> None:
        facts = {"answer_id": answer, "helper_id": helper, "asker_id": asker}
        self._tell(AnswerAccepted, asker, helper, answer, thread, asker, **facts)

    def thanks(self, asker: int, helper: int, answer: int, thread: int) -> None:
        facts = {"answer_id": answer, "helper_id": helper, "counts": True}
        self._tell(AnswerThanked, asker, helper, answer, thread, asker, **facts)

    def _tell(
        self, kind: Any, giver: int, receiver: int, post: int, thread: int, asker: int, **facts: Any
    ) -> None:
        if giver == receiver or (kind, giver, post) in self.done:
            return
        self.done.add((kind, giver, post))
        event = self._publish(kind(actor_id=giver, thread_id=thread, **facts))
        own = giver == asker
        gift = Gift(event.event_id, giver, receiver, post, thread, kind is PostVoted, own, self.now)
        self.gifts.append(gift)
        if any(self._covers(finding, since, gift) for finding, since in self.found):
            self._make_void(gift)

    def _publish(self, event: Event) -> Event:
        self.now += timedelta(seconds=1)
        number = len(self.told) + 1
        row = Published(id=number, happened_at=self.now, origin="live", channel="web")
        self.told.append(replace(event, published=row))
        return self.told[-1]

    def _covers(self, finding: Finding, since: datetime, gift: Gift) -> bool:
        lasts = gift.at < since + LASTS[finding.ground]
        return lasts and gift.giver in finding.givers and gift.receiver in finding.receivers

    def _make_void(self, gift: Gift) -> None:
        self.void.add(gift.event_id)
        self._publish(
            GiftVoided(
                actor_id=None,
                reversal_id=1,
                gift_id=gift.event_id,
                post_id=gift.post,
                giver_id=gift.giver,
                receiver_id=gift.receiver,
                root="thread",
                root_id=gift.thread,
            )
        )

    def night(self) -> None:
        """What the nightly look does, on the whole window."""
        lately = [g for g in self.gifts if g.at > self.now - WINDOW]
        casts = [Cast(g.giver, g.receiver, g.post, g.at) for g in lately if g.is_vote]
        votes = _flow(g for g in lately if g.is_vote and not g.is_own)
        new = [c for c in casts if c.at > self.now - 2 * BURSTS.within]
        seeds = {g.receiver for g in lately if g.at > self.now - timedelta(days=1)}
        shared = Shared(together(self.homes))
        for finding in findings(_flow(lately), votes, new, seeds=seeds, shared=shared):
            self._reverse(finding, lately)

    def _reverse(self, finding: Finding, lately: list[Gift]) -> None:
        mine = [
            gift
            for gift in lately
            if gift.event_id not in self.void
            and gift.giver in finding.givers
            and gift.receiver in finding.receivers
            and (not finding.posts or gift.post in finding.posts)
        ]
        if mine:
            self.found.append((finding, self.now))
        for gift in mine:
            self._make_void(gift)

    def points(self) -> dict[int, int]:
        return points_of(self.told)

    def flagged(self) -> set[int]:
        return {member for finding, _ in self.found for member in finding.members}


def together(groups: Iterable[set[int]]) -> dict[int, set[int]]:
    """With whom each is in a group."""
    with_whom: dict[int, set[int]] = defaultdict(set)
    for group in groups:
        for one in group:
            with_whom[one] |= group - {one}
    return dict(with_whom)


def points_of(told: Iterable[Event]) -> dict[int, int]:
    """By the pure fold of the ledger."""
    sums: dict[int, int] = defaultdict(int)
    for entry in fold(told):
        sums[entry.member_id] += entry.points
    return sums


def _flow(gifts: Iterable[Gift]) -> Flow:
    pairs: dict[tuple[int, int], set[int]] = defaultdict(set)
    for gift in gifts:
        pairs[gift.giver, gift.receiver].add(gift.post)
    return Flow.of((giver, receiver, len(posts)) for (giver, receiver), posts in pairs.items())


@dataclass(frozen=True)
class Habits:
    """How an honest town lives: a few help much, many ask now and then, some read and vote."""

    members: int
    questions_a_day: float
    votes_an_answer: float = 1.5
    few: float = 1.1


def live_a_day(town: Town, habits: Habits, first: int = 1) -> None:
    """One honest day of members `first` to `first + members - 1`."""
    chance, people = town.chance, range(first, first + habits.members)
    asking = [1 / (1 + n) ** 0.4 for n in range(habits.members)][::-1]
    helping = [1 / (1 + n) ** habits.few for n in range(habits.members)]
    voting = [1 / (1 + n) ** 0.7 for n in range(habits.members)]
    chance_of = {"asking": asking, "helping": helping, "voting": voting}
    drawn = {n: (lambda w=w: chance.choices(people, w)[0]) for n, w in chance_of.items()}
    whole = int(habits.questions_a_day)
    for _ in range(whole + (chance.random() < habits.questions_a_day - whole)):
        _one_question(town, habits, drawn)


def _one_question(town: Town, habits: Habits, drawn: dict[str, Any]) -> None:
    chance, asker = town.chance, drawn["asking"]()
    thread = town.asks(asker)
    helpers = list({drawn["helping"]() for _ in range(chance.choice((1, 1, 2, 3)))} - {asker})
    for number, helper in enumerate(helpers):
        answer = town.answers(helper, thread)
        if number == 0 and chance.random() < 0.5:
            town.accepts(asker, helper, answer, thread[1])
        if chance.random() < 0.4:
            town.thanks(asker, helper, answer, thread[1])
        for _ in range(round(chance.expovariate(1 / habits.votes_an_answer))):
            town.votes(drawn["voting"](), helper, answer, thread[1], asker)
