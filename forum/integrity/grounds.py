"""Why gifts can be reversed, and from which numbers on: one table, with the reason for each.

No number was fitted to an archive. Where there is doubt nothing is found: to accuse somebody who
helps is worse than a few points too many. Everything is counted in gifts: whatever one person
gives another for one post is one gift, however often they thank for it.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

WINDOW = timedelta(days=90)
"""How far back we look: long enough for a trickle, short enough that people can change."""


class Ground(StrEnum):
    RING = "ring"
    FANS = "fans"
    EXCHANGE = "exchange"
    SHARED_ADDRESS = "shared_address"
    BURST = "burst"


LASTS = {
    Ground.RING: WINDOW,
    Ground.FANS: WINDOW,
    Ground.EXCHANGE: WINDOW,
    Ground.SHARED_ADDRESS: WINDOW,
    Ground.BURST: timedelta(days=30),
}
"""So long what the same people give one another does not count. A burst is mostly zeal: as long
as votes of one person for one author are weighed together."""


@dataclass(frozen=True, slots=True)
class Bursts:
    """Five votes of one person for another within a day: the published rule."""

    votes: int = 5
    within: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Two people who vote for each other, and hardly get anything from anybody else.

    `mutual` is the published rule. It alone would catch every good neighbour in a village, so the
    other has to be most of what each of them gets, and much of what each of them gives.
    """

    each_way: int = 5
    mutual: float = 0.6
    of_what_each_gets: float = 0.6
    of_what_each_gives: float = 0.4


@dataclass(frozen=True, slots=True)
class Rings:
    """People who get nearly everything from one another.

    `least` gifts and `a_head`: fewer prove nothing. `inside`: of all they get. `small` groups are
    friends more often than rings, so nearly all has to come from inside. `turning`: of what comes
    from inside, how much its receivers give back inside; where a few help and many ask it is
    little. `lift`: how many times more likely they are to get from inside than others from them;
    the core of a forum that votes for everybody has about 1. `of_each_gets`: of what each gets, so
    much is from inside. `of_each`: the square of that, times the same share of what they give;
    whoever got what a ring strews and once gave to somebody in it has too little. `of_town`: a
    group that is most of the place is the place. `most` is how far we follow gifts back.
    """

    people: int = 3
    least: int = 15
    a_head: float = 3.0
    inside: float = 0.75
    small: int = 5
    inside_if_small: float = 0.9
    of_each_gets: float = 0.6
    of_each: float = 0.2
    turning: float = 0.5
    lift: float = 6.0
    of_town: float = 0.5
    most: int = 80


@dataclass(frozen=True, slots=True)
class Fans:
    """Several accounts that vote for one person and do hardly anything else.

    Only votes in other people's questions count: whoever asks, and thanks who answers, owes that.
    `people`: five friends are no campaign. `got`: whoever is helpful to others is no such account.
    `of_the_votes`: they make up much of what that person has. `of_voters`, `of_town`: where one
    person writes most of the answers, everybody votes mostly for them.
    """

    people: int = 6
    votes: int = 3
    for_one: float = 0.7
    got: int = 1
    of_the_votes: float = 0.25
    of_voters: float = 0.5
    of_town: float = 1 / 3


@dataclass(frozen=True, slots=True)
class Sharing:
    """One person gets most from accounts with which they share an address, and those give little
    elsewhere. To share one is never enough: a family, a library, a whole estate does.

    `least`: as many as two need who exchange, five and five. `of_what_one_gets`: whoever is thanked
    by strangers too is left alone. `of_what_they_give`: of each giver, to people with whom they
    share; a brother who also thanks others is none of them.
    """

    least: int = 10
    of_what_one_gets: float = 0.6
    of_what_they_give: float = 0.6


PUBLIC_FROM = 9
"""Accounts on one network: a place for everybody. Eight is a large family, or a shared house; from
six accounts on that vote for one person only, fans are found without any network."""

BURSTS, EXCHANGES, RINGS, FANS = Bursts(), Exchanges(), Rings(), Fans()
BY_NETWORK = Sharing()
BY_MAILBOX = Sharing(least=3, of_what_one_gets=0.3, of_what_they_give=0.5)
"""Two spellings of one mailbox are one person, or two who trust each other like one; nobody comes
to a second spelling by chance. To vote for oneself never counts, so little is enough."""
