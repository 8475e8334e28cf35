"""Who looks at the first answers of somebody new."""

from forum.accounts.models import Member
from moderation.beginners.models import FirstAnswer
from moderation.helpdesk.policy import works_at_desk


def may_review(member: Member | None, answer: FirstAnswer, *, is_new: bool) -> bool:
    """Somebody else at the desk, whose own answers nobody looks at any more."""
    if member is None or is_new or not works_at_desk(member):
        return False
    return member.id != answer.author_id
