"""Writing an alert, seeing what people will read, and then publishing, adding and ending."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.alerts import queries
from forum.alerts.actions import Draft
from forum.alerts.models import Alert
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.web import page, room
from forum.kernel.written import Written, write_up
from forum.services.queries import service_called
from moderation.announcements import actions, telling
from moderation.announcements import queries as words_queries
from moderation.announcements.forms import AlertForm, AlertUpdateForm, typed

announcements = room("announcements", __file__)

BOTH = ["GET", "POST"]
Deed = Callable[[Alert, Member], None]


@announcements.get("/desk/alerts")
def index() -> Response:
    """Every alert, drafts first."""
    found = queries.for_staff(cursor=request.args.get("cursor"))
    older = url_for("announcements.index", cursor=found.next) if found.next else None
    return page("announcements/index.html", alerts=found.items, older=older)


@announcements.route("/desk/alerts/new", methods=BOTH)
def write() -> Response:
    """Write a draft; people see it only after it is published."""
    if request.method == "GET":
        return telling.form_page(AlertForm(version=0))
    form = AlertForm.sent(topic="")
    if (body := _written(form)) is None:
        return telling.form_page(form, status=422)

    with writing():
        alert_id = actions.write(_draft(form, body), by=current_member()).id
    return redirect(url_for("announcements.show", alert_id=alert_id), 303)


@announcements.get("/desk/alerts/<int:alert_id>")
def show(alert_id: int) -> Response:
    """What people read of it, and what can be done with it now."""
    alert = queries.visible_alert(alert_id, to=current_member())
    return telling.alert_page(alert, AlertUpdateForm(version=alert.version))


@announcements.route("/desk/alerts/<int:alert_id>/edit", methods=BOTH)
def edit(alert_id: int) -> Response:
    """Change the words or the times; what is public already is shown once more before."""
    alert = queries.visible_alert(alert_id, to=current_member())
    if request.method == "GET":
        return telling.form_page(_form_of(alert), alert)
    form = AlertForm.sent(topic="")
    form.kept = (alert.service.slug, alert.topic.slug if alert.topic else "")
    if (body := _written(form)) is None:
        return telling.form_page(form, alert, status=422)
    if alert.state != "draft" and not is_seen(form):
        form.seen.data = fingerprint(form)
        return telling.form_page(form, alert, preview=body)

    draft, version = _draft(form, body), form.version.data
    return _do(alert_id, lambda here, by: actions.change(here, draft, by=by, version=version))


@announcements.post("/desk/alerts/changes/<int:alert_change_id>/removal")
def undo(alert_change_id: int) -> Response:
    """Its words as they were before this change; nobody is mailed about it."""
    with writing():
        by, made = current_member(), words_queries.change_numbered(alert_change_id)
        alert = queries.visible_alert(made.subject_id, to=by, lock=True)
        actions.undo(alert, made, by=by)
        here = url_for("announcements.show", alert_id=alert.id)
    flash(_("It is as it was before."), "good")
    return redirect(here, 303)


@announcements.post("/desk/alerts/<int:alert_id>/publication")
def publish(alert_id: int) -> Response:
    """Show it to everybody and mail those who follow the service."""
    said = _("The alert is published. People who follow the service get a mail.")
    return _do(alert_id, lambda alert, by: actions.publish(alert, by=by), said=said)


@announcements.post("/desk/alerts/<int:alert_id>/updates")
def add(alert_id: int) -> Response:
    """Add what is new: first shown as people will read it, then published."""
    form = AlertUpdateForm.sent()
    alert = queries.visible_alert(alert_id, to=current_member())
    if (body := _written(form)) is None:
        return telling.alert_page(alert, form, status=422)
    if not is_seen(form):
        form.seen.data = fingerprint(form)
        return telling.alert_page(alert, form, preview=body)

    version = form.version.data
    return _do(
        alert_id,
        lambda here, by: actions.add(here, body, by=by, version=version),
        said=_("The update is published. People who follow the service get a mail."),
    )


@announcements.post("/desk/alerts/<int:alert_id>/end")
def end(alert_id: int) -> Response:
    """It is over, or called off."""
    said = _("The alert has ended. You can reopen it for one day.")
    return _do(alert_id, lambda alert, by: actions.end(alert, by=by), said=said)


@announcements.post("/desk/alerts/<int:alert_id>/end/removal")
def reopen(alert_id: int) -> Response:
    """It was ended too early."""
    said = _("The alert is open again.")
    return _do(alert_id, lambda alert, by: actions.reopen(alert, by=by), said=said)


def _do(alert_id: int, deed: Deed, *, said: str = "") -> Response:
    """One deed on the locked alert, then back to it."""
    with writing():
        by = current_member()
        deed(queries.visible_alert(alert_id, to=by, lock=True), by)
    if said:
        flash(said, "good")
    return redirect(url_for("announcements.show", alert_id=alert_id), 303)


def _written(form: AlertForm | AlertUpdateForm) -> Written | None:
    """The words rendered; None when the form is not fine or its words cannot be rendered."""
    if not form.is_fine:
        return None
    try:
        return write_up(form.body.data)
    except Invalid as error:
        form.body.errors = [str(error)]
        return None


def _draft(form: AlertForm, body: Written) -> Draft:
    return Draft(
        service_id=service_called(form.service.data).id,
        kind=form.kind.data,
        title=form.title.data,
        body=body,
        begins_at=form.begins_at,
        ends_at=form.ends_at,
        topic_id=form.part.id if form.part else None,
    )


def _form_of(alert: Alert) -> AlertForm:
    return AlertForm(
        service=alert.service.slug,
        topic=alert.topic.slug if alert.topic else "",
        kind=alert.kind,
        title=alert.title,
        body=alert.body,
        begins=typed(alert.begins_at),
        ends=typed(alert.ends_at),
        version=alert.version,
    )
