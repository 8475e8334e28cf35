"""Keeping a way of looking at the queue under a name, and throwing it away."""

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Invalid, Refused
from moderation.helpdesk.policy import manages, works_at_desk
from moderation.saved_views import queries
from moderation.saved_views.models import SavedView

TAKEN = "You have a saved view of this name. Choose another name, or take that one away first."
ENOUGH = "You have %(most)s saved views. Take one away first."


def save(name: str, asked: dict[str, str], *, by: Member, is_shared: bool) -> None:
    """Raises Invalid when the name is taken."""
    if not works_at_desk(by):
        raise Refused("Only the desk has saved views.")
    if queries.count_of(by.id) >= queries.MOST_OWN:
        said = _(ENOUGH, most=queries.MOST_OWN)
        raise Invalid(said, {"name": said})
    facts = {"owner_id": by.id, "name": name, "asked": asked, "is_shared": is_shared}
    if not insert_once(SavedView, **facts, made_at=now()):
        raise Invalid(TAKEN, {"name": TAKEN})
    audit.record("view saved", by=by.id, reason="shared" if is_shared else "own")


def remove(view: SavedView, *, by: Member) -> None:
    """One's own; managers also take away what is shared."""
    if view.owner_id != by.id and not manages(by):
        raise Refused("Only who made it, or a manager, takes a shared view away.")
    db.delete(view)
    audit.record("view taken away", by=by.id, reason=f"view {view.id}")
