"""Saving what somebody writes, showing it as others will see it, and the list of what was begun."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.design.words import clock_time
from forum.drafts import actions, queries
from forum.drafts.forms import DraftForm, DraftPlaceForm, PreviewForm
from forum.drafts.models import Draft
from forum.drafts.wording import place_called
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.site import site_now
from forum.kernel.text import shown
from forum.kernel.web import page, part_or, room
from forum.kernel.written import write_up

drafts = room("drafts", __file__)


@drafts.get("/me/drafts")
def index() -> Response:
    """What you have begun to write and not posted yet."""
    found = [_shown(draft) for draft in queries.drafts_of(current_member().id)]
    return page("drafts/index.html", found=found, days=queries.KEPT.days)


@drafts.post("/me/drafts")
def keep() -> Response:
    """Save what is being written, as it is now."""
    form = DraftForm.sent().or_refuse()
    with writing():
        actions.keep_draft(form.found, form.texts, by=current_member())
    at = clock_time(now(), zone=ZoneInfo(site_now().zone))
    return part_or(url_for("drafts.index"), "drafts/saved.html", at=at)


@drafts.post("/me/drafts/removal")
def throw_away() -> Response:
    form = DraftPlaceForm.sent().or_refuse()
    with writing():
        actions.forget_draft(form.found.name, by=current_member())
    flash(_("It is thrown away."), "good")
    return redirect(url_for("drafts.index"), 303)


@drafts.post("/preview")
def preview() -> Response:
    """A text as everybody will see it; nothing is kept."""
    form = PreviewForm.sent().or_refuse()
    return page("drafts/preview.html", html=shown(write_up(form.body.data).html))


def _shown(draft: Draft) -> dict[str, Any]:
    place = place_called(draft.place)
    opening = draft.texts.get("title") or draft.texts.get("body", "")
    return {"draft": draft, "place": place, "opening": opening[:120]}
