"""Ada's lamp is dark; the desk asks Highways, where Hal works, to look at it."""

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.services.actions import add_service
from moderation.helpdesk.models import Ticket
from moderation.staff.models import StaffService
from moderation.subtasks.models import Subtask
from tests.cast import Person, make_person
from tests.factories import OFFICE_HOURS
from tests.moderation.bundles.conftest import writes_in

SECRET = "Nora's key lies under the mat."


@pytest.fixture
def highways(parking) -> int:
    """Their week has three days."""
    frames = {str(day): [["09:00", "17:00"]] for day in range(3)}
    with writing():
        return add_service(
            slug="highways",
            name="Highways",
            summary="Roads and lamps",
            owner="Highways",
            phone="01632 960141",
            place="Depot",
            opening="Monday to Wednesday",
            calendar=OFFICE_HOURS | {"frames": frames},
            first_response_minutes=960,
            resolution_minutes=2400,
        ).id


@pytest.fixture
def hal(app, highways) -> Person:
    """Works for Highways and not at the desk."""
    person = make_person(app, "Hal Reeve", role=Role.POLICY)
    with writing():
        db.add(StaffService(member_id=person.member_id, service_id=highways))
    return person


@pytest.fixture
def lamp(ada, parking) -> Ticket:
    return writes_in(ada, f"The lamp is dark. {SECRET}")


@pytest.fixture
def ask(dev, lamp, highways):
    """Dev asks Highways; the answer of the page."""

    def asked(who=dev, **other: str):
        form = {
            "service": str(highways),
            "asked": "Look at the lamp by number 4.",
            "public_line": "to look at the lamp",
            "days": "4",
            "assignee": "",
            "nonce": "one",
        }
        return who.post(f"/desk/tickets/{lamp.reference}/subtasks", **(form | other))

    return asked


@pytest.fixture
def asked(ask) -> Subtask:
    ask()
    return all_subtasks()[0]


def ends(person, subtask: Subtask, state: str = "done", **other: str):
    form = {"state": state, "line": "A new bulb is in.", "public_line": "the lamp shines again"}
    return person.post(f"/desk/subtasks/{subtask.id}/state", **(form | other))


def all_subtasks() -> list[Subtask]:
    with fresh_reading():
        return db.query(Subtask).order_by(Subtask.id).all()
