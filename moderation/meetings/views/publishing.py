"""What came of a meeting: the minutes, and our answer to them."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.advisory import actions, queries
from forum.kernel.written import write_up
from moderation.meetings.forms import MinutesForm, ResponseForm
from moderation.meetings.views.room import doing, meeting_page, meetings


@meetings.post("/desk/advisory/<int:meeting_id>/minutes")
def publish_minutes(meeting_id: int) -> Response:
    """Everybody reads what was said, and by when we answer."""
    form = MinutesForm.sent()
    if not form.is_fine:
        return meeting_page(meeting_id, 422, minutes_form=form)
    words = write_up(form.minutes.data)

    def deed() -> None:
        meeting = queries.meeting_numbered(meeting_id, lock=True)
        actions.publish_minutes(meeting, words, response_due=form.day, by=current_member())

    return doing(meeting_id, deed, form, said=_("The minutes are public."), minutes_form=form)


@meetings.post("/desk/advisory/<int:meeting_id>/response")
def respond(meeting_id: int) -> Response:
    """Everybody reads what we say to it."""
    form = ResponseForm.sent()
    if not form.is_fine:
        return meeting_page(meeting_id, 422, response_form=form)
    words = write_up(form.response.data)

    def deed() -> None:
        meeting = queries.meeting_numbered(meeting_id, lock=True)
        actions.publish_response(meeting, words, by=current_member())

    return doing(meeting_id, deed, form, said=_("Our answer is public."), response_form=form)
