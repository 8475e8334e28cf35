"""What one has from the desk is one's own as well: tickets and letters, but no notes of staff."""

import json

from forum.kernel.db import db, writing
from forum.kernel.house import house
from forum.kernel.written import write_up
from moderation.helpdesk import actions
from moderation.helpdesk.models import Ticket


def test_the_conversation_is_there_and_notes_between_staff_are_not(ada, ben, dev, ticket):
    with writing():
        mine = db.query(Ticket).filter_by(opener_id=ada.member_id).one()
        actions.write_message(mine, by=dev.member, body=write_up("We look at it today."))
        actions.write_note(mine, by=dev.member, body=write_up("He rang twice."))

    personal = house().personal
    messages = [row["body"] for row in personal["messages"](ada.member_id)]

    assert messages == ["We look at it today."]
    assert [row["title"] for row in personal["tickets"](ada.member_id)] == [ticket.title]
    assert personal["tickets"](ben.member_id) == []
    json.dumps({name: list(rows(ada.member_id)) for name, rows in personal.items()})
