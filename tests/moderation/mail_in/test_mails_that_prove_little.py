"""A sender and a reference can be typed by anybody: it shows, and opens nothing."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from moderation.helpdesk.actions import withdraw
from moderation.helpdesk.models import Ticket
from moderation.mail_in.addresses import reply_address
from tests.moderation.conftest import as_stored
from tests.moderation.mail_in.conftest import ROBIN, messages, tickets
from tests.moderation.mail_in.test_where_mails_belong import EVE, mentions


def test_a_reference_alone_says_so_to_the_desk_and_to_the_person(post, first, dev, visitor):
    post.sends(f"About {first.reference}", "It is dark again.")

    assert messages(first)[-1].is_by_reference
    assert "by its reference only" in dev.get(f"/desk/tickets/{first.reference}").text
    checked = {"reference": first.reference, "email": ROBIN}
    assert "by its reference only" in visitor.post("/tickets", follow=True, **checked).text


def test_a_reference_alone_opens_nothing_that_is_closed(post, first):
    with writing():
        withdraw(db.get_one(Ticket, first.id), by=None)

    post.sends(f"About {first.reference}", "It is dark again.")

    assert as_stored(first.id).state == "withdrawn"
    assert [messages(one)[-1].body for one in tickets()] == [
        "It does not work.",
        "It is dark again.",
    ]
    assert mentions() == [(tickets()[-1].id, first.id)]


def test_ones_own_file_holds_the_mails_one_sent(post, ada, ticket):
    post.sends("Re: x", "Mine.", by="Ada <ada@example.org>", to=reply_address(ticket.reference))
    post.sends("Re: x", "Not mine.", to=reply_address(ticket.reference), **EVE)

    with fresh_reading():
        (mine,) = house().personal["mails_taken_in"](ada.member_id)
    assert (mine["sender"], mine["subject"]) == ("ada@example.org", "Re: x")
    assert mine["message_id"] == messages(ticket)[-2].id


@pytest.mark.parametrize("kind", ["grievance_received", "ticket_joined"])
def test_an_answer_to_any_letter_about_a_ticket_goes_on_it(post, first, kind):
    with writing():
        ours = db.scalars(select(OutgoingMail)).one()
        ours.kind = kind

    post.sends("Re: x", "I am here.", in_reply_to=str(post.sent()[0]["Message-ID"]), **EVE)

    assert messages(first)[-1].body == "I am here."
