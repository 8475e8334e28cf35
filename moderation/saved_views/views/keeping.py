"""Saving the way somebody looks at the queue, and taking it away."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from moderation.saved_views import actions, queries
from moderation.saved_views.forms import SavedViewForm
from moderation.saved_views.showing import asked_in
from moderation.saved_views.views.room import saved_views


@saved_views.post("/desk/shelves")
def save() -> Response:
    """Under a name; what the address held that we do not know is left out."""
    form = SavedViewForm.sent().or_refuse()
    with writing():
        member = current_member()
        held = asked_in(form.asked.data, by=member).carried
        actions.save(form.name.data, held, by=member, is_shared=bool(form.shared.data))
    flash(_("It is saved."), "good")
    return redirect(url_for("desk.queue", **held), 303)


@saved_views.post("/desk/shelves/<int:saved_view_id>/removal")
def remove(saved_view_id: int) -> Response:
    with writing():
        member = current_member()
        actions.remove(queries.visible_view(saved_view_id, to=member), by=member)
    flash(_("It is taken away."), "good")
    return redirect(url_for("desk.queue"), 303)
