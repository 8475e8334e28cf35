"""What was changed in the settings, and undoing it."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.web import page
from forum.kernel.written import write_up
from moderation.settings import actions, queries
from moderation.settings.changes import undone
from moderation.settings.views.room import settings
from moderation.settings.wording import NAMES, lines_of


@settings.get("/desk/settings/history")
def history() -> Response:
    """Every change with what was before and after, and a button that undoes it."""
    changes = queries.history()
    return page(
        "settings/history.html",
        changes=[(one, lines_of(one.before, one.after)) for one in changes],
        names=NAMES,
        undone=undone(changes),
    )


@settings.post("/desk/settings/history/<int:change_id>/removal")
def undo(change_id: int) -> Response:
    """Put back what was before this change."""
    source = queries.change_numbered(change_id).before.get("source")
    written = write_up(source) if source else None
    with writing():
        change = queries.change_numbered(change_id)
        actions.undo(change, by=current_member(), written=written)
    flash("It is as it was before.", "good")
    return redirect(url_for("settings.history"), 303)
