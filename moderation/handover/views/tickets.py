"""What the desk presses on a ticket: hand it over, pass something on, send what came back."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import db, writing
from forum.kernel.errors import Refused
from moderation.handover import actions, queries
from moderation.handover.forms import HandOverForm, OutsideCommentForm, PassOnForm
from moderation.handover.models import HandOver
from moderation.handover.views.room import handover
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.queries import visible_ticket


@handover.post("/desk/tickets/<reference>/hand-overs")
def hand_over(reference: str) -> Response:
    """The row is written here; the worker sends it within a minute."""
    form = HandOverForm.sent().or_refuse()
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        desk = queries.desk_numbered(form.desk.data or 0)
        actions.hand_over(ticket, desk, by=member)
        kept = ticket.reference
    flash("It is on its way. This page says when they have it.", "good")
    return _back(kept)


@handover.post("/desk/hand-overs/<int:hand_over_id>/messages")
def pass_on(hand_over_id: int) -> Response:
    """Tell the other desk what was said on the ticket."""
    form = PassOnForm.sent().or_refuse()
    with writing():
        member = current_member()
        one, ticket = _visible(hand_over_id)
        message = db.get(Message, form.message.data)
        if message is None:
            raise Refused(actions.NOT_HANDED)
        actions.pass_on(one, message, by=member)
        kept = ticket.reference
    flash("They are told once they have the ticket and can be reached.", "good")
    return _back(kept)


@handover.post("/desk/hand-overs/<int:hand_over_id>/attempts")
def try_again(hand_over_id: int) -> Response:
    """Another first attempt for what was refused or tried too often."""
    with writing():
        one, _ticket = _visible(hand_over_id)
        actions.try_again(one, by=current_member())
    flash("It is tried again as soon as the desk can be reached.", "good")
    return redirect(url_for("handover.index"), 303)


@handover.post("/desk/outside-messages/<int:outside_comment_id>/outcome")
def decide_comment(outside_comment_id: int) -> Response:
    """Send it to the person, in private, or put it aside."""
    outcome = OutsideCommentForm.sent().or_refuse().outcome.data
    with writing():
        member = current_member()
        _one, ticket = _visible(queries.comment_numbered(outside_comment_id).hand_over_id)
        comment = queries.comment_numbered(outside_comment_id, lock=True)
        if outcome == "send":
            actions.send_comment(comment, ticket, by=member)
        else:
            actions.put_aside(comment, by=member)
        kept = ticket.reference
    return _back(kept)


def _visible(hand_over_id: int) -> tuple[HandOver, Ticket]:
    """Of a ticket that this member may see, both locked."""
    reference = queries.hand_over_numbered(hand_over_id).ticket.reference
    ticket = visible_ticket(reference, to=current_member(), lock=True)
    return queries.hand_over_numbered(hand_over_id, lock=True), ticket


def _back(reference: str) -> Response:
    return redirect(f"{url_for('desk.ticket', reference=reference)}#hand-overs", 303)
