"""Draws one question after the other, with its replies, until there are as many posts as asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from random import Random

from forum.generating.prose import Prose, Writer
from forum.generating.shapes import POSTS_A_PERSON, Shapes


@dataclass(slots=True)
class Reply:
    """`about` is the place of the answer it comments on, None for an answer."""

    author: int
    at: datetime
    prose: Prose
    likes: int
    about: int | None = None


@dataclass(slots=True)
class Talk:
    """People are given by their place, the solution by the place of its answer."""

    author: int
    at: datetime
    title: str
    prose: Prose
    likes: int
    views: int
    topic: int
    tags: list[int]
    replies: list[Reply] = field(default_factory=list)
    solution: int | None = None


def people_for(posts: int) -> int:
    return max(3, posts // POSTS_A_PERSON)


class Talks:
    """The same numbers give the same talks."""

    def __init__(self, posts: int, dice: Random, *, topics: int, tags: int) -> None:
        self.posts, self.dice = posts, dice
        self.shapes, self.writer = Shapes(dice), Writer(dice)
        self.topics, self.tags = range(topics), range(tags)
        self.people = range(people_for(posts))
        self.diligence = list(accumulate(self.shapes.diligence(len(self.people))))

    def __iter__(self) -> Iterator[Talk]:
        left = self.posts
        while left:
            count = min(self.shapes.replies(), left - 1)
            left -= 1 + count
            yield self._talk(count)

    def _talk(self, count: int) -> Talk:
        shapes, at = self.shapes, self.shapes.asked_at()
        talk = Talk(
            author=self._somebody(),
            at=at,
            title=self.writer.title(),
            prose=self.writer.text(shapes.words()),
            likes=shapes.likes(),
            views=shapes.views(),
            topic=self.dice.choice(self.topics),
            tags=self.dice.sample(self.tags, self.dice.randint(0, 3)),
        )
        answers: list[int] = []
        for place, moment in enumerate(shapes.replied_at(at, count)):
            talk.replies.append(self._reply(moment, answers))
            if talk.replies[-1].about is None:
                answers.append(place)
        talk.solution = self._solution(talk, answers)
        return talk

    def _reply(self, at: datetime, answers: list[int]) -> Reply:
        is_comment = bool(answers) and self.shapes.is_comment()
        about = self.dice.choice(answers) if is_comment else None
        prose = self.writer.text(self.shapes.words())
        return Reply(self._somebody(), at, prose, self.shapes.likes(), about)

    def _solution(self, talk: Talk, answers: list[int]) -> int | None:
        """Hardly ever one's own."""
        others = [place for place in answers if talk.replies[place].author != talk.author]
        return self.dice.choice(others) if others and self.shapes.is_solved() else None

    def _somebody(self) -> int:
        (place,) = self.dice.choices(self.people, cum_weights=self.diligence)
        return place
