"""A lamp is dark in Heron Lane, and several people have written about it."""

import re
from typing import Any

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.services.queries import service_called
from moderation.helpdesk.models import Message, Ticket
from moderation.problems import actions
from moderation.problems.actions import Facts
from moderation.problems.models import Problem, ProblemSent
from moderation.problems.queries import problem_numbered
from tests.cast import Person
from tests.moderation.bundles.conftest import writes_in

LAMP = "Street lamps are dark in Heron Lane"


def facts_with(**other) -> Facts:
    known: dict[str, Any] = {
        "title": LAMP,
        "body": "Twelve lamps have no power.",
        "workaround": "",
        "cause": "",
        "service_id": service_called("parking").id,
        "owner_id": None,
        "is_public": False,
    }
    return Facts(**(known | other))


@pytest.fixture
def problem(dev, parking) -> Problem:
    with writing():
        return actions.open_problem(facts_with(), by=dev.member)


@pytest.fixture
def public(dev, parking) -> Problem:
    """Everybody may read it."""
    facts = facts_with(is_public=True, workaround="Take a torch.", cause="A burnt fuse.")
    with writing():
        return actions.open_problem(facts, by=dev.member)


@pytest.fixture
def hers(ada, parking) -> Ticket:
    return writes_in(ada, "The lamp by my house is dark")


@pytest.fixture
def his(ben, parking) -> Ticket:
    return writes_in(ben, "No light in Heron Lane")


@pytest.fixture
def mails(app, deliver):
    """All mails, sent by the worker."""

    def texts() -> list[str]:
        deliver()
        folder = app.config["FOLKMOOT"].HOME / "mail"
        return [path.read_text() for path in sorted(folder.glob("*.eml"))]

    return texts


def links(person: Person, problem: Problem, what: str):
    return person.post(f"/desk/problems/{problem.id}/links", what=what)


def tells(person, problem: Problem, body: str, **more: str):
    """Write the update, look at who gets it, and send it; the preview and the answer."""
    url = f"/desk/problems/{problem.id}/updates/new"
    page = person.get(url).text
    sent = {"nonce": hidden(page, "nonce"), "body": body} | more
    preview = person.post(url, **sent)
    seen = {name: hidden(preview.text, name) for name in ("seen", "whom")}
    return preview, person.post(url, **sent, **seen)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def written_on(ticket: Ticket) -> list[tuple[str, str]]:
    """What staff wrote on it: the words, and who reads them."""
    with fresh_reading():
        rows = db.query(Message).where(Message.ticket_id == ticket.id, Message.is_from_staff)
        return [(one.body, one.visibility) for one in rows.order_by(Message.id)]


def sent_rows() -> list[ProblemSent]:
    with fresh_reading():
        return db.query(ProblemSent).order_by(ProblemSent.id).all()


def as_it_is(problem: Problem) -> Problem:
    with fresh_reading():
        return problem_numbered(problem.id)
