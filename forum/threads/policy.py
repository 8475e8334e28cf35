"""Who may do what to a question, an answer or a comment. One question a function."""

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES, MODERATING_ROLES, Rung
from forum.kernel.clock import now
from forum.threads.models import Answer, Comment, Thread

Post = Thread | Answer | Comment


def is_visible(post: Post) -> bool:
    return post.state == "visible"


def may_see(member: Member | None, post: Post) -> bool:
    return may_see_post(member, state=post.state, author_id=post.author_id)


def may_see_post(member: Member | None, *, state: str, author_id: int) -> bool:
    """What is held, hidden or removed shows only to its author and to the staff."""
    if state == "visible":
        return True

    return member is not None and (member.works_here or member.id == author_id)


def may_accept(member: Member, thread: Thread) -> bool:
    """Only the person who asked knows what solved it."""
    return member.id == thread.author_id


def may_answer_officially(member: Member) -> bool:
    return member.works_as(DESK_ROLES)


def may_confirm(member: Member, answer: Answer) -> bool:
    return member.works_here and member.id != answer.author_id


def may_change(member: Member, post: Post) -> bool:
    """Edit or remove it: one's own, or anybody's for the people who keep order."""
    if member.is_suspended or not member.is_active:
        return False
    return member.id == post.author_id or may_moderate(member)


def may_moderate(member: Member) -> bool:
    return member.works_as(MODERATING_ROLES)


def is_first_day(member: Member) -> bool:
    """Newcomers have small limits until they have been here for a day."""
    return is_newcomer(member) and (now() - member.joined_at).days < 1


def is_newcomer(member: Member) -> bool:
    return not member.is_staff and member.rung == Rung.NEWCOMER
