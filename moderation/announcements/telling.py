"""The pages on which staff write alerts, with what people will read."""

from flask import url_for
from werkzeug.wrappers import Response

from forum.alerts import policy, queries
from forum.alerts.models import Alert
from forum.alerts.queries import Reach, reach_of
from forum.follows.queries import count_followers
from forum.kernel.clock import now
from forum.kernel.slots import Slot
from forum.kernel.text import shown
from forum.kernel.web import page
from forum.kernel.written import Written
from forum.notifications.mails import text_of
from forum.services.queries import service_called
from moderation.announcements.forms import AlertForm, AlertUpdateForm
from moderation.announcements.queries import in_words, words_changed
from moderation.settings.changes import undone

TEXTS = {"title": "In one sentence", "body": "What people need to know"}
touched = Slot("touched by an alert")
"""What an alert would do to what is open: it is given whom that is about, and the one id is 0."""


def form_page(
    form: AlertForm,
    alert: Alert | None = None,
    *,
    preview: Written | None = None,
    status: int = 200,
) -> Response:
    """The form of a new alert, or of one that is there; `preview` is what it would say."""
    if preview is None:
        form.seen.data = ""
    back = url_for("announcements.index")
    return page(
        "announcements/form.html",
        status,
        form=form,
        alert=alert,
        preview=preview and shown(preview.html),
        touched=touched.render([0], to=_reach(form)).get(0) if preview else None,
        back=url_for("announcements.show", alert_id=alert.id) if alert else back,
    )


def alert_page(
    alert: Alert, form: AlertUpdateForm, *, preview: Written | None = None, status: int = 200
) -> Response:
    """One alert: what people read, what they get by mail, and the deeds."""
    if preview is None:
        form.seen.data = ""
    changes = words_changed(alert.id)
    return page(
        "announcements/show.html",
        status,
        alert=alert,
        form=form,
        html=shown(alert.html),
        stands_above=alert.state == "draft" and alert.begins_at <= now(),
        updates=[(one, shown(one.html)) for one in queries.updates_of([alert.id])[alert.id]],
        preview=preview and shown(preview.html),
        mail=text_of(alert, added=preview.html if preview else None),
        followers=count_followers(alert.service.subject_id),
        may_reopen=policy.may_reopen(alert),
        changes=in_words(changes, TEXTS),
        undone=undone(changes),
        touched=touched.render([0], to=reach_of(alert)).get(0) if alert.when != "past" else None,
    )


def _reach(form: AlertForm) -> Reach:
    """As the form that was checked says it."""
    service_id = service_called(form.service.data).id
    return Reach(service_id, form.part.id if form.part else None, form.kind.data, form.ends_at)
