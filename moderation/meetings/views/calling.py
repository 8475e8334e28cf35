"""All meetings, calling one, changing its day, and whether there are ballots."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.advisory import actions, queries
from forum.advisory.actions.meeting import Call
from forum.advisory.models import Meeting
from forum.ballots.actions import switch_ballots
from forum.ballots.queries import are_on
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.web import page
from moderation.announcements.forms import typed
from moderation.meetings.forms import BallotsSwitchForm, MeetingForm
from moderation.meetings.views.room import BOTH, meeting_page, meetings


@meetings.get("/desk/advisory")
def index() -> Response:
    """Meetings to come and past ones, and the switch of ballots."""
    past = queries.past_meetings(cursor=request.args.get("cursor"))
    return page(
        "meetings/index.html",
        to_come=queries.meetings_to_come(),
        past=past.items,
        older=url_for("meetings.index", cursor=past.next) if past.next else None,
        people=queries.count_advisers(),
        ballots_are_on=are_on(),
    )


@meetings.post("/desk/advisory/ballots")
def switch() -> Response:
    """New ballots can be opened, or cannot; what is open goes on."""
    wanted = BallotsSwitchForm.sent().or_refuse().wanted.data == "yes"
    with writing():
        switch_ballots(on=wanted, by=current_member())
    flash(_("Ballots are on.") if wanted else _("Ballots are off."), "good")
    return redirect(url_for("meetings.index"), 303)


@meetings.route("/desk/advisory/new", methods=BOTH)
def call() -> Response:
    """Say when and where the group meets; everybody reads it."""
    if request.method == "GET":
        return _form_page(MeetingForm())
    form = MeetingForm.sent()
    try:
        told = _call(form)
        with writing():
            meeting_id = actions.call_meeting(told, by=current_member()).id
    except Invalid as error:
        return _form_page(form.marked(error), status=422)
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


@meetings.get("/desk/advisory/<int:meeting_id>")
def show(meeting_id: int) -> Response:
    """One meeting: its agenda, its ballots, and what is to be published."""
    return meeting_page(meeting_id)


@meetings.route("/desk/advisory/<int:meeting_id>/edit", methods=BOTH)
def edit(meeting_id: int) -> Response:
    """Another day, place or name, until it has been."""
    meeting = queries.meeting_numbered(meeting_id)
    if request.method == "GET":
        return _form_page(_form_of(meeting), meeting)
    form = MeetingForm.sent()
    try:
        told = _call(form)
        with writing():
            here = queries.meeting_numbered(meeting_id, lock=True)
            actions.change_meeting(here, told, by=current_member())
    except Invalid as error:
        return _form_page(form.marked(error), meeting, status=422)
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


def _call(form: MeetingForm) -> Call:
    form.or_refuse()
    return Call(form.title.data, form.place.data, form.moment)


def _form_of(meeting: Meeting) -> MeetingForm:
    return MeetingForm(title=meeting.title, place=meeting.place, meets=typed(meeting.meets_at))


def _form_page(form: MeetingForm, meeting: Meeting | None = None, status: int = 200) -> Response:
    return page("meetings/form.html", status, form=form, meeting=meeting)
