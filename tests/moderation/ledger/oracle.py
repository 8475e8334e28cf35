"""What must be true after any history, read from the tables of the town and summed by hand.

Nothing here uses the rules' own code, but for the pure fold it is compared with.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from forum.ideas.events import IdeaSupported
from forum.ideas.models import Idea, Support
from forum.integrity.models import Reversal, ReversedGift
from forum.kernel.db import db
from forum.kernel.events import Event
from forum.kernel.house import house
from forum.reputation.earning import fold
from forum.reputation.models import Award, Reputation
from forum.threads.events import (
    AnswerAccepted,
    PostDeleted,
    PostHidden,
    PostRestored,
    PostUnhidden,
    PostVoted,
)
from forum.threads.models import Answer, Thread
from forum.votes.models import Vote
from moderation.reports.models import Decision

TURNS = {"resting": "away", "restored": "back", "voided": "away", "reinstated": "back"}
RESTS, VOIDS = {"resting", "restored"}, {"voided", "reinstated"}
ENDINGS = {"taken_back", *TURNS}
UNCAPPED = {"solution", "confirmed", "idea_accepted", "idea_delivered"}
ACCEPTED = {"planned", "in_progress", "delivered"}
PENALTIES = {"report_upheld", "spam"}
STEPS = {"answer_upvoted": (10, 5, 2), "question_upvoted": (5, 2, 1), "idea_upvoted": (5, 2, 1)}
Cause = tuple[int, int, str]
Given = tuple[str, int, int]
"""In which way, by whom, for what: `("vote", 7, 12)`."""


def check(events: list[Event], heard: list[Event] | None, *, cap: int) -> None:
    """`heard` in the order of delivery, when the ledger has to be what the fold makes of it."""
    rows = list(db.scalars(select(Award).order_by(Award.id)))
    chains = list(chains_of(rows))
    check_chains(chains)
    check_caps(chains, cap)
    check_votes(chains)
    standing = [chain[0] for chain in chains if stands(chain)]
    found = sorted((a.member_id, a.subject_id or 0, a.kind) for a in standing)
    assert found == sorted(causes(shut_threads(events), void_gifts(events)))
    check_totals(rows)
    if heard is not None:
        assert told(rows) == told(fold(heard))


def chains_of(rows: Iterable[Any]) -> Iterator[list[Any]]:
    chains: dict[int, list[Any]] = {}
    for row in rows:
        chain = chains[row.undoes_id] if row.undoes_id is not None else []
        chain.append(row)
        chains[row.id] = chain
    return (chain for id_, chain in chains.items() if chain[0].id == id_)


def check_chains(chains: list[list[Any]]) -> None:
    for chain in chains:
        assert chain[0].kind not in ENDINGS
        assert all(row.kind in ENDINGS for row in chain[1:])
        assert all(row.kind != "taken_back" for row in chain[:-1])
        assert sum(row.points for row in chain) == (chain[0].points if stands(chain) else 0)


def stands(chain: list[Any]) -> bool:
    """Not taken back, its post shows, and no reversal covers it."""
    turns = [[row.kind for row in chain if row.kind in pair] for pair in (RESTS, VOIDS)]
    away = any(kinds and TURNS[kinds[-1]] == "away" for kinds in turns)
    return chain[-1].kind != "taken_back" and not away


def check_caps(chains: list[list[Any]], cap: int) -> None:
    """What rests counts: it could come back at any moment."""
    used: dict[tuple[int, object], int] = defaultdict(int)
    for award, *rest in chains:
        is_capped = award.points > 0 and award.kind not in UNCAPPED
        if is_capped and not (rest and rest[-1].kind == "taken_back"):
            used[award.member_id, award.granted_at.date()] += award.points
            used[award.member_id, award.subject_id] += award.points
    assert max(used.values(), default=0) <= cap


def check_votes(chains: list[list[Any]]) -> None:
    """Of what one person has voted for one author, in 30 days one vote counts in full, one by half
    and one by a quarter at most, however often it was taken back and cast again.
    """
    pairs: dict[tuple[int, int, str], list[Any]] = defaultdict(list)
    for award, *rest in chains:
        if award.kind in STEPS and not (rest and rest[-1].kind == "taken_back"):
            pairs[award.giver_id, award.member_id, award.kind].append(award)
    for (_, _, kind), votes in pairs.items():
        for most, step in enumerate(STEPS[kind], start=1):
            moments = sorted(one.granted_at for one in votes if one.points >= step)
            close = [late for early, late in _apart(moments, most) if (late - early).days < 30]
            assert not close


def _apart(moments: list[Any], steps: int) -> Iterator[tuple[Any, Any]]:
    return pairwise(moments) if steps == 1 else zip(moments, moments[steps:], strict=False)


def check_totals(rows: list[Any]) -> None:
    sums: dict[int, int] = defaultdict(int)
    for row in rows:
        sums[row.member_id] += row.points
    for member_id, points in db.execute(select(Reputation.member_id, Reputation.points)):
        assert points == sums.pop(member_id, 0)
    assert not any(sums.values())
    assert house().projections["reputation"]() == 0
    for name in ("reputation totals", "reversals", "caps"):
        assert list(house().checks[name]()) == []


def told(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The ledger without its numbers, and without what decisions about reports enter: the fold does
    not know them.
    """
    known: dict[int, Any] = {}
    lines = []
    for row in rows:
        undone = known.get(row.undoes_id) if row.undoes_id is not None else None
        first = undone[0] if undone else row
        known[row.id] = (first, row)
        if first.kind not in PENALTIES:
            before = (undone[1].event_id, undone[1].kind) if undone else None
            cause = row.event_id, row.member_id, row.giver_id, row.subject_id
            lines.append((*cause, row.kind, row.points, row.granted_at, row.outside_cap, before))
    return lines


def shut_threads(events: Iterable[Event]) -> set[int]:
    """Hidden, or removed by somebody else than who asked, and not back again."""
    shut: set[int] = set()
    for event in events:
        if isinstance(event, PostRestored | PostUnhidden):
            shut.discard(event.post_id)
        elif isinstance(event, PostHidden) or (
            isinstance(event, PostDeleted) and event.actor_id != event.author_id
        ):
            shut.add(event.post_id)
    return shut


def void_gifts(events: Iterable[Event]) -> set[Given]:
    """What was given last in each way, where that gift is in a reversal that stands."""
    last: dict[Given, int] = {}
    for event in events:
        by = event.actor_id or 0
        if isinstance(event, PostVoted):
            last["vote", by, event.post_id] = event.event_id
        elif isinstance(event, AnswerAccepted):
            last["solution", by, event.answer_id] = event.event_id
        elif isinstance(event, IdeaSupported):
            last["support", by, event.idea_id] = event.event_id
    rows = select(ReversedGift.gift_id).join(Reversal, Reversal.id == ReversedGift.reversal_id)
    void = set(db.scalars(rows.where(Reversal.undone_at.is_(None))))
    return {given for given, event_id in last.items() if event_id in void}


def causes(shut: set[int], void: set[Given]) -> Iterator[Cause]:
    """Each award whose cause stands, whose post shows, and which is not void."""
    everything: list[Any] = [*db.scalars(select(Thread)), *db.scalars(select(Answer))]
    posts = {post.id: post for post in everything}
    seen = {id_ for id_, post in posts.items() if post.state == "visible"}
    answers = (post for post in posts.values() if isinstance(post, Answer))
    seen -= {answer.id for answer in answers if answer.thread_id in shut}
    for vote in db.scalars(select(Vote).where(Vote.subject_id.in_(seen))):
        if ("vote", vote.member_id, vote.subject_id) not in void:
            yield from _voted(vote, posts[vote.subject_id])
    for thread in db.scalars(select(Thread).where(Thread.solution_id.in_(seen))):
        answer = posts[thread.solution_id]
        is_void = ("solution", thread.author_id, answer.id) in void
        if answer.author_id != thread.author_id and not is_void:
            yield answer.author_id, answer.id, "solution"
            yield thread.author_id, answer.id, "accepting"
    confirmed = select(Answer).where(Answer.confirmed_by_id.is_not(None), Answer.id.in_(seen))
    for answer in db.scalars(confirmed):
        yield answer.author_id, answer.id, "confirmed"
    yield from _of_ideas(void)
    yield from _of_decisions()


def _voted(vote: Vote, post: Any) -> Iterator[Cause]:
    is_answer = isinstance(post, Answer)
    if vote.value > 0:
        yield post.author_id, post.id, "answer_upvoted" if is_answer else "question_upvoted"
        return
    yield post.author_id, post.id, "downvoted"
    if is_answer:
        yield vote.member_id, post.id, "downvoting"


def _of_ideas(void: set[Given]) -> Iterator[Cause]:
    for idea in db.scalars(select(Idea).where(Idea.state == "published")):
        supporters = select(Support.member_id).where(Support.idea_id == idea.id)
        for by in db.scalars(supporters.where(Support.member_id != idea.author_id)):
            if ("support", by, idea.id) not in void:
                yield idea.author_id, idea.id, "idea_upvoted"
        if idea.stage in ACCEPTED:
            yield idea.author_id, idea.id, "idea_accepted"
        if idea.stage == "delivered":
            yield idea.author_id, idea.id, "idea_delivered"


def _of_decisions() -> Iterator[Cause]:
    """Once for each post, however often it was upheld."""
    rows = select(Decision).where(Decision.reversed_at.is_(None))
    upheld = db.scalars(rows.where(Decision.deed.in_(("hide", "warn", "limit", "suspend"))))
    kinds = {True: "spam", False: "report_upheld"}
    yield from {(d.person_id, d.about_id, kinds[d.rule == "spam"]) for d in upheld}
