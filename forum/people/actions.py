"""What people decide about how others find them."""

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.people import policy
from forum.people.events import FindingSwitched
from forum.people.models import FindablePerson


def let_be_found(member: Member) -> None:
    """From now on the search shows their name and what they help with."""
    if not policy.may_be_found(member):
        raise Refused("The search cannot show you: that is for people of 18 or over who take part.")
    if insert_once(FindablePerson, member_id=member.id, since=now()):
        _say(member, is_on=True)


def be_found_no_longer(member: Member) -> None:
    """Always allowed; the search forgets them within seconds."""
    mine = delete(FindablePerson).where(FindablePerson.member_id == member.id)
    if db.execute(mine.returning(FindablePerson.member_id), execution_options=SILENT).first():
        _say(member, is_on=False)


def _say(member: Member, *, is_on: bool) -> None:
    publish(FindingSwitched(actor_id=member.id, member_id=member.id, is_on=is_on))
