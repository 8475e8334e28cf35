"""The door for calls of outside desks: nobody gets in without the right signature."""

from flask import current_app, request
from werkzeug.wrappers import Response

from forum.kernel.clock import now
from forum.kernel.db import db, writing
from moderation.handover import actions, queries
from moderation.handover.adapters import NotTrusted, Refusal, Seen
from moderation.handover.adapters.calls import Call, read_call
from moderation.handover.models import HandOver
from moderation.handover.views.room import handover
from moderation.helpdesk.queries import locked_ticket

LONGEST_CALL = 1_000_000


@handover.post("/outside-desks/<int:desk_id>/calls")
def receive(desk_id: int) -> Response:
    """204 however often it is sent; 403 with a wrong signature; 422 when it cannot be read."""
    request.max_content_length = LONGEST_CALL
    body = request.get_data()
    desk = queries.desk_numbered(desk_id)
    secret = queries.secret_in(desk.id)
    try:
        headers = {name.lower(): value for name, value in request.headers.items()}
        call = read_call(desk.kind, secret, headers, body, at=now())
    except NotTrusted:
        return _answer(403)
    except Refusal:
        return _answer(422)
    with writing():
        _hear(desk_id, call)
    return _answer(204)


def _hear(desk_id: int, call: Call) -> None:
    if not actions.hear_call(desk_id, call.delivery):
        return
    found = queries.hand_over_with(desk_id, remote_id=call.remote_id, key=call.key)
    if found is None:
        return
    if call.seen is None:
        actions.look_again(found)
        return
    _take_in(found.id, found.ticket_id, call.seen)


def _take_in(hand_over_id: int, ticket_id: int, seen: Seen) -> None:
    """Who calls about it has it, whatever became of our own call."""
    ticket = locked_ticket(ticket_id)
    actions.note_handed(hand_over_id, Seen(id=seen.id))
    actions.take_in(db.get_one(HandOver, hand_over_id), ticket, seen)


def _answer(status: int) -> Response:
    return current_app.make_response(("", status))
