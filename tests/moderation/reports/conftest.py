"""Ben's answer to Ada's question names a neighbour; people report it, Cleo and Rosa decide."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail.outgoing import OutgoingMail
from forum.kernel.written import write_up
from forum.threads.actions import accept_answer, comment_on
from forum.threads.models import Answer, Comment, Thread
from moderation.reports.models import ReportCase
from tests.cast import Person, Visitor, make_person
from tests.moderation.conftest import answers

WORDS = "It is always the warden, from 14 Tanner’s Row."
WHY = "Your answer named a private person and where they live."
DECIDED: dict[str, Any] = {"rule": "person", "facts": WHY, "days": "", "until": ""}


@pytest.fixture
def rosa(app) -> Person:
    """Another moderator, who hears appeals."""
    return make_person(app, "Rosa Vale", role=Role.MODERATOR)


@pytest.fixture
def joyce(app) -> Person:
    return make_person(app, "Joyce Adeyemi")


@pytest.fixture
def answer(ben: Person, question: int) -> int:
    return answers(ben, question, WORDS)


@pytest.fixture
def solution(ada: Person, answer: int) -> int:
    """Ada says that Ben's answer solved it."""
    with writing():
        accept_answer(db.get_one(Answer, answer), by=ada.member)
    return answer


@pytest.fixture
def comment(ben: Person, answer: int) -> int:
    with writing():
        return comment_on(db.get_one(Answer, answer), by=ben.member, body=write_up(WORDS)).id


@pytest.fixture
def case(joyce: Person, answer: int) -> Any:
    """Joyce has reported Ben's answer."""
    reports(joyce, answer)
    return now_is(ReportCase).id


def reports(who: Visitor, post_id: int, **said: str):
    sent: dict[str, Any] = {
        "subject": str(post_id),
        "reason": "person",
        "body": "",
        "name": "",
        "email": "",
    }
    return who.post("/reports", **(sent | said))


def decides(who: Visitor, case_id: int, deed: str, **said: str):
    return who.post(f"/desk/reports/{case_id}/decision", deed=deed, **(DECIDED | said))


def appeals(who: Visitor, reference: str, body: str = "I named nobody.", key: str = ""):
    return who.post(f"/reports/{reference}/appeal?key={key}", body=body)


def hears(who: Visitor, appeal_id: int, outcome: str, answer: str = "We read it again."):
    return who.post(f"/desk/appeals/{appeal_id}/outcome", outcome=outcome, answer=answer)


@contextmanager
def looking() -> Iterator[None]:
    """Sees what is stored at this moment, and leaves no old picture of it behind."""
    with fresh_reading():
        yield
        db.expunge_all()
        db.rollback()


def now_is(model, id_: int | None = None):
    """The newest row of a table, or one of them, as it stands in the database."""
    with looking():
        rows = db.query(model)
        return rows.where(model.id == id_).one() if id_ else rows.order_by(model.id.desc()).first()


def stored(model, **facts):
    with looking():
        return db.query(model).filter_by(**facts).all()


def how_many(model) -> int:
    return len(stored(model))


@pytest.fixture
def state_of() -> Callable[[int], Any]:
    """The state of a post, whatever kind it is."""

    def state(post_id: int) -> Any:
        with looking():
            kinds: tuple[Any, ...] = (Thread, Answer, Comment)
            found = (db.get(model, post_id) for model in kinds)
            return next(post.state for post in found if post)

    return state


def mails(kind: str) -> list[str]:
    """To whom mails of a kind were really sent."""
    with looking():
        sent = db.query(OutgoingMail).where(OutgoingMail.kind == kind).order_by(OutgoingMail.id)
        return [mail.recipient for mail in sent if mail.state == "sent"]


def page_of(thread_id: int) -> str:
    with looking():
        return f"/threads/{thread_id}-{db.get_one(Thread, thread_id).slug}"
