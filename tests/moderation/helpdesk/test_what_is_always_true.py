"""Doctor finds nothing in a healthy town, and finds every way it could be ill."""

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.house import house
from forum.kernel.subjects import may_see
from moderation.helpdesk.checks import CHECKS, count_tickets
from moderation.helpdesk.models import StateMove, Ticket, TicketPromise


def findings():
    with fresh_reading():
        return {name for name, check in CHECKS.items() for _ in check()}


def test_a_healthy_town_has_no_findings(dev, ada, ticket, letter, monday):
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="Done.", to="everyone")
    dev.post(f"/desk/tickets/{letter.reference}/claim")

    assert findings() == set()


ILL = {
    "state is the last move": update(Ticket).values(state="open"),
    "live until final": update(Ticket).values(is_live=False),
    "every ticket has its promises": delete(TicketPromise).where(
        TicketPromise.clock == "resolution"
    ),
    "broken promises are said once": update(TicketPromise).values(broken_at=TicketPromise.began_at),
}


@pytest.mark.parametrize("name", ILL)
def test_what_is_ill_is_found(ticket, name):
    with writing():
        db.execute(ILL[name], execution_options={"synchronize_session": False})

    assert name in findings()


def test_a_second_live_ticket_would_be_found(ticket):
    """The constraint has to be gone for that to be possible at all."""
    with writing():
        db.execute(text("drop index uq_ticket_live_source"))
        columns = [c.name for c in Ticket.__table__.columns if c.name not in ("id", "reference")]
        listed = ", ".join(columns)
        copied = f"select source_id, 'FM-2', {listed} from ticket"
        db.execute(text(f"insert into ticket (id, reference, {listed}) {copied}"))

    assert "one live ticket a source" in findings()


def test_the_database_refuses_a_move_that_the_table_does_not_know(ticket):
    with pytest.raises(IntegrityError), writing():
        db.add(StateMove(ticket_id=ticket.id, before="new", state="resolved", reason="x"))


def test_tickets_are_counted(ticket, letter):
    assert count_tickets() == 2
    assert house().stats["tickets"]() == 2


def test_other_rooms_may_ask_who_sees_a_ticket(ada, ben, dev, cleo, ticket):
    may = [may_see(ticket.id, member=person.member) for person in (ada, dev, ben, cleo)]

    assert may == [True, True, False, False]
    assert not may_see(ticket.id, member=None)
