"""Who is told of what happens in threads, to ideas, and to their own tools."""

from forum.accounts.standing import Rung
from forum.alerts.events import AlertEvent
from forum.follows.queries import followers_of, is_following
from forum.ideas.events import IdeaEvent, IdeaHidden, IdeaMoved, IdeaReleased, IdeaReplied
from forum.integrity.events import ReversalEvent, ReversalMade
from forum.integrity.queries import concerned_by
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Origin, serves
from forum.kernel.tasks import plan
from forum.notifications.actions import mail_alert, tell
from forum.notifications.policy import wants
from forum.notifications.queries import preset_of
from forum.recognition.events import BadgeEarned, StaffThanked, YearEnded
from forum.referrals.events import ReferralCounted
from forum.reputation.events import (
    AdvocacyOffered,
    LadderRulesAnnounced,
    RungMoved,
    StepDownNear,
)
from forum.reputation.footing import Why
from forum.reputation.queries.flows import people_with_tools
from forum.reputation.queries.versions import rules_to_come
from forum.rounds.events import RoundQuestionAnswered
from forum.services.models import Service
from forum.threads.events import (
    AnswerAccepted,
    AnswerCommented,
    AnswerConfirmed,
    AnswerThanked,
    PersonNamed,
    ThreadAnswered,
)
from forum.threads.models import Answer, Thread

CHUNK = 500
MORE_OF_ALERT = "notifications.tell_more_of_alert"
MORE_OF_RULES = "notifications.tell_more_of_rules"
MORE_FOLLOWERS = "notifications.tell_more_followers"

Followed = ThreadAnswered | IdeaMoved | IdeaReplied

TOLD = {
    Why.LAPSED: "tools_rest",
    Why.RETURNED: "tools_back",
    Why.SANCTIONED: "tools_lost",
    Why.HELD: "tools_held",
}
"""Why somebody stands elsewhere -> what they are told; what they did themselves they know."""

here = serves(Origin.LIVE, Origin.DEMO)


@here
def tell_asker(event: ThreadAnswered) -> None:
    kind = "official_answer" if event.is_official else "answered"
    tell(kind, [_asker_of(event.thread_id)], event=event)


@here
def tell_followers(event: ThreadAnswered) -> None:
    tell_some_followers(event, after=0)


@here
def tell_of_comment(event: AnswerCommented) -> None:
    """Whoever wrote the answer and whoever asked: they are the ones in conversation."""
    tell("commented", [event.helper_id, _asker_of(event.thread_id)], event=event)


@here
def tell_helper(event: AnswerAccepted) -> None:
    tell("accepted", [event.helper_id], event=event)


@here
def tell_of_thanks(event: AnswerThanked) -> None:
    tell("thanked", [event.helper_id], event=event)


@here
def tell_named(event: PersonNamed) -> None:
    """Unless the same post reaches them in another way."""
    if event.person_id not in _reached_by(event):
        tell("named", [event.person_id], event=event)


@here
def tell_of_confirmation(event: AnswerConfirmed) -> None:
    tell("confirmed", [event.helper_id], event=event)


@here
def tell_of_decision(event: IdeaMoved) -> None:
    """Whoever put it forward, and everybody who stands behind it."""
    tell("idea_decided", [event.author_id], event=event)
    tell_some_followers(event, after=0)


@here
def tell_of_reply(event: IdeaReplied) -> None:
    """A reply that explains a decision is told with the decision."""
    if event.move_id is None:
        tell("idea_replied", [event.author_id], event=event)
        tell_some_followers(event, after=0)


@here
def tell_of_release(event: IdeaReleased) -> None:
    tell("idea_released", [event.author_id], event=event)


@here
def tell_of_hiding(event: IdeaHidden) -> None:
    tell("idea_hidden", [event.author_id], event=event)


@here
def tell_of_reversal(event: ReversalEvent) -> None:
    """Both sides of every gift in it."""
    kind = "points_void" if isinstance(event, ReversalMade) else "points_back"
    tell(kind, concerned_by(event.reversal_id), event=event)


@here
def tell_of_tools(event: RungMoved) -> None:
    """Becoming a Regular is told to nobody: it opens what one did not know was closed."""
    is_new_follower = event.why == Why.CLIMBED and event.rung == Rung.FOLLOWER
    if kind := "more_tools" if is_new_follower else TOLD.get(Why(event.why)):
        tell(kind, [event.member_id], event=event)


@here
def tell_of_rest_to_come(event: StepDownNear) -> None:
    tell("tools_near_rest", [event.member_id], event=event)


@here
def tell_of_badge(event: BadgeEarned) -> None:
    tell("badge_earned", [event.member_id], event=event)


@here
def tell_of_note(event: StaffThanked) -> None:
    tell("staff_thanked", [event.member_id], event=event)


@here
def tell_of_round_answer(event: RoundQuestionAnswered) -> None:
    """On their own page only, once: a correction is told under the answer."""
    if event.asker_id is not None:
        tell("round_answered", [event.asker_id], event=event)


@here
def tell_of_year(event: YearEnded) -> None:
    """Never by mail: nobody asked for it."""
    tell("year_ended", [event.member_id], event=event)


@here
def tell_of_first_guest(event: ReferralCounted) -> None:
    """Once, and never by mail; of those who come later the page tells whoever looks."""
    if event.is_first:
        tell("guest_helped", [event.member_id], event=event)


@here
def tell_whom_we_ask(event: AdvocacyOffered) -> None:
    tell("advocate_asked", [event.member_id], event=event)


@here
def tell_of_rules(event: LadderRulesAnnounced) -> None:
    """Whoever has tools that they could lose, or had them."""
    tell_some_of_rules(event, after=0)


def tell_some_of_rules(event: LadderRulesAnnounced, *, after: int) -> None:
    """One chunk of them, while the change still stands; it plans the next."""
    to_come = rules_to_come()
    if to_come is None or to_come.version != event.rules_version:
        return
    waiting = people_with_tools(after=after, most=CHUNK + 1)
    now_told = waiting[:CHUNK]
    tell("rules_change", now_told, event=event)
    if len(waiting) > CHUNK:
        facts = {"event_id": event.event_id, "after": now_told[-1]}
        plan(MORE_OF_RULES, f"{event.event_id}:{now_told[-1]}", at=now(), **facts)


def tell_of_alert(event: AlertEvent) -> None:
    """Mail those who follow the service."""
    tell_some_of_alert(event, after=0)


def tell_some_of_alert(event: AlertEvent, *, after: int) -> None:
    """One chunk of those who follow the service; it plans the next."""
    service = db.get_one(Service, event.service_id)
    waiting = followers_of(service.subject_id, after=after, most=CHUNK + 1)
    now_told = waiting[:CHUNK]
    mail_alert(now_told, event=event)
    if len(waiting) > CHUNK:
        facts = {"event_id": event.event_id, "after": now_told[-1]}
        plan(MORE_OF_ALERT, f"{event.event_id}:{now_told[-1]}", at=now(), **facts)


def tell_some_followers(event: Followed, *, after: int) -> None:
    """One chunk of those who follow the thread or the idea; it plans the next."""
    kind, subject_id, author_id = _about(event)
    waiting = [id_ for id_ in followers_of(subject_id) if id_ > after]
    now_told = waiting[:CHUNK]
    tell(kind, [id_ for id_ in now_told if id_ != author_id], event=event)
    if len(waiting) > CHUNK:
        facts = {"event_id": event.event_id, "after": now_told[-1]}
        plan(MORE_FOLLOWERS, f"{event.event_id}:{now_told[-1]}", at=now(), **facts)


def _about(event: Followed) -> tuple[str, int, int]:
    """The kind of notice, what is followed, and who hears of it in another way."""
    if isinstance(event, IdeaEvent):
        return "idea_followed", event.idea_id, event.author_id
    return "followed", event.thread_id, _asker_of(event.thread_id)


def _reached_by(event: PersonNamed) -> set[int]:
    """The asker hears of every reply, a helper of comments, a follower of answers by mail."""
    if event.answer_id is None:
        return set()
    reached = {_asker_of(event.thread_id)}
    if event.post_id != event.answer_id:
        return reached | {db.get_one(Answer, event.answer_id).author_id}
    follows = is_following(event.person_id, event.thread_id)
    is_mailed = follows and wants(preset_of(event.person_id), "followed")
    return reached | ({event.person_id} if is_mailed else set())


def _asker_of(thread_id: int) -> int:
    return db.get_one(Thread, thread_id).author_id
