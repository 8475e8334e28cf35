"""Putting an idea forward; ideas like it stand beside the form and are never in the way."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.drafts.actions import forget_draft
from forum.drafts.previewing import shown_again
from forum.drafts.queries import draft_of
from forum.ideas import actions, queries
from forum.ideas.forms import IdeaForm
from forum.ideas.models import Idea
from forum.ideas.views.room import ideas, sign_in_then
from forum.kernel.db import writing
from forum.kernel.live import is_live
from forum.kernel.similar import similar_to
from forum.kernel.web import page
from forum.kernel.written import Written, write_up
from forum.topics.queries import topic_called


@ideas.get("/ideas/new")
def new() -> Response:
    """What was typed elsewhere comes along in the address."""
    carried = {name: request.args.get(name, "") for name in ("title", "body", "topic", "board")}
    me = reader()
    draft = draft_of(me.id, "idea") if me and not any(carried.values()) else None
    form = IdeaForm(MultiDict(carried | (draft.texts if draft else {})))
    return _new_page(form, draft=draft)


@ideas.post("/ideas")
def propose() -> Response:
    form = IdeaForm.sent()
    if form.look.data == "yes":
        return _new_page(form, has_looked=True)
    if again := shown_again(form, write_up):
        return _new_page(form, **again)

    actions.check_ideas(current_member())
    idea = _propose(form, write_up(form.body.data))
    flash(_what_happens_next(idea), "good")
    return redirect(queries.idea_path(idea.id, idea.slug), 303)


def _new_page(form: IdeaForm, *, status: int = 200, **shown: Any) -> Response:
    """A page that is open asks while somebody types, and gets what is like it."""
    me = reader()
    title, body = form.title.data or "", form.body.data or ""
    return page(
        "ideas/alike.html" if is_live() else "ideas/new.html",
        status,
        form=form,
        me=me,
        similar=similar_to("idea", title=title, body=body, reader=me),
        boards=form.board.choices,
        sign_in=sign_in_then(url_for("ideas.new", title=form.title.data or None)),
        **shown,
    )


def _propose(form: IdeaForm, body: Written) -> Idea:
    with writing():
        by = current_member()
        forget_draft("idea", by=by)
        return actions.propose(
            by=by,
            topic=topic_called(form.topic.data),
            board=queries.kept_board(form.board.data),
            title=form.title.data,
            body=body,
        )


def _what_happens_next(idea: Idea) -> str:
    if idea.state == "held":
        return str(
            _(
                "We have your idea. It is your first, so the policy team reads it before it "
                "shows. Then we write to you."
            )
        )
    return str(_("Your idea is there for everyone. We write to you when the council answers."))
