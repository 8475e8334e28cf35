"""How twenty accounts arrange points in a simulated town, and the one honest member who helps."""

from collections.abc import Callable
from datetime import timedelta

from tests.forum.integrity.towns import DAYS, START, Habits, Town, live_a_day

TWENTY = range(1001, 1021)
HELPER = 1001
AT_HOME = range(1001, 1005)
HABITS = Habits(members=100, questions_a_day=6)

Scheme = Callable[[Town, int], None]


def lived(seed: int, habits: Habits, scheme: Scheme | None = None) -> Town:
    """Sixty days, with a look every night."""
    town = Town(seed)
    for day in range(DAYS):
        town.now = START + timedelta(days=day)
        live_a_day(town, habits)
        if scheme:
            scheme(town, day)
        town.night()
    return town


def ring(town: Town, day: int) -> None:
    """Each asks once a week, is answered and thanks, and votes for two others a day."""
    for place, one in enumerate(TWENTY):
        if day % 7 == place % 7:
            _help(town, one, _other(town, one))
        for _ in range(2):
            _vote(town, one, _other(town, one))
        _strew(town, one, 0.5)


def trickle(town: Town, day: int) -> None:
    """A vote every third day, a solution every second week, and as much for strangers."""
    for one in TWENTY:
        if town.chance.random() < 0.07:
            _help(town, one, _other(town, one))
        if town.chance.random() < 0.3:
            other = _other(town, one)
            town.votes(one, other, town.answers(other, town.asks(0)), 0)
        _strew(town, one, 0.3)


def helper_and_ring(town: Town, day: int) -> None:
    """One who really helps strangers, and nineteen who vote for that one."""
    _really_help(town)
    for one in TWENTY[1:]:
        if town.chance.random() < 0.3:
            _vote(town, one, HELPER)
        _strew(town, one, 0.05)


def helper_in_a_ring(town: Town, day: int) -> None:
    """The same, but the nineteen trickle to one another too."""
    helper_and_ring(town, day)
    trickle(town, day)


def puppets(town: Town, day: int) -> None:
    """One who helps strangers now and then, and three accounts of their own that ask, thank and
    vote; too few for fans.
    """
    if town.chance.random() < 0.15:
        _really_help(town)
    for place, one in enumerate(AT_HOME[1:]):
        if day % 7 == place:
            _help(town, one, HELPER)
        if town.chance.random() < 0.3:
            _vote(town, one, HELPER)
        _strew(town, one, 0.05)


def puppets_at_one_address(town: Town, day: int) -> None:
    """The same behind one router."""
    town.homes = [set(AT_HOME)]
    puppets(town, day)


def friends_at_one_address(town: Town, day: int) -> None:
    """Four accounts of one person that take turns, slower than a ring."""
    town.homes = [set(AT_HOME)]
    for one in AT_HOME:
        other = town.chance.choice([other for other in AT_HOME if other != one])
        if town.chance.random() < 0.1:
            _help(town, one, other)
        if town.chance.random() < 0.3:
            _vote(town, one, other)
        _strew(town, one, 0.05)


def _really_help(town: Town) -> None:
    asker = town.chance.randint(1, HABITS.members)
    thread = town.asks(asker)
    answer = town.answers(HELPER, thread)
    if town.chance.random() < 0.4:
        town.accepts(asker, HELPER, answer, thread[1])
    if town.chance.random() < 0.6:
        town.votes(town.chance.randint(1, HABITS.members), HELPER, answer, thread[1], asker)


def _help(town: Town, asker: int, helper: int) -> None:
    thread = town.asks(asker)
    answer = town.answers(helper, thread)
    town.accepts(asker, helper, answer, thread[1])
    town.thanks(asker, helper, answer, thread[1])


def _vote(town: Town, giver: int, receiver: int) -> None:
    if town.posts[receiver]:
        answer, thread = town.chance.choice(town.posts[receiver])
        town.votes(giver, receiver, answer, thread)


def _strew(town: Town, giver: int, often: float) -> None:
    if town.chance.random() < often:
        _vote(town, giver, town.chance.randint(1, HABITS.members))


def _other(town: Town, one: int) -> int:
    return town.chance.choice([other for other in TWENTY if other != one])
