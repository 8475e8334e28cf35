"""Asking a question through one of two doors: everyone, or the council in private."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BuildError
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, network_address, reader
from forum.design.words import duration_words
from forum.drafts.actions import forget_draft
from forum.drafts.previewing import is_preview, shown_again
from forum.drafts.queries import draft_of
from forum.kernel.db import writing
from forum.kernel.live import is_live
from forum.kernel.similar import Similar, similar_to
from forum.kernel.web import page
from forum.kernel.written import Written
from forum.threads import actions, queries
from forum.threads.forms import AskForm, personal_details, tags_in
from forum.threads.models import Thread
from forum.threads.queries import pace
from forum.threads.views.room import on_duty, sign_in_then, threads
from forum.topics.queries import topic_called
from forum.uploads.taking import take_picture, write_up_post

LOOKED_AT = 20
MOST_OFFERED = 3
ALIKE = 0.3
"""Their titles have about every third word in common, the rare ones counting more."""


@threads.get("/ask")
def ask() -> Response:
    """What was typed elsewhere comes along in the address."""
    carried = {name: request.args.get(name, "") for name in ("title", "body", "topic", "tags")}
    me = reader()
    draft = draft_of(me.id, "ask") if me and not any(carried.values()) else None
    form = AskForm(MultiDict(carried | {"door": "public"} | (draft.texts if draft else {})))
    return ask_page(form, alike=_alike(form), draft=draft)


@threads.post("/ask")
def post_question() -> Response:
    form = AskForm.sent()
    if form.look.data == "yes":
        return ask_page(form, alike=_alike(form))
    if form.door.data == "private" and not is_preview():
        return redirect(_private_door(), 307)  # the same form goes on, so no text is in an address
    take_picture(form)
    if again := shown_again(form):
        return ask_page(form, **again)
    found = personal_details(f"{form.title.data} {form.body.data}")
    if found and not form.seen.data:
        form.door.data, form.seen.data = "private", "yes"
        return ask_page(form, status=422, found=found)
    if not form.offered.data and _solved(known := _alike(form)):
        return ask_page(form, alike=known)

    actions.check_questions(current_member())
    thread = _ask(form, write_up_post(form.body.data))
    flash(_what_happens_next(thread), "good")
    return redirect(queries.thread_path(thread.id, thread.slug), 303)


@threads.post("/threads/<int:thread_id>/deflection")
def deflect(thread_id: int) -> Response:
    """Somebody about to ask found the answer in a question that was asked before."""
    with writing():
        by = reader()
        thread = queries.visible_thread(thread_id, to=by)
        actions.deflect(thread, by=by, place=network_address())
    flash(_("Good. Your question was answered before you had to ask it."), "good")
    return redirect(queries.thread_path(thread.id, thread.slug), 303)


def _alike(form: AskForm) -> list[Similar]:
    """What is known and reads like it: problems, articles, questions that are solved, then those
    that others wait with.
    """
    near = {
        kind: [one for one in _similar(form, kind) if one.shared >= ALIKE]
        for kind in ("problem", "article", "thread")
    }
    threads = near["thread"]
    known = near["problem"][:1] + near["article"][:MOST_OFFERED] + _solved(threads)[:MOST_OFFERED]
    return known + [one for one in threads if not one.mark][:MOST_OFFERED]


def _similar(form: AskForm, kind: str) -> Sequence[Similar]:
    title, body = form.title.data or "", form.body.data or ""
    return similar_to(kind, title=title, body=body, reader=reader(), most=LOOKED_AT)


def _solved(alike: list[Similar]) -> list[Similar]:
    """What may stop somebody once, before they post; a question without an answer never does."""
    return [one for one in alike if one.mark or one.kind != "thread"]


def ask_page(form: AskForm, *, status: int = 200, **shown: Any) -> Response:
    """A page that is open asks while somebody types, and gets what is like it."""
    return page(
        "threads/alike.html" if is_live() else "threads/ask.html",
        status,
        form=form,
        me=reader(),
        wait=pace().overall,
        here=_on_duty(form),
        sign_in=sign_in_then(url_for("threads.ask", title=form.title.data or None)),
        **shown,
    )


def _on_duty(form: AskForm) -> Markup | None:
    """Who is here for the topic that is chosen, or which teams are here at all."""
    service_id = form.services.get(form.topic.data, 0)
    return on_duty.render([service_id], to=None).get(service_id)


def _ask(form: AskForm, body: Written) -> Thread:
    with writing():
        by = current_member()
        forget_draft("ask", by=by)
        return actions.ask(
            by=by,
            topic=topic_called(form.topic.data),
            title=form.title.data,
            body=body,
            tags=tags_in(form.tags.data),
        )


def _private_door() -> str:
    """Without a help desk installed, the front page says how to reach the council."""
    try:
        door: str = url_for("helpdesk.contact")
    except BuildError:
        return str(url_for("home.front"))
    return door


def _what_happens_next(thread: Thread) -> str:
    minutes = pace().by_topic.get(thread.topic_id) or pace().overall
    if minutes is None:
        return str(_("Your question is posted. We will write to you when somebody answers."))
    words = _(
        "Your question is posted. Half of all questions get a first answer within %(time)s. "
        "We will write to you when somebody answers.",
        time=duration_words(max(1, minutes)),
    )
    return str(words)
