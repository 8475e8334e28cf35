"""What two people do for each other, and several for one: exchanges, bursts, fans."""

from collections.abc import Iterable
from itertools import groupby

from forum.integrity.flow import Cast, Finding, Flow
from forum.integrity.grounds import BURSTS, EXCHANGES, FANS, RINGS, Ground


def exchanges(flow: Flow, seeds: Iterable[int]) -> list[Finding]:
    """Pairs of whom at least one is a seed."""
    town, found = flow.active(), dict[frozenset[int], Finding]()
    if RINGS.of_town * town < 2:
        return []
    for one in sorted(seeds):
        for other in sorted(flow.got.get(one, {})):
            pair = frozenset((one, other))
            if pair not in found and _is_exchange(flow, one, other):
                there, back = flow.between(one, other), flow.between(other, one)
                mutual = 2 * min(there, back)
                found[pair] = Finding(Ground.EXCHANGE, pair, pair, mutual, there + back)
    return list(found.values())


def _is_exchange(flow: Flow, one: int, other: int) -> bool:
    there, back = flow.between(one, other), flow.between(other, one)
    if min(there, back) < EXCHANGES.each_way:
        return False
    if 2 * min(there, back) <= EXCHANGES.mutual * (there + back):
        return False
    gets = min(back / flow.received[one], there / flow.received[other])
    gives = min(there / flow.given[one], back / flow.given[other])
    return gets >= EXCHANGES.of_what_each_gets and gives >= EXCHANGES.of_what_each_gives


def bursts(votes: Iterable[Cast]) -> list[Finding]:
    """Of each pair the votes that were cast too fast one after another."""
    found = []
    ordered = sorted(votes, key=lambda vote: (*_pair(vote), vote.at, vote.post_id))
    for (giver, receiver), mine in groupby(ordered, key=_pair):
        fast = _too_fast(list(mine))
        if fast:
            pair = frozenset((giver,)), frozenset((receiver,))
            found.append(Finding(Ground.BURST, *pair, len(fast), len(fast), frozenset(fast)))
    return found


def _pair(vote: Cast) -> tuple[int, int]:
    return vote.giver_id, vote.receiver_id


def _too_fast(votes: list[Cast]) -> set[int]:
    """The posts of every run of five votes within a day."""
    fast: set[int] = set()
    for first, last in zip(votes, votes[BURSTS.votes - 1 :], strict=False):
        if last.at - first.at <= BURSTS.within:
            fast |= {v.post_id for v in votes if first.at <= v.at <= last.at}
    return fast


def fans(votes: Flow, flow: Flow, seeds: Iterable[int]) -> list[Finding]:
    """`votes` are those in other people's questions only; seeds are who may have been voted for."""
    found = []
    for star in sorted(seeds):
        givers = _single_minded(votes, flow, star)
        theirs = votes.got_from(givers, star)
        if len(givers) >= FANS.people and not _is_usual(votes, star, givers, theirs):
            cast = sum(votes.given[one] for one in givers)
            found.append(Finding(Ground.FANS, frozenset(givers), frozenset((star,)), theirs, cast))
    return found


def _single_minded(votes: Flow, flow: Flow, star: int) -> set[int]:
    many = {
        giver
        for giver, count in votes.got.get(star, {}).items()
        if count >= FANS.votes and count >= FANS.for_one * votes.given[giver]
    }
    among = many | {star}
    outside = {g: flow.received.get(g, 0) - flow.got_from(among, g) for g in many}
    return {giver for giver, got in outside.items() if got <= FANS.got}


def _is_usual(votes: Flow, star: int, givers: set[int], theirs: int) -> bool:
    """What the others do says whether this person is simply the one who answers here."""
    are_most = len(givers) > FANS.of_voters * len(votes.gave)
    if are_most or theirs < FANS.of_the_votes * votes.received[star]:
        return True
    others = votes.all - sum(votes.given[one] for one in givers)
    for_star = votes.received[star] - theirs
    return for_star > FANS.of_town * others
