"""One look over the gifts of a window: everything that is found in it, the plainest first."""

from collections.abc import Collection, Iterable

from forum.integrity.flow import Cast, Finding, Flow
from forum.integrity.pairs import bursts, exchanges, fans
from forum.integrity.rings import rings


def findings(
    gifts: Flow, votes: Flow, casts: Iterable[Cast], *, seeds: Collection[int]
) -> list[Finding]:
    """`votes` are those in other people's questions; `casts` the votes that can be bursts.

    Seeds are the members who got something since the last look.
    """
    return [
        *rings(gifts, seeds),
        *fans(votes, gifts, seeds),
        *exchanges(gifts, seeds),
        *bursts(casts),
    ]
