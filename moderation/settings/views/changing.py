"""Changing the name and look of the place, its logo and its texts: first shown, then saved."""

from contextlib import closing

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.home.models import Logo
from forum.home.queries import logo_with
from forum.home.wording import TEXTS
from forum.kernel.db import writing
from forum.kernel.errors import Invalid, Missing
from forum.kernel.forms import is_seen
from forum.kernel.languages import say
from forum.kernel.site import SITE
from forum.kernel.web import page
from moderation.settings import actions, telling
from moderation.settings.forms import IdentityForm, LogoForm, TextForm
from moderation.settings.pictures import MOST_BYTES, picture_in
from moderation.settings.views.room import BOTH, settings

SAVED = "It is saved. You can undo it in the history."


@settings.get("/desk/settings")
def index() -> Response:
    """Everything that can be decided here."""
    return page("settings/index.html", texts=TEXTS)


@settings.route("/desk/settings/identity", methods=BOTH)
def identity() -> Response:
    """Name, place, contact, colour and links."""
    if request.method == "GET":
        return telling.identity_page(telling.filled_identity())
    form = IdentityForm.sent()
    if not form.is_fine:
        return telling.identity_page(form, status=422)
    if not is_seen(form):
        return telling.identity_page(form, preview=True)

    with writing():
        version = form.version.data
        actions.change_setting(SITE, form.facts, by=current_member(), version=version)
    return _saved()


@settings.route("/desk/settings/texts/<name>", methods=BOTH)
def text(name: str) -> Response:
    """The privacy notice, the house rules, the hours of moderation."""
    if name not in TEXTS:
        raise Missing("There is no such text.")
    if request.method == "GET":
        return telling.text_page(name, telling.filled_text(name))
    form = TextForm.sent()
    if not form.is_fine:
        return telling.text_page(name, form, status=422)
    if not is_seen(form):
        return telling.text_page(name, form, preview=True)

    with writing():
        version = form.version.data
        actions.change_text(name, form.written, by=current_member(), version=version)
    return _saved()


@settings.route("/desk/settings/logo", methods=BOTH)
def logo() -> Response:
    """A picture is looked at first, and then worn; without one the sign of the house returns."""
    form = LogoForm.sent()
    if request.method == "GET":
        return telling.logo_page(form)
    if "file" in request.files:
        return _tried(form)

    form.or_refuse()
    with writing():
        worn = logo_with(form.digest.data) if form.digest.data else None
        facts = {"logo": _facts(worn) if worn else None}
        actions.change_setting(SITE, facts, by=current_member(), version=form.version.data)
    return _saved()


def _tried(form: LogoForm) -> Response:
    with closing(request.files["file"]) as file:
        sent = file.read(MOST_BYTES + 1)
    try:
        picture = picture_in(sent)
    except Invalid as error:
        return telling.logo_page(form, fault=say(str(error)), status=422)
    with writing():
        actions.keep_picture(picture)
    return telling.logo_page(form, chosen=logo_with(picture.digest))


def _facts(worn: Logo) -> dict[str, object]:
    return {"digest": worn.digest, "width": worn.width, "height": worn.height}


def _saved() -> Response:
    flash(SAVED, "good")
    return redirect(telling.onwards(), 303)
