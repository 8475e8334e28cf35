"""How often tickets changed hands is public, can be worked out again, and names nobody."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from moderation.helpdesk import actions
from moderation.helpdesk.models import Ticket, TicketOwner
from moderation.owners.models import TicketTransfer

LAST_QUARTER = timedelta(days=80)


@pytest.fixture
def ended(parking, dev, nell):
    """So many tickets that ended last quarter, each passed on so often."""

    def made(count: int, times: int) -> None:
        for number in range(count):
            with writing():
                ticket = actions.open_contact(
                    title=f"Badge {times} {number}",
                    body=write_up("It has not come."),
                    email=f"r{times}-{number}@example.org",
                    name="Robin Vane",
                )
                ticket.state, ticket.is_live = "resolved", False
                ticket.closed_at = now() - LAST_QUARTER
                db.add(TicketOwner(ticket_id=ticket.id, owner_id=dev.member_id))
                for _ in range(times):
                    db.add(_transfer(ticket, dev.member_id, nell.member_id))

    return made


def _transfer(ticket: Ticket, giver: int, taker: int) -> TicketTransfer:
    people = {"from_id": giver, "to_id": taker, "by_id": giver, "decided_by_id": taker}
    moments = {"ends_at": now(), "decided_at": now()}
    return TicketTransfer(ticket_id=ticket.id, state="confirmed", note="x", **people, **moments)


def told(visitor) -> dict[str, Any]:
    answer = visitor.get("/transfers.json").json
    return {line["label"]: line["values"][0] for line in answer["figures"]}


def test_without_a_ticket_that_ended_there_are_no_figures_yet(visitor, parking):
    assert "No figures yet" in visitor.get("/transfers").text


def test_the_mean_and_the_shares_can_be_worked_out_again(visitor, ended):
    for count, times in ((12, 0), (11, 1), (10, 2)):
        ended(count, times)

    found = told(visitor)

    rows = db.query(TicketTransfer.ticket_id).where(TicketTransfer.state == "confirmed")
    passed = Counter(row.ticket_id for row in rows)
    assert found["Stayed with one person"]["value"] == 12
    assert found["Passed on once"]["value"] == sum(n == 1 for n in passed.values()) == 11
    assert found["Passed on twice or more"]["value"] == sum(n > 1 for n in passed.values()) == 10
    assert found["Tickets that ended"]["value"] == 33
    assert found["Times passed on, on average"]["value"] == round(passed.total() / 33, 2)


def test_few_are_not_shown_and_nothing_beside_gives_them_away(visitor, ended):
    for count, times in ((12, 0), (3, 1)):
        ended(count, times)

    found = told(visitor)

    assert found["Passed on once"] == {"value": None, "note": "fewer than 10"}
    assert found["Tickets that ended"] == {"value": 12, "note": "at least"}
    assert found["Times passed on, on average"]["value"] is None
    assert "fewer than 10" in visitor.get("/transfers").text
