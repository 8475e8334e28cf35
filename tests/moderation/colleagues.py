"""Two more people at the desk, for rooms in which people work with one another."""

from collections.abc import Callable
from email import policy
from email.parser import BytesParser

import pytest

from forum.accounts.standing import Role
from tests.cast import Person, make_person


@pytest.fixture
def nell(app, dev) -> Person:
    return make_person(app, "Nell Dacre", role=Role.AGENT, team="Parking team")


@pytest.fixture
def mara(app) -> Person:
    return make_person(app, "Mara Stone", role=Role.MANAGER)


@pytest.fixture
def outbox(app) -> Callable[[str], list[str]]:
    """The texts of the mails that were sent to an address, in order of sending."""

    def sent_to(address: str) -> list[str]:
        folder = app.config["FOLKMOOT"].HOME / "mail"
        files = sorted(folder.glob("*.eml"), key=lambda path: int(path.stem.split(".")[1]))
        mails = [BytesParser(policy=policy.default).parsebytes(path.read_bytes()) for path in files]
        parts = [one.get_body(("plain",)) for one in mails if one["To"] == address]
        return [part.get_content() for part in parts if part is not None]

    return sent_to
