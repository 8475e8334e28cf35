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
from forum.drafts.wording import Place, place_called
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.site import site_now
from forum.kernel.subjects import urls_of
from forum.kernel.text import shown
from forum.kernel.web import page, part_or, room
from forum.uploads.taking import write_up_post

drafts = room("drafts", __file__)


@drafts.get("/me/drafts")
def index() -> Response:
    """What you have begun to write and not posted yet."""
    drafts = queries.drafts_of(current_member().id)
    known = [(draft, place) for draft in drafts if (place := place_called(draft.place))]
    urls = _urls([place for _, place in known])
    found = [_shown(draft, place, urls) for draft, place in known]
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
        actions.throw_away(form.found.name, by=current_member())
    flash(_("It is thrown away."), "good")
    return redirect(url_for("drafts.index"), 303)


@drafts.post("/preview")
def preview() -> Response:
    """A text as everybody will see it; nothing is kept."""
    form = PreviewForm.sent().or_refuse()
    return page("drafts/preview.html", html=shown(write_up_post(form.body.data).html))


def _urls(places: list[Place]) -> dict[int, str]:
    """The addresses that only other rooms know, one question for each kind of thing."""
    asked: dict[str, list[int]] = {}
    for place in places:
        if place.needs_url:
            asked.setdefault(place.kind.subject, []).append(place.subject_id)
    return {id_: url for kind, ids in asked.items() for id_, url in urls_of(kind, ids).items()}


def _shown(draft: Draft, place: Place, urls: dict[int, str]) -> dict[str, Any]:
    opening = draft.texts.get("title") or draft.texts.get("body", "")
    url = place.url(urls.get(place.subject_id, ""))
    return {"draft": draft, "place": place, "opening": opening[:120], "url": url}
