"""What a board allows: when it is open, and how many ideas one person can stand behind."""

from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.design.words import day
from forum.ideas.models import Board, Idea, Support
from forum.ideas.queries.boards import is_open
from forum.ideas.states import SUPPORTABLE
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.languages import say
from forum.kernel.site import site

NO_SUPPORTS = "The board “{board}” takes no supports. You can follow it by reading its ideas."
TOO_EARLY = "The board “{board}” opens on {day}. Until then it takes no ideas and no supports."
TOO_LATE = "The board “{board}” closed on {day}. It takes no more ideas and no more supports."
ENOUGH = (
    "On the board “{board}” you can support {most} open ideas at a time. You support that many "
    "now. Take one back, or wait until one of them is decided."
)


def board_of(idea: Idea) -> Board:
    return db.get_one(Board, idea.board_id)


def refuse_shut(board: Board, *, supporting: bool = False) -> None:
    """Raises Refused outside its days, and for a support where supports are switched off."""
    if not is_open(board):
        is_early = board.opens_at is not None and now() < board.opens_at
        told, moment = (
            (TOO_EARLY, board.opens_at) if is_early else (TOO_LATE, board.closes_at or now())
        )
        when = day(moment or now(), zone=ZoneInfo(site().zone), now=now())
        raise Refused(say(told).format(board=board.name, day=when))
    if supporting and not board.takes_supports:
        raise Refused(say(NO_SUPPORTS).format(board=board.name))


def wait_for_own_supports(board: Board, by: Member) -> None:
    """Where there is a limit, one support of a person comes after the other."""
    if board.supports_each is not None:
        db.execute(select(Member.id).where(Member.id == by.id).with_for_update(key_share=True))


def keep_to_limit(board: Board, by: Member) -> None:
    """Raises Refused when the support just given is one too many: the same for everybody."""
    most = board.supports_each
    if most is None:
        return
    rows = select(func.count()).select_from(Support).join(Idea, Idea.id == Support.idea_id)
    mine = rows.where(Support.member_id == by.id, Idea.board_id == board.id)
    open_ones = mine.where(Idea.state == "published", Idea.stage.in_(SUPPORTABLE))
    if (db.scalar(open_ones) or 0) > most:
        raise Refused(say(ENOUGH).format(board=board.name, most=most))
