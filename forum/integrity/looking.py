"""One look over the gifts of a window: everything that is found in it, the plainest first."""

from collections.abc import Collection, Iterable

from forum.integrity.flow import NOTHING_SHARED, Cast, Finding, Flow, Shared
from forum.integrity.pairs import bursts, exchanges, fans
from forum.integrity.rings import rings
from forum.integrity.sharing import shared_addresses


def findings(
    gifts: Flow,
    votes: Flow,
    casts: Iterable[Cast],
    *,
    seeds: Collection[int],
    shared: Shared = NOTHING_SHARED,
) -> list[Finding]:
    """`votes` are those in other people's questions; `casts` the votes that can be bursts.

    Seeds are the members who got something since the last look; `shared` says with whom they, or
    anybody, share an address.
    """
    return [
        *rings(gifts, seeds),
        *fans(votes, gifts, seeds),
        *exchanges(gifts, seeds),
        *shared_addresses(gifts, seeds, shared),
        *bursts(casts),
    ]
