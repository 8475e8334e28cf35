"""The rota: who is here, who is away and what waits with them, and how services give tickets."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.languages import say
from forum.kernel.web import page
from forum.services.models import Service
from forum.services.queries import all_services, service_called
from moderation.helpdesk.policy import manages
from moderation.rota import actions, queries
from moderation.rota.forms import AvailabilityForm, GivingForm
from moderation.rota.views.room import rota
from moderation.rota.wording import WAYS
from moderation.settings.changes import undone

BOTH = ["GET", "POST"]


@rota.get("/desk/rota")
def index() -> Response:
    return _page(AvailabilityForm.of(queries.availability_of(current_member().id)))


@rota.post("/desk/rota/me")
def set_availability() -> Response:
    """Somebody says that they are away, or how many tickets they take."""
    form = AvailabilityForm.sent()
    if not form.is_fine:
        return _page(form, 422)
    with writing():
        said = {"capacity": form.most, "away_until": form.away_until}
        actions.set_availability(by=current_member(), **said)  # type: ignore[arg-type]
    flash(_("It is saved."), "good")
    return redirect(url_for("rota.index"), 303)


@rota.route("/desk/rota/services/<slug>", methods=BOTH)
def edit(slug: str) -> Response:
    """How a service gives its new tickets: first shown, then saved."""
    service = service_called(slug)
    rule = queries.rule_of(service.id)
    if request.method == "GET":
        return _edit(GivingForm(data={"way": rule.way, "version": rule.version}), service)
    form = GivingForm.sent()
    if not form.is_fine:
        return _edit(form, service, status=422)
    if not is_seen(form):
        return _edit(form, service, preview=True)

    with writing():
        way, version = form.way.data, form.version.data
        actions.set_way(service.id, way, by=current_member(), version=version)
    flash(_("It is saved. You can undo it below."), "good")
    return redirect(url_for("rota.edit", slug=slug), 303)


@rota.post("/desk/rota/changes/<int:giving_change_id>/removal")
def undo(giving_change_id: int) -> Response:
    """Put back what was before this change."""
    with writing():
        made = queries.change_numbered(giving_change_id)
        actions.undo(made, by=current_member())
        slugs = {one.id: one.slug for one in all_services()}
        here = url_for("rota.edit", slug=slugs[made.service_id])
    flash(_("It is as it was before."), "good")
    return redirect(here, 303)


def _page(form: AvailabilityForm, status: int = 200) -> Response:
    member = current_member()
    is_manager = manages(member)
    return page(
        "rota/index.html",
        status,
        form=form,
        people=queries.at_desk(),
        left=queries.left_by_people_away(to=member) if is_manager else [],
        ways=queries.ways() if is_manager else [],
        words=WAYS,
    )


def _edit(
    form: GivingForm, service: Service, *, preview: bool = False, status: int = 200
) -> Response:
    lines = _lines(form, service) if preview else None
    form.seen.data = fingerprint(form) if preview else ""
    changes = queries.history_of(service.id)
    return page(
        "rota/edit.html",
        status,
        form=form,
        service=service,
        lines=lines,
        changes=changes,
        words=WAYS,
        undone=undone(changes),
    )


def _lines(form: GivingForm, service: Service) -> list[list[str]]:
    """What would change, in words."""
    known, wanted = queries.rule_of(service.id).way, form.way.data
    return [[service.name, say(WAYS[known]), say(WAYS[wanted])]] if wanted != known else []
