"""Three outside desks on this machine, and the one way in which they may be called."""

from collections.abc import Iterator
from typing import Any

import pytest

from config import Config
from forum.kernel.db import db, fresh_reading, writing
from moderation.handover import actions
from moderation.handover.models import HandOver, OutsideDesk
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import locked_ticket
from tests.cast import Person
from tests.conftest import SECRET
from tests.moderation.handover.fakes import TOKEN, Fake311, FakeHook, FakeZammad

USUAL: dict[str, Any] = {
    "target": "",
    "key_field": "",
    "ends_with": "",
    "notice": "The highways office gets your name and e-mail, to ask you where it is.",
    "sends_name": True,
    "sends_email": True,
    "tells_citizen": False,
    "is_retired": False,
    "services": ["parking"],
    "at_once": False,
    "states": [],
}
STATES = [["closed", "open"], ["new", "waiting_third_party"], ["open", "waiting_third_party"]]
SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def zammad() -> Iterator[FakeZammad]:
    fake = FakeZammad()
    yield fake
    fake.close()


@pytest.fixture
def georeport() -> Iterator[Fake311]:
    fake = Fake311()
    yield fake
    fake.close()


@pytest.fixture
def hook() -> Iterator[FakeHook]:
    fake = FakeHook()
    yield fake
    fake.close()


@pytest.fixture
def config(config, zammad, georeport, hook) -> Config:
    """The operator has named these three: nothing else inside is called."""
    inner = (zammad.place, georeport.place, hook.place)
    kept = {"HOME": config.HOME, "DATABASE_URL": config.DATABASE_URL}
    return Config(SECRET_KEY=SECRET, TESTING=True, INNER_DESKS=inner, **kept)


@pytest.fixture
def highways(adam, parking, zammad) -> int:
    """A desk in Zammad that serves parking."""
    facts = {"target": "Highways", "states": STATES, "ends_with": "closed"}
    return keeps_desk(adam, "Highways office", "zammad", zammad.address, **facts)


@pytest.fixture
def roads(adam, parking, georeport) -> int:
    """A desk behind Open311."""
    facts = {"target": "potholes", "states": STATES, "services": []}
    return keeps_desk(adam, "Roads", "open311", f"{georeport.address}/v2", **facts)


@pytest.fixture
def contractor(adam, parking, hook) -> int:
    """A desk that is told by signed calls."""
    facts = {"states": STATES, "services": []}
    return keeps_desk(adam, "Contractor", "webhook", f"{hook.address}/in", **facts)


def keeps_desk(by: Person, name: str, kind: str, address: str, **facts: Any) -> int:
    with writing():
        told = USUAL | {"name": name, "kind": kind, "address": address} | facts
        desk = actions.add_desk(told, by=by.member)
        if kind in ("zammad", "open311", "webhook"):
            out = SIGNING if kind == "webhook" else TOKEN
            back = SIGNING if kind == "webhook" else FakeZammad.secret
            actions.set_secret(desk, out=out, in_=back, by=by.member)
        return desk.id


def hands_over(by: Person, ticket: Ticket, desk_id: int) -> int:
    with writing():
        desk = db.get_one(OutsideDesk, desk_id)
        return actions.hand_over(locked_ticket(ticket.id), desk, by=by.member).id


def standing(hand_over_id: int) -> HandOver:
    with fresh_reading():
        return db.get_one(HandOver, hand_over_id)
