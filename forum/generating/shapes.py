"""How long, how many, how often: the shapes of a real forum, drawn by chance.

The parameters were fitted once to the archive of the Urho3D forum (Discourse, 36,990 posts of 999
people in 5,046 topics, 2014 to 2022) as `folkmoot import discourse` reads it: means and standard
deviations of the logarithms, and plain shares. Nothing of the archive itself is here.
"""

import math
from datetime import UTC, datetime, timedelta
from random import Random

UNANSWERED = 0.085
REPLIES = (1.403, 0.938)
"""Of questions with a reply; the longest had 434."""
COMMENTS = 0.308
"""The share of replies that are about an answer."""
WORDS = (3.785, 1.131)
LONGEST = 1_500
POSTS_OF_AUTHOR = (1.901, 1.549)
POSTS_A_PERSON = 37
LIKED = 0.154
LIKED_AGAIN = 0.494
"""The chance of one more like: the liked ones had 1.98 on average."""
SOLVED = 0.145
"""Of questions with a reply."""
VIEWS = (6.124, 0.756)
HOURS_LATER = (3.841, 2.675)
HOURS = (
    *(0.0313, 0.0305, 0.0280, 0.0295, 0.0263, 0.0286, 0.0316, 0.0381),
    *(0.0459, 0.0483, 0.0482, 0.0446, 0.0460, 0.0530, 0.0597, 0.0596),
    *(0.0525, 0.0475, 0.0474, 0.0452, 0.0465, 0.0422, 0.0355, 0.0339),
)
WEEKDAYS = (0.1484, 0.1511, 0.1631, 0.1499, 0.1459, 0.1275, 0.1141)

FIRST = datetime(2021, 1, 4, tzinfo=UTC)
"""A Monday; fixed, so that the same seed gives the same place whenever it is made."""
WEEKS = 256
LAST = FIRST + timedelta(weeks=WEEKS)
A_DAY = timedelta(days=1)


class Shapes:
    """Everything is drawn from one generator, so that a seed decides it all."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice

    def replies(self) -> int:
        """Of one question."""
        if self.dice.random() < UNANSWERED:
            return 0
        return max(1, round(self.dice.lognormvariate(*REPLIES)))

    def words(self) -> int:
        return min(LONGEST, max(2, round(self.dice.lognormvariate(*WORDS))))

    def views(self) -> int:
        return round(self.dice.lognormvariate(*VIEWS))

    def likes(self) -> int:
        if self.dice.random() >= LIKED:
            return 0
        return 1 + int(math.log(1 - self.dice.random()) / math.log(LIKED_AGAIN))

    def is_solved(self) -> bool:
        return self.dice.random() < SOLVED

    def is_comment(self) -> bool:
        return self.dice.random() < COMMENTS

    def diligence(self, people: int) -> list[float]:
        """How much each of so many people writes, as weights."""
        return [self.dice.lognormvariate(*POSTS_OF_AUTHOR) for _ in range(people)]

    def asked_at(self) -> datetime:
        """At least a day before the last moment."""
        week = self.dice.randrange(WEEKS)
        (weekday,) = self.dice.choices(range(7), WEEKDAYS)
        return min(self._on(FIRST + timedelta(weeks=week, days=weekday)), LAST - A_DAY)

    def replied_at(self, asked_at: datetime, count: int) -> list[datetime]:
        """In order; later ones at an hour of the day when people write."""
        return sorted(self._later(asked_at) for _ in range(count))

    def _later(self, asked_at: datetime) -> datetime:
        hours = min(self.dice.lognormvariate(*HOURS_LATER), WEEKS * 168.0)
        moment = asked_at + timedelta(hours=hours, minutes=1)
        if hours > 48:
            moment = self._on(moment.replace(hour=0, minute=0, second=0, microsecond=0))
        return min(moment, LAST)

    def _on(self, midnight: datetime) -> datetime:
        (hour,) = self.dice.choices(range(24), HOURS)
        return midnight + timedelta(hours=hour, seconds=self.dice.randrange(3600))
