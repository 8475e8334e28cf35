"""Rings: people who get nearly all their gifts from one another, however they take turns.

For each member the gifts are followed back: from whom do they come, and from whom did those get
theirs? In a ring one never leaves it. Gifts that a ring strews outside to look harmless change
nothing, since only what somebody gets is followed. This is personalised PageRank on reversed
edges by local pushing, then a sweep over its order (Andersen, Chung and Lang, 2006); the cost
for one member does not grow with the place.
"""

from collections.abc import Iterable, Sequence

from forum.integrity.flow import Finding, Flow
from forum.integrity.grounds import RINGS, Ground

STOP = 0.15
"""The chance with which following the gifts back ends at each person."""
LEAST = 1 / 400
"""Less than this of the way is not followed any further."""


def rings(flow: Flow, seeds: Iterable[int]) -> list[Finding]:
    """Groups with a seed in them; nobody is in two."""
    town, taken, found = flow.active(), set[int](), list[Finding]()
    for seed in sorted(seeds):
        if seed in taken or not _may_be_in_one(flow, seed):
            continue
        group = _closed(flow, _tightest(flow, _sources(flow, seed)) - taken)
        if finding := _judged(flow, group, town):
            found.append(finding)
            taken |= group
    return found


def _may_be_in_one(flow: Flow, member: int) -> bool:
    return flow.received.get(member, 0) >= RINGS.a_head and flow.given.get(member, 0) >= 2


def _sources(flow: Flow, seed: int) -> Sequence[int]:
    """From whom the gifts of the seed come in the end, those from whom most comes first."""
    share: dict[int, float] = {}
    left = {seed: 1.0}
    waiting = [seed]
    while waiting:
        member = waiting.pop()
        amount = left.pop(member)
        share[member] = share.get(member, 0.0) + STOP * amount
        passed = (1 - STOP) * amount / max(1, flow.received.get(member, 0))
        for giver, many in flow.got.get(member, {}).items():
            before = left.get(giver, 0.0)
            left[giver] = before + passed * many
            if before < LEAST <= left[giver]:
                waiting.append(giver)
    return sorted(share, key=lambda member: (-share[member], member))[: RINGS.most]


def _tightest(flow: Flow, order: Sequence[int]) -> set[int]:
    """The beginning of the order that gets most of its gifts from itself; of equal ones the
    longest.
    """
    best, best_share, inside, total = 0, 0.0, 0, 0
    group: set[int] = set()
    for number, member in enumerate(order, 1):
        inside += flow.got_from(group, member) + flow.gave_to(group, member)
        total += flow.received.get(member, 0)
        group.add(member)
        if number >= RINGS.people and total and inside / total >= best_share:
            best, best_share = number, inside / total
    return set(order[:best])


def _closed(flow: Flow, group: set[int]) -> set[int]:
    """Without those who get too little from the others, or give them nothing, until none is."""
    while loose := {member for member in group if _is_loose(flow, group, member)}:
        group = group - loose
    return group


def _is_loose(flow: Flow, group: set[int], member: int) -> bool:
    got, gave = flow.got_from(group, member), flow.gave_to(group, member)
    if min(got, gave) < 2:
        return True
    gets, gives = got / flow.received[member], gave / flow.given[member]
    return gets < RINGS.of_each_gets or gets * gets * gives < RINGS.of_each


def _judged(flow: Flow, group: set[int], town: int) -> Finding | None:
    got = {member: flow.got_from(group, member) for member in group}
    gave = {member: flow.gave_to(group, member) for member in group}
    inside = sum(got.values())
    total = sum(flow.received.get(member, 0) for member in group)
    turned = sum(min(got[member], gave[member]) for member in group)
    is_large = len(group) > RINGS.of_town * town
    is_thin = inside < max(RINGS.least, RINGS.a_head * len(group))
    if len(group) < RINGS.people or is_large or is_thin or turned < RINGS.turning * inside:
        return None
    if inside < _asked(group) * total or _lift(flow, group, inside, total) < RINGS.lift:
        return None
    members = frozenset(group)
    return Finding(Ground.RING, members, members, inside, total)


def _asked(group: set[int]) -> float:
    return RINGS.inside_if_small if len(group) < RINGS.small else RINGS.inside


def _lift(flow: Flow, group: set[int], inside: int, total: int) -> float:
    """The odds of getting from the group inside it, over those odds outside."""
    strewn = sum(flow.given.get(member, 0) for member in group) - inside
    others = flow.all - total
    within = (inside + 1) / (total - inside + 1)
    return within / ((strewn + 1) / (others - strewn + 1))
