"""Choosing what we mail, and the two pages behind the link at the foot of a mail."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.web import page, room
from forum.notifications import actions, links, wording
from forum.notifications.forms import PresetForm
from forum.notifications.policy import CONCERNS
from forum.notifications.queries import preset_of

notifications = room("notifications", __file__)


@notifications.get("/me/notifications")
def preferences() -> Response:
    """What we mail you: three choices."""
    form = PresetForm(preset=preset_of(current_member().id))
    return page("notifications/preferences.html", form=form, presets=wording.PRESETS)


@notifications.post("/me/notifications")
def choose() -> Response:
    """Save what we may mail you."""
    form = PresetForm.sent()
    if not form.is_fine:
        return page("notifications/preferences.html", 422, form=form, presets=wording.PRESETS)

    with writing():
        actions.choose_preset(form.preset.data, by=current_member())
    flash(_("Your choice is saved."), "good")
    return redirect(url_for("notifications.preferences"), 303)


@notifications.get("/unsubscribe/<token>")
def unsubscribe(token: str) -> Response:
    """Says what would stop; mail programs that look at links change nothing."""
    return _about(token, is_done=False)


@notifications.post("/unsubscribe/<token>")
def unsubscribe_at_once(token: str) -> Response:
    """Stops the mails, for a person here or a mail program (RFC 8058): no sign-in, no redirect."""
    member_id, kind = links.read_stop_link(token)
    with writing():
        actions.stop_mails(kind, of=member_id)
    return _about(token, is_done=True)


def _about(token: str, *, is_done: bool) -> Response:
    kind = links.read_stop_link(token)[1]
    stops = wording.STOPS[CONCERNS[kind]]
    return page("notifications/unsubscribe.html", token=token, stops=stops, is_done=is_done)
