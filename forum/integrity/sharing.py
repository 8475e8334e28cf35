"""Who gets most of their gifts from accounts that share a network or a mailbox with them."""

from collections.abc import Iterable

from forum.integrity.flow import Finding, Flow, Shared
from forum.integrity.grounds import BY_MAILBOX, BY_NETWORK, RINGS, Ground, Sharing

Home = frozenset[int]


def shared_addresses(flow: Flow, seeds: Iterable[int], shared: Shared) -> list[Finding]:
    """Those who share with the same people are one finding: each of them is told once."""
    town = flow.active()
    givers, receivers = dict[Home, set[int]](), dict[Home, set[int]]()
    for member in sorted(seeds):
        home, theirs = _held(flow, member, shared, town)
        if theirs:
            givers.setdefault(home, set()).update(theirs)
            receivers.setdefault(home, set()).add(member)
    return [_finding(flow, givers[home], receivers[home]) for home in sorted(givers, key=sorted)]


def _held(flow: Flow, member: int, shared: Shared, town: int) -> tuple[Home, set[int]]:
    """With whom they share, and who of those gave them too much. By network and mailbox together
    first; half of the place on one network is the place.
    """
    by_mailbox = shared.mailboxes.get(member, set())
    home = frozenset({member} | by_mailbox | shared.networks.get(member, set()))
    givers = _givers(flow, member, home, BY_NETWORK)
    if givers and len(givers | {member}) <= RINGS.of_town * town:
        return home, givers
    home = frozenset({member} | by_mailbox)
    return home, _givers(flow, member, home, BY_MAILBOX)


def _givers(flow: Flow, member: int, home: Home, bar: Sharing) -> set[int]:
    near = {one for one in home - {member} if flow.between(one, member)}
    theirs = {g for g in near if flow.gave_to(home, g) >= bar.of_what_they_give * flow.given[g]}
    got = flow.got_from(theirs, member)
    is_most = got >= bar.of_what_one_gets * flow.received.get(member, 0)
    return theirs if got >= bar.least and is_most else set()


def _finding(flow: Flow, givers: set[int], receivers: set[int]) -> Finding:
    part = sum(flow.got_from(givers, one) for one in receivers)
    whole = sum(flow.received[one] for one in receivers)
    sides = frozenset(givers), frozenset(receivers)
    return Finding(Ground.SHARED_ADDRESS, *sides, part, whole)
