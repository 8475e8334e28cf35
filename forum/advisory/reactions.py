"""Whoever stands on another rung is in the group no longer, if that rung does not open it."""

from forum.accounts.models import Member
from forum.advisory import policy
from forum.advisory.actions import end_membership
from forum.kernel.db import db
from forum.reputation.events import RungMoved


def end_what_the_rung_opened(event: RungMoved) -> None:
    """Their consent goes with it: whoever comes back is asked again."""
    member = db.get(Member, event.member_id)
    if member is None or not policy.may_advise(member):
        end_membership(event.member_id)
