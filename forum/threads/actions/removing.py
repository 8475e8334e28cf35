"""Taking a post away and putting it back. Nothing is destroyed, and what is held stays."""

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.threads import policy
from forum.threads.actions.counting import change_answer, change_thread, touch
from forum.threads.actions.editing import thread_id_of
from forum.threads.actions.facts import about_post
from forum.threads.actions.keeping import refuse_if_kept
from forum.threads.actions.solving import (
    clear_solution,
    hidden_as_solution_since,
    say_unaccepted,
)
from forum.threads.events import PostDeleted, PostRestored
from forum.threads.models import Answer, Comment, Thread
from forum.threads.policy import Post


def delete_post(post: Post, *, by: Member) -> None:
    """Take it away. A solution first stops being one, so that its award is taken back."""
    if not policy.may_change(by, post):
        raise Refused("You can only remove what you wrote yourself.")
    if post.state == "deleted":
        return
    refuse_if_kept(post)

    if isinstance(post, Answer):
        _solve_no_more(post, by)
    set_state(post, "deleted")
    if by.id != post.author_id:
        audit.record("remove post", by=by.id, subject_id=post.id, person_id=post.author_id)
    publish(PostDeleted(**about_post(post, by)))


def _solve_no_more(answer: Answer, by: Member) -> None:
    """Nor does one that was hidden as the solution come back as one."""
    if answer.thread.solution_id == answer.id:
        clear_solution(answer.thread, by=by)
    elif answer.state == "hidden" and hidden_as_solution_since(answer):
        say_unaccepted(answer, by=by)


def restore_post(post: Post, *, by: Member) -> None:
    """Put back what was removed; only the people who keep order may."""
    if not policy.may_moderate(by):
        raise Refused("Only moderators can put back what was removed.")
    if post.state != "deleted":
        return

    set_state(post, "visible")
    audit.record("restore post", by=by.id, subject_id=post.id, person_id=post.author_id)
    publish(PostRestored(**about_post(post, by)))


def set_state(post: Post, state: str) -> None:
    """What is counted on the page above it is counted again."""
    step = (state == "visible") - (post.state == "visible")
    post.state = state
    db.flush()
    if isinstance(post, Answer):
        change_thread(post.thread, answer_count=Thread.answer_count + step)
    elif isinstance(post, Comment) and post.answer:
        change_answer(post.answer, comment_count=Answer.comment_count + step)
    else:
        touch(thread_id_of(post))
