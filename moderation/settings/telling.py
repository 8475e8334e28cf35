"""What the pages of settings share: filled forms, and the preview of a change."""

from pathlib import Path
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from forum.accounts.onward import HOME, onward
from forum.design.colours import theme
from forum.home.models import Logo
from forum.home.wording import TEXTS, row_of
from forum.kernel.forms import fingerprint
from forum.kernel.languages import say
from forum.kernel.site import SITE, site
from forum.kernel.text import shown
from forum.kernel.web import page
from moderation.settings.changes import differences
from moderation.settings.forms import FIELDS, IdentityForm, LogoForm, TextForm
from moderation.settings.queries import setting
from moderation.settings.wording import lines_of, links_typed

STARTERS = Path(__file__).parent / "starters"


def filled_identity() -> IdentityForm:
    """With what every page says now, also before anybody has decided it."""
    _, version = setting(SITE)
    now = site()
    fields = {name: getattr(now, name) for name in FIELDS}
    return IdentityForm(**fields, links=links_typed(now.links), version=version)


def filled_text(name: str) -> TextForm:
    """With the text that is there, or one to start from."""
    facts, version = setting(row_of(name))
    return TextForm(text=facts.get("source") or _starter(name), version=version)


def identity_page(form: IdentityForm, *, preview: bool = False, status: int = 200) -> Response:
    """The form, under the preview of what it would change."""
    lines = lines_of(*differences(setting(SITE)[0], form.facts)) if preview else None
    form.seen.data = fingerprint(form) if preview else ""
    accent = form.accent.data if preview else ""
    return page(
        "settings/identity.html",
        status,
        form=form,
        lines=lines,
        tried=theme(accent) if accent else None,
        accent=accent,
        action=_here("settings.identity"),
    )


def text_page(name: str, form: TextForm, *, preview: bool = False, status: int = 200) -> Response:
    """The form, under the text as people will read it."""
    form.seen.data = fingerprint(form) if preview else ""
    return page(
        "settings/text.html",
        status,
        form=form,
        title=say(TEXTS[name]),
        is_new=not setting(row_of(name))[0].get("source"),
        shown=shown(form.written.html) if preview else None,
        preview=preview,
        action=_here("settings.text", name=name),
    )


def logo_page(
    form: LogoForm, *, chosen: Logo | None = None, fault: str = "", status: int = 200
) -> Response:
    """The logo of today, and one that was sent, as it would look."""
    _, form.version.data = setting(SITE)
    return page(
        "settings/logo.html",
        status,
        form=form,
        chosen=chosen,
        fault=fault,
        action=_here("settings.logo"),
    )


def onwards() -> str:
    """The page from which somebody came to change this, or the history."""
    path = onward(request.args.get("next"))
    return url_for("settings.history") if path == HOME else path


def _starter(name: str) -> str:
    """Something short and true, to be made one's own."""
    text = (STARTERS / f"{name}.md").read_text(encoding="utf-8")
    return text.format(place=site().place, emergency=site().emergency)


def _here(endpoint: str, **parts: Any) -> str:
    """The page itself, still knowing where to go afterwards."""
    return url_for(endpoint, **parts, next=request.args.get("next"))
