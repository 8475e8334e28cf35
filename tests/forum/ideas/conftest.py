"""What the tests about ideas have at hand: an idea of Ada's that shows, and ways to look at it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from forum.accounts.standing import Rung
from forum.ideas import actions
from forum.ideas.models import Idea
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.topics.models import Topic
from tests.cast import Person, make_person

Proposes = Callable[..., int]
Decides = Callable[..., None]


@pytest.fixture
def proposes(app: Flask, parking: Topic) -> Proposes:
    """`proposes(ada, "A bench")` gives the id of the idea, as a regular would put it forward."""

    def propose(
        who: Person, title: str = "A bench at the stop", body: str = "It is a long wait."
    ) -> int:
        with writing():
            topic = db.get_one(Topic, parking.id)
            return actions.propose(by=who.member, topic=topic, title=title, body=write_up(body)).id

    return propose


@pytest.fixture
def idea_id(ada: Person, proposes: Proposes) -> int:
    ada.stands_on(Rung.REGULAR)
    return proposes(ada)


@pytest.fixture
def held_id(ben: Person, proposes: Proposes) -> int:
    """A newcomer's first idea."""
    ben.stands_on(Rung.NEWCOMER)
    return proposes(ben, "Later buses on Friday", "The last one goes at nine.")


@pytest.fixture
def idea_now(app: Flask) -> Callable[[int], Idea]:
    """The idea as it is in the database now."""

    def load(idea_id: int) -> Idea:
        db.rollback()
        db.expire_all()
        return db.get_one(Idea, idea_id)

    return load


@pytest.fixture
def supports(app: Flask) -> Callable[..., None]:
    """`supports(ben, idea_id)`; `wanted=False` takes it back."""

    def do(who: Person, idea_id: int, *, wanted: bool = True) -> None:
        deed = actions.support if wanted else actions.withdraw_support
        with writing():
            deed(db.get_one(Idea, idea_id), by=who.member)

    return do


@pytest.fixture
def decides(app: Flask) -> Decides:
    """`decides(pia, idea_id, "in_review")`."""

    def do(who: Person, idea_id: int, stage: str, *, details: str = "", **said: str) -> None:
        body = write_up(details) if details else None
        with writing():
            idea = db.get_one(Idea, idea_id)
            actions.decide(idea, by=who.member, stage=stage, details=body, **said)

    return do


@pytest.fixture
def ideas_of(app: Flask, proposes: Proposes) -> Callable[[str], int]:
    """`ideas_of("A bench")`: an idea of staff, who may put forward as many as they like."""
    writer = make_person(app, "Wanda Brook", role="agent")  # type: ignore[arg-type]

    def propose(title: str) -> int:
        return proposes(writer, title)

    return propose


@pytest.fixture
def make_seen(app: Flask) -> Callable[[int, int], None]:
    """So many people have seen it, as far as the counter says."""

    def see(idea_id: int, viewers: int) -> None:
        with writing():
            db.execute(update(Idea).where(Idea.id == idea_id).values(viewer_count=viewers))

    return see


@pytest.fixture
def neighbours(app: Flask) -> Callable[[int], list[Person]]:
    def come(many: int) -> list[Person]:
        return [make_person(app, f"Neighbour{n} Hill") for n in range(many)]

    return come


@pytest.fixture
def fresh() -> Callable[[], object]:
    return fresh_reading
