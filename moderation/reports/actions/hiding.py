"""What hides a post and brings it back: one line for each kind, each the forum's own deed."""

from collections.abc import Callable

from forum.accounts.models import Member
from forum.threads.actions import hide_post, unhide_post
from forum.threads.policy import Post

Hiding = Callable[..., bool]

WAYS: dict[str, tuple[Hiding, Hiding]] = {
    "thread": (hide_post, unhide_post),
    "answer": (hide_post, unhide_post),
    "comment": (hide_post, unhide_post),
}


def hide(post: Post, *, by: Member) -> bool:
    """False when it did not show anyway."""
    return WAYS[post.__tablename__][0](post, by=by)


def unhide(post: Post, *, by: Member) -> bool:
    """False when it was not hidden."""
    return WAYS[post.__tablename__][1](post, by=by)
