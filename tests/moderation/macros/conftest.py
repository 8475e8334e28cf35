"""A manager, and the ready answer and macro she wrote."""

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import writing
from moderation.macros import actions
from tests.cast import Person, make_person

STEPS = ("impact", "urgency", "give", "send", "state", "reason")


@pytest.fixture
def mara(app) -> Person:
    return make_person(app, "Mara Stone", role=Role.MANAGER)


@pytest.fixture
def ready(mara):
    """Writes a ready answer; its id."""

    def written(body: str, **facts) -> int:
        usual = {"title": "Which street?", "states": "", "service_id": None, "is_retired": False}
        with writing():
            return actions.add("answer", usual | {"body": body} | facts, by=mara.member).id

    return written


@pytest.fixture
def macro(mara):
    """Writes a macro; its id."""

    def written(**facts) -> int:
        usual = dict.fromkeys(STEPS, "") | {"name": "Ask for the street", "answer_id": None}
        with writing():
            made = actions.add("macro", usual | {"is_retired": False} | facts, by=mara.member)
            return made.id

    return written
