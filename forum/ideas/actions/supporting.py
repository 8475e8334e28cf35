"""Standing behind an idea, once; the same for everybody, whatever their rung.

Whoever supports first waits for their own other supports, where a board sets a limit, puts down
their own rows and what happened, and then locks the idea, always in this order. Nobody waits for
somebody's rows while they hold the idea. The worker sees to the idea's place afterwards.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.follows.actions import follow, unfollow
from forum.ideas import policy
from forum.ideas.actions.changing import SILENT, change_idea, count_one, hold, named
from forum.ideas.actions.keeping_to_boards import (
    board_of,
    keep_to_limit,
    refuse_shut,
    wait_for_own_supports,
)
from forum.ideas.actions.reaching import look_at_thresholds
from forum.ideas.events import IdeaSupported, SupportWithdrawn
from forum.ideas.models import Idea, IdeaViewer, Support
from forum.ideas.ranking import heat_of, warmed
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.threads.actions.guarding import require

TOP = "idea top"


def support(idea: Idea, *, by: Member) -> None:
    """Stand behind it and hear what becomes of it. One's own idea counts once like any other.

    What concerns only this person comes before the idea is locked: while many support it at one
    moment, each of them holds the lock as short as can be.
    """
    require(by, Privilege.SUPPORT)
    board = board_of(idea)
    wait_for_own_supports(board, by)
    _refuse_done(idea)
    refuse_shut(board, supporting=True)

    moment = now()
    if not insert_once(Support, member_id=by.id, idea_id=idea.id, since=moment):
        return
    keep_to_limit(board, by)
    has_come_new = insert_once(IdeaViewer, member_id=by.id, idea_id=idea.id)
    follow(by=by, subject_id=idea.id)
    publish(IdeaSupported(**named(idea, by=by.id)))
    hold(idea)
    _refuse_done(idea)
    count_one(idea, viewers=int(has_come_new), heat=warmed(idea.heat, moment))
    look_at_thresholds(idea, board)


def withdraw_support(idea: Idea, *, by: Member) -> None:
    """Take one's support back, at any time; the idea is followed no longer."""
    hold(idea)
    mine = delete(Support).where(Support.member_id == by.id, Support.idea_id == idea.id)
    if not db.execute(mine.returning(Support.idea_id), execution_options=SILENT).first():
        return

    change_idea(idea, support_count=Idea.support_count - 1, heat=heat_of(moments_of(idea.id)))
    unfollow(by=by, subject_id=idea.id)
    publish(SupportWithdrawn(**named(idea, by=by.id)))
    look_at_thresholds(idea, board_of(idea))


def _refuse_done(idea: Idea) -> None:
    """Raises Refused; asked again once it is locked, because somebody could have decided it."""
    if not policy.takes_supports(idea):
        raise Refused("This idea is decided or does not show. It takes no more supporters.")


def moments_of(idea_id: int) -> Sequence[datetime]:
    """When each of its supporters came. Taking one away from a logarithm loses digits, so the
    heat is then worked out anew.
    """
    return db.scalars(select(Support.since).where(Support.idea_id == idea_id)).all()
