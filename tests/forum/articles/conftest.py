"""Articles as staff write them, and a question with an answer of ours."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from forum.articles import actions
from forum.articles.actions import Draft, Source
from forum.articles.models import Article
from forum.articles.states import State
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads.actions import answer_thread, ask
from forum.threads.briefs import brief_of
from forum.topics.models import Topic
from tests.cast import Person

Write = Callable[..., int]
LONG = "Go to the library with your logbook. " * 8


@pytest.fixture
def write(dev: Person, parking: Topic) -> Write:
    """A published article of Dev's; `state` leaves it in another."""

    def written(
        title: str,
        *,
        body: str = LONG,
        in_short: str = "Take your logbook to the library.",
        state: State = State.PUBLISHED,
        sources: list[int] | None = None,
        until: date | None = None,
        topic: Topic = parking,
    ) -> int:
        text = write_up(body)
        draft = Draft(topic.id, title, text, brief_of(in_short, text, until=until))
        named = [Source(one) for one in sources or []]
        with writing():
            article = actions.write_article(draft, by=dev.member, sources=named)
            for step in STEPS[state]:
                actions.move_article(article, step, by=dev.member)
            return article.id

    return written


STEPS = {
    State.DRAFT: (),
    State.PUBLISHED: (State.PUBLISHED,),
    State.ARCHIVED: (State.PUBLISHED, State.ARCHIVED),
}


@pytest.fixture
def asked(ada: Person, ben: Person, dev: Person, parking: Topic) -> dict[str, int]:
    """Ada's question, with an answer of Ben's and the official one."""
    with writing():
        topic = db.get_one(Topic, parking.id)
        said: dict[str, Any] = {"title": "How do I renew?", "body": write_up("Mine ends soon.")}
        thread = ask(by=ada.member, topic=topic, **said)
        ben_said = answer_thread(thread, by=ben.member, body=write_up("Ask at the library."))
        body = write_up("Bring your logbook.")
        brief = brief_of("", body)
        ours = answer_thread(thread, by=dev.member, body=body, official=True, brief=brief)
        return {"thread": thread.id, "answer": ben_said.id, "official": ours.id}


def now_is(article_id: int) -> Article:
    db.expire_all()
    return db.get_one(Article, article_id)
