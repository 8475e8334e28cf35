"""The agenda of a meeting: adding an item, deciding about one, and putting one to a ballot."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.advisory import actions, queries
from forum.advisory.actions.agenda import Proposal
from forum.advisory.states import State
from forum.kernel.db import writing
from forum.kernel.written import write_up
from moderation.meetings.forms import BallotForm, ItemStateForm, StaffItemForm
from moderation.meetings.views.room import doing, meeting_page, meetings


@meetings.post("/desk/advisory/<int:meeting_id>/items")
def add_item(meeting_id: int) -> Response:
    """Put something on the agenda."""
    form = StaffItemForm.sent()
    if not form.is_fine:
        return meeting_page(meeting_id, 422, item_form=form)
    proposal = Proposal(form.title.data, write_up(form.body.data))

    def deed() -> None:
        meeting = queries.meeting_numbered(meeting_id, lock=True)
        actions.add_item(meeting, proposal, by=current_member())

    return doing(meeting_id, deed, form, said=_("It is on the agenda."), item_form=form)


@meetings.post("/desk/advisory/items/<int:item_id>/state")
def move_item(item_id: int) -> Response:
    """On the agenda, dealt with, or not taken with a reason."""
    form = ItemStateForm.sent().or_refuse()
    with writing():
        by = current_member()
        item = queries.item_numbered(item_id, to=by, lock=True)
        actions.move_item(item, State(form.state.data), reason=form.reason.data, by=by)
        here = url_for("meetings.show", meeting_id=item.meeting_id)
    flash(_("It is kept."), "good")
    return redirect(here, 303)


@meetings.post("/desk/advisory/items/<int:item_id>/ballot")
def open_ballot(item_id: int) -> Response:
    """The group votes on it until a moment."""
    form = BallotForm.sent()
    meeting_id = queries.item_numbered(item_id, to=current_member()).meeting_id
    if not form.is_fine:
        return meeting_page(meeting_id, 422, ballot_form=form, ballot_of=item_id)

    def deed() -> None:
        by = current_member()
        item = queries.item_numbered(item_id, to=by, lock=True)
        asked, options = form.question.data, form.lines
        actions.open_ballot(item, asked, options, closes_at=form.closes_at, by=by)

    told = {"ballot_form": form, "ballot_of": item_id}
    return doing(meeting_id, deed, form, said=_("The ballot is open."), **told)
