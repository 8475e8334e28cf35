"""The list of helpers: only who said yes stands in it, with the number as it is."""

from datetime import datetime

from sqlalchemy import delete, update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.recognition import policy
from forum.recognition.models import ListedHelper
from forum.recognition.queries import facts_of
from forum.recognition.rules import Facts, helped_lately

NOT_HERE = "The list is for people of 18 or over who take part and whose account is not paused."


def join_list(member: Member) -> None:
    if not policy.may_be_listed(member):
        raise Refused(NOT_HERE)
    number = helped_lately(facts_of(member), at=now())
    insert_once(ListedHelper, member_id=member.id, people_helped=number, since=now())


def leave_list(member_id: int) -> None:
    """Always allowed."""
    mine = delete(ListedHelper).where(ListedHelper.member_id == member_id)
    db.execute(mine, execution_options=SILENT)


def recount(member: Member, facts: Facts, *, at: datetime) -> None:
    """Bring the number of somebody who stands in the list to what it is."""
    mine = update(ListedHelper).where(ListedHelper.member_id == member.id)
    number = helped_lately(facts, at=at)
    changed = mine.where(ListedHelper.people_helped != number).values(people_helped=number)
    db.execute(changed, execution_options=SILENT)
