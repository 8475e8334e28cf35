"""Calling a meeting, and publishing its minutes and what we say to them."""

from dataclasses import dataclass
from datetime import date, datetime

from forum.accounts.models import Member
from forum.advisory import policy
from forum.advisory.events import (
    MeetingCalled,
    MeetingChanged,
    MinutesPublished,
    ResponsePublished,
)
from forum.advisory.models import Meeting
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.kernel.written import Written
from forum.threads.briefs import today

ONLY_LEADERS = "Only the policy team calls meetings and publishes what came of them."
TOO_SOON = "Choose a time that is still to come."
NOT_YET = "The meeting has not been yet."
HELD = "The meeting has been. Its day stays as it was."
NO_DAY = "Choose a day from today on, by which you answer."
MINUTES_FIRST = "Publish the minutes first."


@dataclass(frozen=True)
class Call:
    """What a meeting is called, where it is, and when."""

    title: str
    place: str
    meets_at: datetime


def call_meeting(call: Call, *, by: Member) -> Meeting:
    """Everybody reads when and where the group meets."""
    _require(by)
    _refuse_past(call)
    meeting = Meeting(id=new_subject("meeting"), **vars(call))
    db.add(meeting)
    db.flush()
    audit.record("meeting called", by=by.id, subject_id=meeting.id)
    publish(MeetingCalled(actor_id=by.id, meeting_id=meeting.id))
    return meeting


def change_meeting(meeting: Meeting, call: Call, *, by: Member) -> None:
    """Another day, place or name, until it has been."""
    _require(by)
    if meeting.is_past:
        raise Refused(HELD)
    _refuse_past(call)
    if (meeting.title, meeting.place, meeting.meets_at) == (call.title, call.place, call.meets_at):
        return
    meeting.title, meeting.place, meeting.meets_at = call.title, call.place, call.meets_at
    audit.record("meeting changed", by=by.id, subject_id=meeting.id)
    publish(MeetingChanged(actor_id=by.id, meeting_id=meeting.id))


def publish_minutes(meeting: Meeting, words: Written, *, response_due: date, by: Member) -> None:
    """What was said, and by when we answer. What is published stays; twice is harmless."""
    _require(by)
    if not meeting.is_past:
        raise Refused(NOT_YET)
    if meeting.minutes_at is not None:
        return
    if response_due < today():
        raise Invalid(NO_DAY, {"due": NO_DAY})
    meeting.minutes, meeting.minutes_html = words.source, words.html
    meeting.minutes_at, meeting.response_due = now(), response_due
    audit.record("minutes published", by=by.id, subject_id=meeting.id)
    publish(MinutesPublished(actor_id=by.id, meeting_id=meeting.id))


def publish_response(meeting: Meeting, words: Written, *, by: Member) -> None:
    """What we say to it. What is published stays; twice is harmless."""
    _require(by)
    if meeting.response_due is None:
        raise Refused(MINUTES_FIRST)
    if meeting.response_at is not None:
        return
    meeting.response, meeting.response_html = words.source, words.html
    meeting.response_at = now()
    late = max(0, (today() - meeting.response_due).days)
    audit.record("response published", by=by.id, subject_id=meeting.id)
    publish(ResponsePublished(actor_id=by.id, meeting_id=meeting.id, days_late=late))


def _require(by: Member) -> None:
    if not policy.may_lead(by):
        raise Refused(ONLY_LEADERS)


def _refuse_past(call: Call) -> None:
    if call.meets_at <= now():
        raise Invalid(TOO_SOON, {"meets": TOO_SOON})
