"""Legal holds: all of them, opening one after a look at what it covers, and ending it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from moderation.holds import actions, queries
from moderation.holds.forms import HoldForm, ReleaseForm
from moderation.holds.models import LegalHold
from moderation.holds.wording import COVERS, OF_PARTS

holds = room("holds", __file__)

BOTH = ["GET", "POST"]


@holds.get("/desk/holds")
def index() -> Response:
    """Open ones, or those that have ended."""
    are_open = request.args.get("show") != "ended"
    found = queries.holds(are_open=are_open, cursor=request.args.get("after"))
    names = queries.named((one.part, one.covered_id) for one in found.items)
    return page("holds/index.html", found=found, names=names, are_open=are_open, words=OF_PARTS)


@holds.route("/desk/holds/new", methods=BOTH)
def new() -> Response:
    """First what it covers is shown by name, then it is opened."""
    if request.method == "GET":
        asked = {name: request.args.get(name, "")[:300] for name in ("place", "what")}
        return _form(HoldForm(None, **asked))
    form = HoldForm.sent()
    if not form.is_fine or form.covered is None or form.review_at is None:
        return _form(form, 422)
    if not is_seen(form):
        return _form(form, is_preview=True)

    with writing():
        said = {"reason": form.reason.data, "review_at": form.review_at}
        hold_id = actions.open_hold(form.covered, by=current_member(), **said).id
    flash(_("It is open. Nobody can delete what it covers."), "good")
    return redirect(url_for("holds.show", hold_id=hold_id), 303)


@holds.get("/desk/holds/<int:hold_id>")
def show(hold_id: int) -> Response:
    """What it covers, why, and the way to end it."""
    return _page(queries.hold_numbered(hold_id), ReleaseForm(None))


@holds.post("/desk/holds/<int:hold_id>/removal")
def release(hold_id: int) -> Response:
    """It is over, with the reason."""
    form = ReleaseForm.sent()
    if not form.is_fine:
        return _page(queries.hold_numbered(hold_id), form, 422)
    with writing():
        hold = queries.hold_numbered(hold_id, lock=True)
        actions.release(hold, reason=form.reason.data, by=current_member())
    flash(_("It is over."), "good")
    return redirect(url_for("holds.show", hold_id=hold_id), 303)


def _form(form: HoldForm, status: int = 200, *, is_preview: bool = False) -> Response:
    form.seen.data = fingerprint(form) if is_preview else ""
    covered = form.covered if is_preview else None
    name = queries.named([covered])[covered] if covered else ""
    return page("holds/new.html", status, form=form, name=name, covers=COVERS)


def _page(hold: LegalHold, form: ReleaseForm, status: int = 200) -> Response:
    key = (hold.part, hold.covered_id)
    name = queries.named([key]).get(key, "")
    return page(
        "holds/show.html",
        status,
        hold=hold,
        form=form,
        name=name,
        words=OF_PARTS,
        why=shown(as_typed(hold.reason)),
        why_over=shown(as_typed(hold.release_reason or "")),
    )
