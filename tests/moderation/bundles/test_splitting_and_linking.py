"""A message about something else becomes a ticket of its own; tickets that touch are linked."""

from datetime import timedelta

import pytest

from forum.kernel.db import db, fresh_reading
from moderation.bundles.models import TicketLink
from moderation.helpdesk.models import Message, Ticket, TicketEntry, TicketPromise
from tests.moderation.bundles.conftest import replies
from tests.moderation.conftest import as_stored

LAMP = "And the lamp by the stop is out."


@pytest.fixture
def lamp(ada, hers, monday) -> int:
    """The message in which Ada wrote about something else, an hour later."""
    monday.shift(timedelta(hours=1))
    replies(ada, hers, LAMP)
    monday.shift(timedelta(hours=1))
    with fresh_reading():
        return db.query(Message).where(Message.body == LAMP).one().id


def split(person, ticket, message_id, title="The lamp by the stop"):
    url = f"/desk/tickets/{ticket.reference}/splits"
    return person.post(url, message=str(message_id), title=title)


def new_one() -> Ticket:
    with fresh_reading():
        return db.query(Ticket).where(Ticket.trigger == "split").one()


def link(person, ticket, other, ending=""):
    url = f"/desk/tickets/{ticket.reference}/links{ending}"
    return person.post(url, other=other.reference)


def test_a_message_becomes_a_ticket_of_its_own_for_the_same_person(dev, ada, hers, lamp):
    split(dev, hers, lamp)

    new = new_one()
    page = ada.get(f"/tickets/{new.reference}").text
    assert (new.opener_id, new.source_kind) == (ada.member_id, "direct")
    assert LAMP in page
    assert "takes no coins" not in page
    assert LAMP in ada.get(f"/tickets/{hers.reference}").text


def test_it_stays_private(dev, ben, visitor, hers, lamp):
    split(dev, hers, lamp)

    path = f"/tickets/{new_one().reference}"
    assert ben.get(path).status_code == 404
    assert visitor.get(path).status_code == 404


def test_its_promises_count_from_when_it_was_written(dev, hers, lamp):
    split(dev, hers, lamp)

    new = new_one()
    with fresh_reading():
        written_at = db.get_one(Message, lamp).written_at
        promises = db.query(TicketPromise).where(TicketPromise.ticket_id == new.id)
        began = {promise.began_at for promise in promises}
    assert began == {written_at}


def test_splitting_twice_gives_the_same_ticket(dev, hers, lamp):
    first, second = split(dev, hers, lamp), split(dev, hers, lamp, title="Once more")

    assert first.location == second.location
    assert new_one().title == "The lamp by the stop"


def test_the_two_are_linked_and_each_leads_to_the_other(dev, hers, lamp):
    split(dev, hers, lamp)

    new = new_one()
    assert new.title in dev.get(f"/desk/tickets/{hers.reference}").text
    assert hers.title in dev.get(f"/desk/tickets/{new.reference}").text


def test_frappe_2204_what_was_split_off_can_be_joined_and_taken_apart_again(dev, hers, lamp, join):
    split(dev, hers, lamp)
    new = new_one()

    join(new, hers)
    joined = as_stored(new.id).state
    dev.post(f"/desk/tickets/{new.reference}/merge/removal")

    assert joined == "merged"
    assert as_stored(new.id).state == "new"


def test_what_came_along_from_a_joined_ticket_is_split_off_for_who_wrote_it(
    dev, ada, ben, his, hers, join
):
    join(his, hers)
    replies(ben, his, "My own fine is wrong too.")
    with fresh_reading():
        message_id = db.query(Message).where(Message.via_id == his.id).one().id

    split(dev, hers, message_id)

    new = new_one()
    assert new.opener_id == ben.member_id
    assert "My own fine" in ben.get(f"/tickets/{new.reference}").text
    assert ada.get(f"/tickets/{new.reference}").status_code == 404


def test_neither_notes_nor_what_staff_wrote_can_be_split_off(dev, hers):
    for visibility in ("internal", "private"):
        url = f"/desk/tickets/{hers.reference}/messages"
        dev.post(url, body=f"Ours, {visibility}", visibility=visibility)
    with fresh_reading():
        ours = [m.id for m in db.query(TicketEntry).where(TicketEntry.is_from_staff)]

    assert [split(dev, hers, one).status_code for one in ours] == [404, 404]


def test_a_message_of_another_ticket_is_not_split_off_here(dev, his, hers, lamp):
    assert split(dev, his, lamp).status_code == 404


def test_a_new_ticket_needs_a_title(dev, hers, lamp):
    answer = split(dev, hers, lamp, title=" ")

    assert answer.status_code == 422
    assert "in a few words" in answer.text


def test_a_link_is_made_once_from_either_side_and_taken_away(dev, his, hers):
    link(dev, his, hers)
    link(dev, hers, his)
    with fresh_reading():
        linked = db.query(TicketLink).count()
    page = dev.get(f"/desk/tickets/{his.reference}/others").text

    link(dev, hers, his, "/removal")
    link(dev, hers, his, "/removal")

    assert linked == 1
    assert hers.title in page
    with fresh_reading():
        assert db.query(TicketLink).count() == 0


def test_the_people_of_linked_tickets_see_nothing_of_it(dev, ada, his, hers):
    link(dev, his, hers)

    assert his.reference not in ada.get(f"/tickets/{hers.reference}").text


@pytest.mark.parametrize("who", ["ada", "cleo"])
def test_only_the_desk_splits_and_links(request, who, his, hers):
    person = request.getfixturevalue(who)

    assert link(person, his, hers).status_code == 403
    assert split(person, hers, 1).status_code == 403
    assert person.get(f"/desk/tickets/{hers.reference}/others").status_code == 403
