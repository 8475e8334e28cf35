"""Keeping articles: all of them, one with what it was before, its words, its state, its day."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.articles import queries as articles
from forum.articles.actions import Draft
from forum.articles.models import Article
from forum.articles.states import LABELS, MOVES, State
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.text import shown
from forum.kernel.web import page, private_page
from forum.threads.briefs import checked_words, today, usual_day
from forum.threads.forms import confirmed_in
from forum.threads.passages import Marked, marked_in
from forum.threads.queries import revisions_of
from moderation.helpdesk.queries import passages_in
from moderation.knowledge import actions, queries
from moderation.knowledge.actions import words_of
from moderation.knowledge.forms import (
    ArticleCheckForm,
    ArticleForm,
    ArticleSourceForm,
    ArticleStateForm,
)
from moderation.knowledge.views.room import BOTH, draft_in, knowledge

Deed = Callable[[Article, Member], None]


@knowledge.get("/desk/articles")
def index() -> Response:
    """Every article, drafts first; or those in one state."""
    state = request.args.get("state", "")
    chosen = state if state in LABELS else None
    found = articles.for_staff(chosen, cursor=request.args.get("cursor"))
    more: dict[str, Any] = {"state": chosen, "cursor": found.next}
    older = url_for("knowledge.index", **more) if found.next else None
    here: dict[str, Any] = {"found": found.items, "older": older, "chosen": chosen}
    return page("knowledge/index.html", labels=LABELS, **here)


@knowledge.get("/desk/articles/<int:article_id>")
def show(article_id: int) -> Response:
    """What it says, what it was made from, what it said before, and what can be done with it."""
    return _show(article_id, ArticleSourceForm())


@knowledge.route("/desk/articles/<int:article_id>/edit", methods=BOTH)
def edit(article_id: int) -> Response:
    """Change the words; what is public already is shown once more before."""
    article = articles.visible_article(article_id, to=current_member())
    if request.method == "GET":
        return _form_page(article, _form_of(article))
    form = ArticleForm.sent()
    if (draft := draft_in(form)) is None:
        return _form_page(article, form, status=422)
    confirmed = confirmed_in(request.form)
    if marked := _marked(article, draft, confirmed):
        return _form_page(article, form, marked=marked, status=422)
    if article.state == State.PUBLISHED and not is_seen(form):
        form.seen.data = fingerprint(form)
        return _form_page(article, form, preview=draft, confirmed=confirmed)

    how: dict[str, Any] = {"revision": form.version.data, "confirmed": confirmed}
    return _do(article_id, lambda here, by: actions.change(here, draft, by=by, **how))


@knowledge.post("/desk/articles/<int:article_id>/state")
def move(article_id: int) -> Response:
    """Published, or put away."""
    state = State(ArticleStateForm.sent().or_refuse().state.data)
    said = {State.PUBLISHED: _("Everybody can read it now."), State.ARCHIVED: _("It is put away.")}
    words = said.get(state, "")
    return _do(article_id, lambda here, by: actions.move(here, state, by=by), said=words)


@knowledge.post("/desk/articles/<int:article_id>/still-true")
def check(article_id: int) -> Response:
    """Somebody has looked at it: it is still true."""
    form = ArticleCheckForm.sent().or_refuse()
    with writing():
        by = current_member()
        article = articles.visible_article(article_id, to=by, lock=True)
        actions.check(article, by=by, until=form.day)
    flash(_("It is kept that the article is still true."), "good")
    if request.args.get("at") == "list":
        return redirect("/desk/still-true", 303)
    return redirect(url_for("knowledge.show", article_id=article_id), 303)


@knowledge.post("/desk/articles/<int:article_id>/sources")
def name_source(article_id: int) -> Response:
    """It was made from this question or answer too."""
    form = ArticleSourceForm.sent()
    if not form.is_fine:
        return _show(article_id, form, status=422)
    try:
        sources = queries.source_at(form.address.data, to=current_member())
    except Invalid as error:
        form.address.errors = [str(error)]
        return _show(article_id, form, status=422)
    return _do(article_id, lambda here, by: actions.name_sources(here, sources, by=by))


def _do(article_id: int, deed: Deed, *, said: str = "") -> Response:
    """One deed on the locked article, then back to it."""
    with writing():
        by = current_member()
        deed(articles.visible_article(article_id, to=by, lock=True), by)
    if said:
        flash(said, "good")
    return redirect(url_for("knowledge.show", article_id=article_id), 303)


def _show(article_id: int, form: ArticleSourceForm, status: int = 200) -> Response:
    by = current_member()
    article = articles.visible_article(article_id, to=by)
    told: dict[str, Any] = {
        "article": article,
        "html": shown(article.html),
        "label": LABELS[State(article.state)],
        "may_become": sorted(MOVES[State(article.state)]),
        "checked": checked_words(article.checked_on, article.true_until),
        "made_from": articles.made_from(article.id),
        "tickets": queries.readable_tickets(article.id, to=by),
        "before": revisions_of(article.id),
    }
    form_of = {"form": form, "check": ArticleCheckForm(), "usual_day": usual_day()}
    return private_page("knowledge/show.html", status, **told, **form_of)


def _form_page(
    article: Article,
    form: ArticleForm,
    *,
    preview: Draft | None = None,
    marked: Marked | None = None,
    confirmed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    if preview is None:
        form.seen.data = ""
    html = shown(preview.body.html) if preview else None
    told = {"preview": preview, "html": html, "marked": marked, "confirmed": confirmed or {}}
    shown_too: dict[str, Any] = {"article": article, "usual_day": usual_day()}
    return private_page("knowledge/edit.html", status, form=form, **told, **shown_too)


def _form_of(article: Article) -> ArticleForm:
    """As it is now, or as it was before the change the address names."""
    number = request.args.get("revision", type=int)
    old = queries.old_text(article, max(number, 0)) if number is not None else None
    form = ArticleForm(None, title=article.title, topic=article.topic.slug)
    form.in_short.data, form.body.data = article.in_short, article.body
    if old is not None:
        form.title.data = old.title or article.title
        form.in_short.data, form.body.data = old.in_short or "", old.body
    form.version.data = article.revision
    if article.true_until > today():
        form.true_until.data = article.true_until.isoformat()
    return form


def _marked(article: Article, draft: Draft, confirmed: dict[str, str]) -> Marked | None:
    """What looks personal, with the ticket in mind that it was made from."""
    words = words_of(draft)
    for ticket, _message in queries.tickets_behind(article.id):
        if marked := marked_in(words, passages_in(words, ticket), confirmed):
            return marked
    return None
