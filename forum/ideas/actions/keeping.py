"""Letting a held idea show, and taking one out of sight. Nothing is destroyed."""

from forum.accounts.models import Member
from forum.ideas import policy
from forum.ideas.actions.changing import change_idea, hold, named
from forum.ideas.events import IdeaHidden, IdeaReleased
from forum.ideas.models import Idea
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.errors import Refused
from forum.kernel.events import publish


def release(idea: Idea, *, by: Member) -> None:
    """Let it show: a newcomer's first idea once it was read, or one that had been hidden."""
    _require(by)
    hold(idea)
    if idea.state not in ("held", "hidden"):
        return

    change_idea(idea, state="published", published_at=idea.published_at or now())
    audit.record("release idea", by=by.id, subject_id=idea.id, person_id=idea.author_id)
    publish(IdeaReleased(**named(idea, by=by.id)))


def hide(idea: Idea, *, by: Member) -> None:
    """Only its author and the staff see it from now on."""
    _require(by)
    hold(idea)
    if idea.state not in ("held", "published"):
        return

    change_idea(idea, state="hidden")
    audit.record("hide idea", by=by.id, subject_id=idea.id, person_id=idea.author_id)
    publish(IdeaHidden(**named(idea, by=by.id)))


def _require(by: Member) -> None:
    if not policy.may_keep_order(by):
        raise Refused("Only the policy team and the moderators can do this.")
