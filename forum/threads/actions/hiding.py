"""Hiding a post by decision of a moderator, and bringing it back exactly as it was.

A hidden post shows to its author and to the staff only. A solution that is hidden rests: its
awards rest with it, and when it comes back it is the solution again, since the same moment.
"""

from datetime import datetime

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.threads import policy
from forum.threads.actions.counting import change_thread
from forum.threads.actions.facts import about_post
from forum.threads.actions.removing import set_state
from forum.threads.actions.solving import hidden_as_solution_since, say_unaccepted
from forum.threads.events import PostHidden, PostUnhidden
from forum.threads.models import Answer
from forum.threads.policy import Post


def hide_post(post: Post, *, by: Member) -> bool:
    """Take it out of sight; False when there was nothing left to hide."""
    _require_moderator(by)
    if post.state not in ("visible", "held"):
        return False

    solved_at = _rest_solution(post)
    set_state(post, "hidden")
    audit.record("hide post", by=by.id, subject_id=post.id, person_id=post.author_id)
    publish(
        PostHidden(**about_post(post, by), was_solution=solved_at is not None, solved_at=solved_at)
    )
    return True


def unhide_post(post: Post, *, by: Member) -> bool:
    """Bring it back; False when it was not hidden, for instance because its author removed it."""
    _require_moderator(by)
    if post.state != "hidden":
        return False

    set_state(post, "visible")
    if isinstance(post, Answer) and (solved_at := hidden_as_solution_since(post)):
        _bring_solution_back(post, solved_at, by)
    audit.record("unhide post", by=by.id, subject_id=post.id, person_id=post.author_id)
    publish(PostUnhidden(**about_post(post, by)))
    return True


def _rest_solution(post: Post) -> datetime | None:
    """Since when it solved the question; None when it did not."""
    if not isinstance(post, Answer) or post.thread.solution_id != post.id:
        return None
    solved_at = post.thread.solved_at
    change_thread(post.thread, solution_id=None, solved_at=None)
    return solved_at


def _bring_solution_back(answer: Answer, solved_at: datetime, by: Member) -> None:
    """Unless the asker has chosen another one meanwhile: then it is a solution no more."""
    thread = answer.thread
    if thread.solution_id is None:
        change_thread(thread, solution_id=answer.id, solved_at=solved_at)
        return
    say_unaccepted(answer, by=by)


def _require_moderator(by: Member) -> None:
    if not policy.may_moderate(by):
        raise Refused("Only moderators can hide a post or bring it back.")
