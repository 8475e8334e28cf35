"""Saving the way somebody looks at the queue, and taking it away."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from moderation.shelves import actions, queries
from moderation.shelves.forms import ShelfForm
from moderation.shelves.showing import asked_in
from moderation.shelves.views.room import shelves


@shelves.post("/desk/shelves")
def save() -> Response:
    """Under a name; what the address held that we do not know is left out."""
    form = ShelfForm.sent().or_refuse()
    with writing():
        member = current_member()
        held = asked_in(form.asked.data, by=member).carried
        actions.save(form.name.data, held, by=member, is_shared=bool(form.shared.data))
    flash(_("It is saved."), "good")
    return redirect(url_for("desk.queue", **held), 303)


@shelves.post("/desk/shelves/<int:shelf_id>/removal")
def remove(shelf_id: int) -> Response:
    with writing():
        member = current_member()
        actions.remove(queries.visible_shelf(shelf_id, to=member), by=member)
    flash(_("It is taken away."), "good")
    return redirect(url_for("desk.queue"), 303)
