"""A message of Ada's to the desk, and what both sides do with it on their pages."""

from collections.abc import Callable
from datetime import datetime

import pytest

from forum.kernel.db import db, fresh_reading
from moderation.helpdesk import queries
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.tasks import mark_broken_promises
from tests.moderation.bundles.conftest import writes_in


@pytest.fixture
def mine(ada, parking) -> Ticket:
    """Ada wrote in private on Monday at ten: first reply in two days, the answer in five."""
    return writes_in(ada, "My permit has not come")


@pytest.fixture
def says(dev, mine):
    """Dev writes to the person without answering."""
    return lambda text="Which street is it?": dev.post(
        f"/desk/tickets/{mine.reference}/messages", body=text, visibility="private"
    )


@pytest.fixture
def answers(dev, mine):
    return lambda text="It is in the post.": dev.post(
        f"/desk/tickets/{mine.reference}/answer", body=text, to="person"
    )


@pytest.fixture
def waits(dev, mine):
    """Dev asks the person for something; the clock stands still."""
    form = {"state": "waiting_citizen", "reason": "", "text": "Which street is it?"}
    return lambda: dev.post(f"/desk/tickets/{mine.reference}/state", **form)


@pytest.fixture
def writes(ada, mine):
    return lambda text="Here is more about it.": ada.post(
        f"/tickets/{mine.reference}/messages", body=text
    )


@pytest.fixture
def promises(mine) -> Callable[[], dict[tuple[str, int], TicketPromise]]:
    """The rows of its promises, by clock and turn."""

    def read() -> dict[tuple[str, int], TicketPromise]:
        with fresh_reading():
            return {(one.clock, one.turn): one for one in queries.promises_of(mine.id)}

    return read


@pytest.fixture
def swept(monday) -> Callable[[datetime], None]:
    """The clock goes on to a moment, and the desk's timer looks."""

    def go(moment: datetime) -> None:
        monday.move_to(moment)
        mark_broken_promises()

    return go


def stored(ticket: Ticket) -> Ticket:
    with fresh_reading():
        return db.get_one(Ticket, ticket.id)
