"""A new article: from an answer everybody reads, from one that went to the person, from nothing."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.web import private_page
from forum.threads.briefs import usual_day
from forum.threads.forms import confirmed_in
from forum.threads.passages import Marked, marked_in
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.queries import passages_in, visible_ticket
from moderation.knowledge import actions, queries
from moderation.knowledge.actions import words_of
from moderation.knowledge.forms import ArticleForm
from moderation.knowledge.queries import Beginning
from moderation.knowledge.views.room import BOTH, draft_in, knowledge

HERE = "/desk/tickets/<reference>/messages/<int:message_id>/article"


@knowledge.route("/desk/articles/new", methods=BOTH)
def write() -> Response:
    """From nothing, or with what everybody reads already: the best answer of a question."""
    begun = _begun()
    if request.method == "GET":
        return _page(_form(begun), begun)
    form = ArticleForm.sent()
    if (draft := draft_in(form)) is None:
        return _page(form, begun, status=422)

    with writing():
        sources = begun.sources if begun else ()
        article_id = actions.write(draft, by=current_member(), sources=sources).id
    return redirect(url_for("knowledge.show", article_id=article_id), 303)


@knowledge.get(HERE)
def begin(reference: str, message_id: int) -> Response:
    """What went to the person only, in the words everybody would read."""
    ticket, message = _answer(reference, message_id)
    form = ArticleForm(None, title=ticket.title, version=0)
    form.body.data, form.in_short.data = message.body, message.in_short or ""
    return _page(form, None, ticket=ticket, message=message)


@knowledge.post(HERE)
def write_from_ticket(reference: str, message_id: int) -> Response:
    """After a look for personal details: each is taken out, or confirmed with a reason."""
    ticket, message = _answer(reference, message_id)
    form, confirmed = ArticleForm.sent(), confirmed_in(request.form)
    origin: dict[str, Any] = {"ticket": ticket, "message": message}
    if (draft := draft_in(form)) is None:
        return _page(form, None, status=422, **origin)
    words = words_of(draft)
    if marked := marked_in(words, passages_in(words, ticket), confirmed):
        return _page(form, None, status=422, marked=marked, **origin)

    with writing():
        ticket, message = _answer(reference, message_id, lock=True)
        how: dict[str, Any] = {"by": current_member(), "confirmed": confirmed}
        article_id = actions.write_from_ticket(draft, message, ticket, **how).id
    return redirect(url_for("knowledge.show", article_id=article_id), 303)


def _answer(reference: str, message_id: int, *, lock: bool = False) -> tuple[Ticket, Message]:
    ticket = visible_ticket(reference, to=current_member(), lock=lock)
    return ticket, queries.private_answer(ticket, message_id)


def _begun() -> Beginning | None:
    """What the address names: an answer, or a question with one."""
    to = current_member()
    answer, question = (request.args.get(name, type=int) for name in ("answer", "question"))
    if answer is None and question is not None:
        answer = queries.best_answer_of(max(question, 0), to=to)
    return queries.from_answer(max(answer, 0), to=to) if answer is not None else None


def _form(begun: Beginning | None) -> ArticleForm:
    form = ArticleForm(None, version=0)
    if begun:
        form.title.data, form.topic.data = begun.title[:120], begun.topic
        form.in_short.data, form.body.data = begun.in_short, begun.body
    return form


def _page(
    form: ArticleForm,
    begun: Beginning | None,
    *,
    status: int = 200,
    marked: Marked | None = None,
    **shown: Any,
) -> Response:
    answer_id = begun.sources[-1].subject_id if begun else None
    shown = {"ticket": None, "message": None, "marked": marked, "answer_id": answer_id} | shown
    return private_page("knowledge/new.html", status, form=form, usual_day=usual_day(), **shown)
