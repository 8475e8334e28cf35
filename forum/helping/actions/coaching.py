"""Staff say who of them stands by the people who look after a topic."""

from forum.accounts.models import Member
from forum.helping import policy, queries
from forum.helping.events import CoachChosen
from forum.helping.models import TopicCoach
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.topics.models import Topic

NO_COACH = "Choose somebody who works here."
ONLY_MODERATORS = "Only moderators and managers choose who stands by a topic."
CHANGED = "Somebody else has just chosen. Open the page again."


def choose_coach(topic: Topic, coach: Member | None, *, by: Member) -> None:
    """With a coach the topic can be looked after; None closes the group, and its adoptions rest.

    Twice is harmless. Raises Conflict when somebody else chose at the same moment.
    """
    if not policy.may_choose_coach(by):
        raise Refused(ONLY_MODERATORS)
    if coach is not None and not policy.may_coach(coach):
        raise Invalid(NO_COACH, {"coach": NO_COACH})
    before = queries.live_coach(topic.id, lock=True)
    if (before and before.coach_id) == (coach and coach.id):
        return

    if before:
        before.ended_at = now()
        db.flush()
    chosen = {"topic_id": topic.id, "chosen_by_id": by.id}
    if coach and not insert_once(TopicCoach, coach_id=coach.id, **chosen):
        raise Conflict(CHANGED)
    coach_id = coach.id if coach else None
    audit.record("coach chosen", by=by.id, person_id=coach_id, reason=f"topic {topic.id}")
    publish(CoachChosen(actor_id=by.id, topic_id=topic.id, coach_id=coach_id))


def note_read(topic: Topic, *, by: Member) -> None:
    """Somebody of the staff reads what a group wrote: that is written down."""
    audit.record("open group", by=by.id, reason=f"topic {topic.id}")
