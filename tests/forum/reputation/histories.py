"""Histories that could happen in two threads, told step by step, and what must be true of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from forum.kernel.events import Event
from forum.reputation.rules import AWARDS
from forum.threads.events import (
    AnswerAccepted,
    AnswerConfirmed,
    AnswerUnaccepted,
    ConfirmationWithdrawn,
    PostDeleted,
    PostRestored,
    PostVoted,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
THREAD, ANSWERS = 0, (1, 2, 3, 4)
POSTS = (THREAD, *ANSWERS)
ASKER, HELPER, OTHER, STAFF = 0, 1, 2, 3
AUTHORS = {THREAD: ASKER, 1: HELPER, 2: HELPER, 3: OTHER, 4: ASKER}
CROWD = range(4, 24)
PEOPLE = 24

people = st.integers(0, PEOPLE - 1)
posts = st.sampled_from(POSTS)
answers = st.sampled_from(ANSWERS)


class History(RuleBasedStateMachine):
    """Only what the threads room allows; it remembers which causes of an award stand.

    Members and posts are small numbers here; `member` and `post` say which ids they have.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.told: list[Event] = []
        self.causes: set[tuple[str, int, int]] = set()
        self.deleted: set[int] = set()

    def happen(self, event: Event) -> None:
        raise NotImplementedError

    def happen_again(self, event: Event) -> None:
        raise NotImplementedError

    def member(self, person: int) -> int:
        return person + 100

    def post(self, number: int) -> int:
        return number + 1000

    @rule(voter=people, post=posts, value=st.sampled_from((-1, 0, 1, 1)))
    def vote(self, voter, post, value):
        before = self._vote_of(voter, post)
        if voter == AUTHORS[post] or value == before or (value and self._is_away(post)):
            return
        self.causes -= {(kind, voter, post) for kind in ("voted -1", "voted 1")}
        if value:
            self.causes.add((f"voted {value}", voter, post))
        self._tell(
            PostVoted,
            voter,
            post_id=self.post(post),
            author_id=self.member(AUTHORS[post]),
            is_answer=post != THREAD,
            before=before,
            value=value,
        )

    @rule(post=posts, many=st.integers(10, len(CROWD)))
    def a_crowd_comes(self, post, many):
        for voter in CROWD[:many]:
            self.vote(voter, post, 1)

    @rule(many=st.integers(12, len(CROWD)))
    def a_crowd_comes_while_a_post_is_gone(self, many):
        self.a_crowd_comes(1, many)
        self.delete(1)
        self.a_crowd_comes(2, many)
        self.restore(1)

    @rule(answer=answers)
    def accept(self, answer):
        if self._is_away(answer) or ("accepted", ASKER, answer) in self.causes:
            return
        for other in ANSWERS:
            self.unaccept(other)
        self.causes.add(("accepted", ASKER, answer))
        self._tell_of(AnswerAccepted, ASKER, answer, asker_id=self.member(ASKER))

    @rule(answer=answers)
    def unaccept(self, answer):
        if ("accepted", ASKER, answer) in self.causes:
            self.causes.remove(("accepted", ASKER, answer))
            self._tell_of(AnswerUnaccepted, ASKER, answer, asker_id=self.member(ASKER))

    @rule(answer=answers)
    def confirm(self, answer):
        if ("confirmed", STAFF, answer) not in self.causes and not self._is_away(answer):
            self.causes.add(("confirmed", STAFF, answer))
            self._tell_of(AnswerConfirmed, STAFF, answer)

    @rule(answer=answers)
    def withdraw_confirmation(self, answer):
        if ("confirmed", STAFF, answer) in self.causes:
            self.causes.remove(("confirmed", STAFF, answer))
            self._tell_of(ConfirmationWithdrawn, STAFF, answer)

    @rule(post=posts)
    def delete(self, post):
        if post not in self.deleted:
            self.unaccept(post)
            self.deleted.add(post)
            self._tell_of_post(PostDeleted, post)

    @rule(post=posts)
    def restore(self, post):
        if post in self.deleted:
            self.deleted.remove(post)
            self._tell_of_post(PostRestored, post)

    @rule(which=st.integers(0, 1000))
    def hear_again(self, which):
        if self.told:
            self.happen_again(self.told[which % len(self.told)])

    @rule(hours=st.integers(1, 400))
    def wait(self, hours):
        self.now += timedelta(hours=hours)

    def take_everything_back(self):
        for post in POSTS:
            self.unaccept(post)
            self.withdraw_confirmation(post)
            for voter in range(PEOPLE):
                self.vote(voter, post, 0)

    def _is_away(self, post: int) -> bool:
        """A question that staff removed takes its answers along."""
        return post in self.deleted or THREAD in self.deleted

    def _vote_of(self, voter: int, post: int) -> int:
        return sum(v for v in (-1, 1) if (f"voted {v}", voter, post) in self.causes)

    def _tell_of(self, kind, actor, answer, **facts):
        helper = self.member(AUTHORS[answer])
        self._tell(kind, actor, answer_id=self.post(answer), helper_id=helper, **facts)

    def _tell_of_post(self, kind, post):
        author = self.member(AUTHORS[post])
        self._tell(kind, STAFF, post_id=self.post(post), author_id=author)

    def _tell(self, kind, actor, **facts):
        self.now += timedelta(seconds=1)
        self.happen(kind(actor_id=self.member(actor), thread_id=self.post(THREAD), **facts))


def check_ledger(history: History, entries: Iterable[Any]) -> None:
    """Nothing here uses the rules' own code: rows are summed by hand."""
    chains = _chains(entries)
    for chain in chains:
        assert sum(e.points for e in chain) in (0, chain[0].points), "undo returns exactly"
    _check_caps(chains)
    standing = [chain[0] for chain in chains if _stands(chain)]
    assert sorted(_cause(e) for e in standing) == sorted(_expected(history))


def totals(entries: Iterable[Any]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for entry in entries:
        sums[entry.member_id] += entry.points
    return dict(sums)


def _chains(entries: Iterable[Any]) -> list[list[Any]]:
    chains: list[list[Any]] = []
    of: dict[int, list[Any]] = {}
    for entry in entries:
        chain = of[entry.undoes_id] if entry.undoes_id is not None else []
        if not chain:
            chains.append(chain)
        chain.append(entry)
        of[entry.id] = chain
    return chains


def _stands(chain: list[Any]) -> bool:
    return chain[-1].kind in AWARDS or chain[-1].kind == "restored"


def _check_caps(chains: list[list[Any]]) -> None:
    days: dict[tuple[int, object], int] = defaultdict(int)
    posts: dict[tuple[int, object], int] = defaultdict(int)
    for chain in chains:
        award = chain[0]
        if award.points > 0 and award.kind not in ("solution", "confirmed"):
            left = sum(entry.points for entry in chain)
            days[award.member_id, award.granted_at.date()] += left
            posts[award.member_id, award.subject_id] += left
    assert max(days.values(), default=0) <= 200
    assert max(posts.values(), default=0) <= 200


def _cause(entry) -> tuple[int, int, str]:
    return entry.member_id, entry.subject_id, entry.kind


def _expected(history: History) -> list[tuple[int, int, str]]:
    """The awards whose cause stands and whose post can be seen."""
    found = []
    for cause, giver, number in history.causes:
        if {number, THREAD} & history.deleted or giver == AUTHORS[number]:
            continue
        post, author = history.post(number), history.member(AUTHORS[number])
        found += [(author, post, kind) for kind in _kinds(cause, number)]
        if cause == "accepted":
            found.append((history.member(giver), post, "accepting"))
        if cause == "voted -1" and number != THREAD:
            found.append((history.member(giver), post, "downvoting"))
    return found


def _kinds(cause: str, number: int) -> list[str]:
    upvoted = "question_upvoted" if number == THREAD else "answer_upvoted"
    kinds = {"voted 1": upvoted, "voted -1": "downvoted", "accepted": "solution"}
    return [kinds.get(cause, cause)]
