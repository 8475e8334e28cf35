"""What each event earns or takes back: the same rules for the pure fold and for live reactions."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from forum.ideas.events import (
    IdeaHidden,
    IdeaMoved,
    IdeaReleased,
    IdeaSupported,
    SupportWithdrawn,
)
from forum.ideas.states import ACCEPTED, Stage
from forum.kernel.events import Event
from forum.reputation.ledger import TAKEN_BACK, Entry, Ledger
from forum.reputation.rules import AWARDS, OUTSIDE_CAP, VOTES, clamped, voted_points
from forum.reputation.turning import make_void, reinstate, rest, wake
from forum.threads.events import (
    AnswerAccepted,
    AnswerConfirmed,
    AnswerUnaccepted,
    ConfirmationWithdrawn,
    PostDeleted,
    PostHidden,
    PostRestored,
    PostUnhidden,
    PostVoted,
    ThreadEvent,
)
from forum.votes.events import GiftReinstated, GiftVoided

Rule = Callable[[Any, Ledger], None]


def fold(events: Iterable[Event]) -> list[Entry]:
    """The whole ledger of a history, in order of (happened_at, id); a repeated event adds nothing.

    Entries are numbered from 1 and `undoes_id` is such a number.
    """
    ledger, seen = Ledger(), set[int]()
    for event in events:
        if event.event_id not in seen:
            seen.add(event.event_id)
            earn(event, ledger)
    return ledger.new


def earn(event: Event, ledger: Ledger) -> None:
    """Enter what the event earns or takes back; most events do neither."""
    if isinstance(event, ThreadEvent):
        ledger.showing.hear(event)
    if rule := EARNING.get(type(event)):
        rule(event, ledger)


def give(ledger: Ledger, asked: Entry) -> None:
    """Enter one award as far as it fits under the caps; nothing left is written as 0 points.

    A vote that was taken back and is cast again stands last in the row of that person's votes, and
    never counts for more than it did before. So casting again gains nothing: neither a better
    place in the row, nor the cap of another day.
    """
    points = AWARDS[asked.kind]
    if asked.kind in VOTES and asked.giver_id is not None:
        before = ledger.votes(asked.giver_id, asked.member_id, asked.granted_at)
        points = voted_points(asked.kind, before)
    outside = asked.kind in OUTSIDE_CAP
    if not outside:
        points = min([points, *ledger.granted_before(asked)], key=abs)
        room = ledger.room(asked.member_id, asked.subject_id, asked.granted_at)
        points = clamped(points, room=room)
    ledger.enter(replace(asked, points=points, outside_cap=outside))


def asked_for(event: Event, kind: str, *, to: int, subject_id: int | None, by: int | None) -> Entry:
    """The award an event asks for, before the caps have been looked at."""
    return Entry(
        event_id=event.event_id,
        member_id=to,
        giver_id=by,
        subject_id=subject_id,
        kind=kind,
        points=0,
        granted_at=event.row.happened_at,
    )


def take_back(
    ledger: Ledger, event_id: int, kinds: Iterable[str], *, subject_id: int | None,
    by: int | None = None, member_id: int | None = None,
) -> None:  # fmt: skip
    """Reverse for good what was given for a post: exactly what was granted, nothing if it rests."""
    for chain in ledger.on_post(subject_id):
        if chain.award.kind not in kinds or not chain.holds_room:
            continue
        if _is(by, chain.award.giver_id) and _is(member_id, chain.award.member_id):
            points = -chain.standing_points
            ledger.reverse(chain, TAKEN_BACK, points=points, event_id=event_id)


def _is(wanted: int | None, found: int | None) -> bool:
    return wanted is None or wanted == found


def _solving(event: AnswerAccepted, ledger: Ledger) -> None:
    if event.helper_id == event.asker_id:
        return
    post, asker = event.answer_id, event.asker_id
    _give_once(ledger, asked_for(event, "solution", to=event.helper_id, subject_id=post, by=asker))
    _give_once(ledger, asked_for(event, "accepting", to=asker, subject_id=post, by=asker))


def _give_once(ledger: Ledger, asked: Entry) -> None:
    """Not while what was given for the same still stands or rests."""
    if not ledger.has(asked):
        give(ledger, asked)


def _unsolving(event: AnswerUnaccepted, ledger: Ledger) -> None:
    take_back(ledger, event.event_id, {"solution", "accepting"}, subject_id=event.answer_id)


def _confirming(event: AnswerConfirmed, ledger: Ledger) -> None:
    if event.actor_id != event.helper_id:
        post, by = event.answer_id, event.actor_id
        asked = asked_for(event, "confirmed", to=event.helper_id, subject_id=post, by=by)
        _give_once(ledger, asked)


def _withdrawing_confirmation(event: ConfirmationWithdrawn, ledger: Ledger) -> None:
    take_back(ledger, event.event_id, {"confirmed"}, subject_id=event.answer_id)


def _voting(event: PostVoted, ledger: Ledger) -> None:
    voter, author, post = event.actor_id, event.author_id, event.post_id
    if voter is None or voter == author:
        return
    take_back(ledger, event.event_id, VOTES | {"downvoting"}, subject_id=post, by=voter)
    if event.value > 0:
        kind = "answer_upvoted" if event.is_answer else "question_upvoted"
        give(ledger, asked_for(event, kind, to=author, subject_id=post, by=voter))
    if event.value < 0:
        give(ledger, asked_for(event, "downvoted", to=author, subject_id=post, by=voter))
    if event.value < 0 and event.is_answer:
        give(ledger, asked_for(event, "downvoting", to=voter, subject_id=post, by=voter))


def _supporting(event: IdeaSupported, ledger: Ledger) -> None:
    by, author, idea = event.actor_id, event.author_id, event.idea_id
    if by is not None and by != author:
        give(ledger, asked_for(event, "idea_upvoted", to=author, subject_id=idea, by=by))


def _withdrawing_support(event: SupportWithdrawn, ledger: Ledger) -> None:
    kinds, idea = {"idea_upvoted"}, event.idea_id
    if event.actor_id is not None:
        take_back(ledger, event.event_id, kinds, subject_id=idea, by=event.actor_id)


def _deciding(event: IdeaMoved, ledger: Ledger) -> None:
    """A yes earns once, however the idea goes on; a yes that is taken back takes it back."""
    _settle(event, ledger, "idea_accepted", holds=event.state in ACCEPTED)
    _settle(event, ledger, "idea_delivered", holds=event.state == Stage.DELIVERED)


def _settle(event: IdeaMoved, ledger: Ledger, kind: str, *, holds: bool) -> None:
    idea, by = event.idea_id, event.actor_id
    asked = asked_for(event, kind, to=event.author_id, subject_id=idea, by=by)
    if not holds:
        take_back(ledger, event.event_id, {kind}, subject_id=idea)
    elif by != event.author_id:
        _give_once(ledger, asked)


def _leaving(event: PostDeleted | PostHidden, ledger: Ledger) -> None:
    for post_id in ledger.showing.turned_by(event):
        if not ledger.showing.shows(post_id):
            rest(event, ledger, post_id)


def _returning(event: PostRestored | PostUnhidden, ledger: Ledger) -> None:
    for post_id in ledger.showing.turned_by(event):
        if ledger.showing.shows(post_id):
            wake(event, ledger, post_id)


def _hiding(event: IdeaHidden, ledger: Ledger) -> None:
    rest(event, ledger, event.idea_id)


def _releasing(event: IdeaReleased, ledger: Ledger) -> None:
    wake(event, ledger, event.idea_id)


EARNING: dict[type[Event], Rule] = {
    AnswerAccepted: _solving,
    AnswerUnaccepted: _unsolving,
    AnswerConfirmed: _confirming,
    ConfirmationWithdrawn: _withdrawing_confirmation,
    PostVoted: _voting,
    PostDeleted: _leaving,
    PostHidden: _leaving,
    PostRestored: _returning,
    PostUnhidden: _returning,
    IdeaSupported: _supporting,
    SupportWithdrawn: _withdrawing_support,
    IdeaMoved: _deciding,
    IdeaHidden: _hiding,
    IdeaReleased: _releasing,
    GiftVoided: make_void,
    GiftReinstated: reinstate,
}
