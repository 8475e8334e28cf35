"""Which hats there are, the switch, making one, wording it anew, and retiring it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.hats import actions
from forum.hats.kinds import Kind
from forum.hats.queries import are_on, every_hat, hat_of
from forum.kernel.db import writing
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.languages import say
from forum.kernel.web import page
from moderation.granting.forms import HatForm, HatsSwitchForm, HatWordsForm
from moderation.granting.views.room import BOTH, granting, hat_page
from moderation.granting.wording import KINDS, RETIRED, SAVED


@granting.get("/desk/hats")
def index() -> Response:
    """Every hat, how many may wear it, and the switch of all of them."""
    return page("granting/index.html", found=every_hat(), are_on=are_on(), kinds=KINDS)


@granting.post("/desk/hats/switch")
def switch() -> Response:
    """Hats show and can be worn, or neither."""
    wanted = HatsSwitchForm.sent().or_refuse().wanted.data == "yes"
    with writing():
        actions.switch_hats(on=wanted, by=current_member())
    flash(_("Hats are on.") if wanted else _("Hats are off."), "good")
    return redirect(url_for("granting.index"), 303)


@granting.route("/desk/hats/new", methods=BOTH)
def make() -> Response:
    """Make a hat; nobody wears it yet."""
    if request.method == "GET":
        return page("granting/form.html", form=HatForm(None), hat=None)
    form = HatForm.sent()
    try:
        form.or_refuse()
        kind, name, about = Kind(form.kind.data), form.name.data, form.about.data
        with writing():
            hat_id = actions.make_hat(kind, name, about, by=current_member()).id
    except Invalid as error:
        return page("granting/form.html", 422, form=form.marked(error), hat=None)
    return redirect(url_for("granting.show", hat_id=hat_id), 303)


@granting.get("/desk/hats/<int:hat_id>")
def show(hat_id: int) -> Response:
    """Who wears it or wore it, and why; that it was opened is written down first."""
    return hat_page(hat_id)


@granting.route("/desk/hats/<int:hat_id>/edit", methods=BOTH)
def edit(hat_id: int) -> Response:
    """Word it anew; what was said before keeps the name it was said with."""
    hat = hat_of(hat_id)
    if request.method == "GET":
        form = HatWordsForm(None, name=hat.name, about=hat.about, version=hat.revision)
        return page("granting/form.html", form=form, hat=hat)
    form = HatWordsForm.sent()
    try:
        form.or_refuse()
        name, about, version = form.name.data, form.about.data, form.version.data
        with writing():
            locked = hat_of(hat_id, lock=True)
            actions.reword_hat(locked, name, about, by=current_member(), revision=version)
    except (Invalid, Conflict) as error:
        return page("granting/form.html", error.status, form=form.marked(error), hat=hat)
    flash(say(SAVED), "good")
    return redirect(url_for("granting.show", hat_id=hat_id), 303)


@granting.post("/desk/hats/<int:hat_id>/retirement")
def retire(hat_id: int) -> Response:
    """Nothing new is said for it from now on."""
    with writing():
        actions.retire_hat(hat_id, by=current_member())
    flash(say(RETIRED), "good")
    return redirect(url_for("granting.show", hat_id=hat_id), 303)
