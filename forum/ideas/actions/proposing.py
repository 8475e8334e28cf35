"""Putting an idea forward, and taking it back."""

from datetime import timedelta

from sqlalchemy import exists, select

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.ideas import policy
from forum.ideas.actions.boards import main_board
from forum.ideas.actions.changing import hold, named
from forum.ideas.actions.deciding import move_along
from forum.ideas.actions.keeping_to_boards import refuse_shut
from forum.ideas.events import IdeaProposed
from forum.ideas.models import Board, Idea
from forum.ideas.states import REASONS, Stage
from forum.kernel import limits
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.limits import Limit
from forum.kernel.subjects import new_subject
from forum.kernel.written import Written
from forum.threads.actions import slug_of
from forum.threads.actions.guarding import refuse_many_links, require
from forum.topics.models import Topic

SENT_TWICE = timedelta(minutes=10)
IDEAS = Limit(
    "ideas",
    5,
    timedelta(days=1),
    "You put 5 ideas forward today. Keep the next one for tomorrow.",
)
ONE_AT_A_TIME = (
    "You have an idea that is not decided yet. As a new member you can have one at a time: "
    "wait for its answer, or take it back. Reading and taking part for a day changes that."
)


def propose(
    *, by: Member, topic: Topic, title: str, body: Written, board: Board | None = None
) -> Idea:
    """Put an idea to everyone, on the first board when none is named. The same form sent twice
    gives the idea it already made.
    """
    require(by, Privilege.PROPOSE)
    refuse_many_links(by, body)
    here = board or main_board()
    refuse_shut(here)
    _queue_up(by)
    if known := _proposed_just_now(by, title, body):
        return known

    if policy.has_one_at_a_time(by) and _has_one_waiting(by):
        raise Refused(ONE_AT_A_TIME)
    if not by.is_staff:
        limits.spend(IDEAS, by.id)
    idea = _new_idea(by, topic, here, title, body)
    publish(IdeaProposed(**named(idea, by=by.id, is_held=idea.state == "held")))
    return idea


def check_ideas(member: Member) -> None:
    """Raise TooMany when no idea is left for now; only reads."""
    if not member.is_staff:
        limits.check(IDEAS, member.id)


def withdraw_idea(idea: Idea, *, by: Member) -> None:
    """Its author takes it back while nothing is decided; what was said about it stays."""
    hold(idea)
    if by.id == idea.author_id and idea.stage == Stage.WITHDRAWN:
        return
    if not policy.may_withdraw(by, idea):
        raise Refused(
            "Only the person who put it forward can take it back. They can do so until it is "
            "decided."
        )

    move_along(idea, Stage.WITHDRAWN, by_id=by.id, reason="author", text=f"{REASONS['author']}.")


def _queue_up(by: Member) -> None:
    """A form sent twice at the same moment: the second waits, and then finds the first's idea."""
    db.execute(select(Member.id).where(Member.id == by.id).with_for_update(key_share=True))


def _proposed_just_now(by: Member, title: str, body: Written) -> Idea | None:
    same = select(Idea).where(Idea.author_id == by.id, Idea.proposed_at > now() - SENT_TWICE)
    same = same.where(Idea.title == title, Idea.body == body.source)
    return db.scalar(same.where(Idea.state.in_(("held", "published"))).limit(1))


def _has_one_waiting(by: Member) -> bool:
    waiting = exists().where(
        Idea.author_id == by.id, Idea.state.in_(("held", "published")), Idea.is_undecided
    )
    return bool(db.scalar(select(waiting)))


def _has_shown_one(by: Member) -> bool:
    shown = exists().where(Idea.author_id == by.id, Idea.published_at.is_not(None))
    return bool(db.scalar(select(shown)))


def _new_idea(by: Member, topic: Topic, board: Board, title: str, body: Written) -> Idea:
    is_held = policy.is_held_at_first(by, has_shown_one=_has_shown_one(by))
    moment = now()
    idea = Idea(
        id=new_subject("idea"),
        topic_id=topic.id,
        board_id=board.id,
        author_id=by.id,
        title=title,
        slug=slug_of(title),
        body=body.source,
        html=body.html,
        renderer=body.renderer,
        state="held" if is_held else "published",
        proposed_at=moment,
        published_at=None if is_held else moment,
    )
    db.add(idea)
    db.flush()
    return idea
