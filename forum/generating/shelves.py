"""Turns talks into the rows of all tables they stand in, counters and events included."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forum.generating.pouring import pour
from forum.generating.prose import Prose
from forum.generating.talks import Reply, Talk
from forum.imports.actions.rows import Row, change_rows
from forum.kernel.db import Model
from forum.kernel.events import Event, Origin, PublishedEvent
from forum.kernel.subjects import Subject
from forum.kernel.text import RENDERER_VERSION
from forum.threads.actions import slug_of
from forum.threads.events import AnswerAccepted, AnswerCommented, ThreadAnswered, ThreadAsked
from forum.threads.models import Answer, Comment, Thread, ThreadTag

IN_ORDER: tuple[type[Model], ...] = (Subject, Thread, ThreadTag, Answer, Comment, PublishedEvent)


@dataclass
class Place:
    """What the rows refer to: our people, topics and tags by their place, and the next number."""

    people: Sequence[int]
    topics: Sequence[int]
    tags: Sequence[int]
    numbers: Iterator[int]
    helpers: set[int] = field(default_factory=set)


class Shelves:
    """Rows for some talks; `put_away` writes them all."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.rows: dict[type[Model], list[Row]] = {model: [] for model in IN_ORDER}
        self.solved: list[Row] = []

    def put_away(self) -> None:
        for model in IN_ORDER:
            pour(model, self.rows[model])
        change_rows(Thread, self.solved, "solution_id", "solved_at")

    def take(self, talk: Talk) -> None:
        thread_id, author = self._number("thread"), self.place.people[talk.author]
        answers = [reply for reply in talk.replies if reply.about is None]
        self.rows[Thread].append(_thread(talk, answers) | self._belongs(talk, thread_id, author))
        self.rows[ThreadTag] += [
            {"thread_id": thread_id, "tag_id": self.place.tags[tag]} for tag in talk.tags
        ]
        self._note(ThreadAsked(actor_id=author, thread_id=thread_id), talk.at)
        ids = self._take_replies(talk, thread_id)
        if talk.solution is not None:
            self._solve(talk, talk.solution, thread_id, ids)

    def _belongs(self, talk: Talk, thread_id: int, author: int) -> Row:
        return {"id": thread_id, "author_id": author, "topic_id": self.place.topics[talk.topic]}

    def _take_replies(self, talk: Talk, thread_id: int) -> dict[int, int]:
        """The ids of the answers by their place."""
        ids: dict[int, int] = {}
        comments = Counter(reply.about for reply in talk.replies)
        for place, reply in enumerate(talk.replies):
            if reply.about is None:
                ids[place] = self._answer(reply, thread_id, len(ids) + 1, comments[place])
            else:
                helper = talk.replies[reply.about].author
                self._comment(reply, thread_id, ids[reply.about], self.place.people[helper])
        return ids

    def _answer(self, reply: Reply, thread_id: int, number: int, comments: int) -> int:
        id_, author = self._number("answer"), self.place.people[reply.author]
        row = {"id": id_, "thread_id": thread_id, "number": number, "comment_count": comments}
        thanks = {"thanks_count": reply.likes, "imported_thanks": reply.likes}
        self.rows[Answer].append(row | thanks | _said(reply.prose, author, reply.at))
        self._note(
            ThreadAnswered(
                actor_id=author,
                thread_id=thread_id,
                answer_id=id_,
                helper_id=author,
                is_official=False,
            ),
            reply.at,
        )
        return id_

    def _comment(self, reply: Reply, thread_id: int, answer_id: int, helper_id: int) -> None:
        id_, author = self._number("comment"), self.place.people[reply.author]
        row = {"id": id_, "answer_id": answer_id, "thread_id": thread_id}
        row["imported_thanks"] = reply.likes
        self.rows[Comment].append(row | _said(reply.prose, author, reply.at))
        about: dict[str, Any] = {"thread_id": thread_id, "answer_id": answer_id}
        commented = AnswerCommented(actor_id=author, helper_id=helper_id, comment_id=id_, **about)
        self._note(commented, reply.at)

    def _solve(self, talk: Talk, solution: int, thread_id: int, ids: dict[int, int]) -> None:
        answer_id, at = ids[solution], talk.replies[-1].at
        asker = self.place.people[talk.author]
        helper = self.place.people[talk.replies[solution].author]
        self.place.helpers.add(helper)
        self.solved.append({"row_id": thread_id, "new_solution_id": answer_id, "new_solved_at": at})
        about: dict[str, Any] = {"thread_id": thread_id, "answer_id": answer_id}
        accepted = AnswerAccepted(actor_id=asker, helper_id=helper, asker_id=asker, **about)
        self._note(accepted, at)

    def _number(self, kind: str) -> int:
        id_ = next(self.place.numbers)
        self.rows[Subject].append({"id": id_, "kind": kind})
        return id_

    def _note(self, event: Event, at: datetime) -> None:
        """The past: nobody is told of it, and nothing waits."""
        self.rows[PublishedEvent].append(
            {
                "kind": event.kind,
                "version": event.version,
                "stream": event.stream,
                "subject_id": event.subject_id,
                "actor_id": event.actor_id,
                "channel": "command",
                "origin": str(Origin.IMPORT),
                "facts": event.facts(),
                "request_id": None,
                "happened_at": at,
            }
        )


def _thread(talk: Talk, answers: list[Reply]) -> Row:
    return {
        "title": talk.title,
        "slug": slug_of(talk.title),
        "body": talk.prose.body,
        "html": talk.prose.html,
        "renderer": RENDERER_VERSION,
        "views": talk.views,
        "score": talk.likes,
        "imported_score": talk.likes,
        "answer_count": len(answers),
        "last_number": len(answers),
        "asked_at": talk.at,
        "active_at": max((answer.at for answer in answers), default=talk.at),
    }


def _said(prose: Prose, author: int, at: datetime) -> Row:
    text = {"body": prose.body, "html": prose.html, "renderer": RENDERER_VERSION}
    return text | {"author_id": author, "written_at": at}
