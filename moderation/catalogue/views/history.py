"""What was changed in a service and its topics, and undoing it."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.web import page
from forum.services.queries import service_called
from moderation.catalogue import actions, queries, telling
from moderation.catalogue.views.room import catalogue
from moderation.settings.changes import undone


@catalogue.get("/desk/services/<slug>/history")
def history(slug: str) -> Response:
    """Every change with what was before and after, and a button that undoes it."""
    service = service_called(slug)
    changes = queries.history_of(service)
    hours = service.calendar_version.calendar
    return page(
        "catalogue/history.html",
        service=service,
        changes=[(one, telling.change_lines(one.before, one.after, hours)) for one in changes],
        undone=undone(changes),
    )


@catalogue.post("/desk/services/<slug>/history/<int:change_id>/removal")
def undo(slug: str, change_id: int) -> Response:
    """Put back what was before this change."""
    with writing():
        change = queries.change_of(change_id, service_called(slug))
        actions.undo(change, by=current_member())
    flash("It is as it was before.", "good")
    return redirect(url_for("catalogue.history", slug=slug), 303)
