"""Posting an answer, and the page of the comments on one."""

from typing import Any

from flask import redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.accounts.models import Member
from forum.drafts.actions import forget_draft
from forum.drafts.previewing import shown_again
from forum.drafts.queries import draft_of
from forum.kernel.db import writing
from forum.kernel.text import shown
from forum.kernel.web import page
from forum.kernel.written import Written
from forum.threads import actions, policy, queries
from forum.threads.briefs import Brief, whole_text
from forum.threads.forms import WriteAnswerForm, WriteCommentForm, brief_in, confirmed_in
from forum.threads.passages import NOTHING, Confirmed, Marked, marked_in, passages_for
from forum.threads.views.room import sign_in_then, threads, tools
from forum.threads.views.show import answer_url, thread_page
from forum.uploads.taking import take_picture, write_up_post


@threads.post("/threads/<int:thread_id>/answers")
def answer(thread_id: int) -> Response:
    form = WriteAnswerForm.sent()
    take_picture(form)
    to = current_member()
    if again := shown_again(form):
        return thread_page(queries.question_page(thread_id, to=to), to, form, **again)

    actions.check_replies(to)
    body = write_up_post(form.body.data)
    months = queries.true_months(thread_id) if form.official.data else None
    brief = brief_in(form, body, months=months) if form.official.data else None
    confirmed = confirmed_in(request.form) if brief else NOTHING
    marked = _marked(thread_id, body, brief, confirmed, to) if brief else None
    if form.errors or marked:
        shown = queries.question_page(thread_id, to=to)
        return thread_page(shown, to, form, status=422, marked=marked)
    spoken = {"official": form.official.data, "brief": brief, "confirmed": confirmed}
    answer_id = _answer(thread_id, body, **spoken)
    return redirect(answer_url(answer_id), 303)


@threads.route("/answers/<int:answer_id>/comments", methods=["GET", "POST"])
def comments(answer_id: int) -> Response:
    """All comments on an answer, and the place to write one."""
    if request.method == "GET":
        return _begun_comment(answer_id)

    form = WriteCommentForm.sent()
    take_picture(form)
    member = current_member()
    if again := shown_again(form):
        return _comments_page(answer_id, form, **again)
    actions.check_replies(member)
    _comment(answer_id, write_up_post(form.body.data))
    return redirect(answer_url(answer_id), 303)


@threads.get("/threads/<int:thread_id>/comments")
def comments_on_question(thread_id: int) -> Response:
    """What was said about the question itself, in threads that came from elsewhere."""
    thread = queries.visible_thread(thread_id, to=reader())
    said = queries.comments_on_question(thread.id, cursor=request.args.get("cursor"))
    return page(
        "threads/comments.html",
        title=thread.title,
        back=queries.thread_path(thread.id, thread.slug),
        said=said,
        tools=tools.render([one.id for one in said.items], to=reader()),
    )


def _begun_comment(answer_id: int) -> Response:
    me = reader()
    draft = draft_of(me.id, f"comment-{answer_id}") if me else None
    form = WriteCommentForm(MultiDict(draft.texts) if draft else None)
    return _comments_page(answer_id, form, draft=draft)


def _comments_page(
    answer_id: int, form: WriteCommentForm, *, status: int = 200, **begun: Any
) -> Response:
    """`begun` may hold a `draft` and a `preview`."""
    to = reader()
    answer = queries.visible_answer(answer_id, to=to)
    said = queries.comments_on(answer_id, cursor=request.args.get("cursor"))
    return page(
        "threads/comments.html",
        status,
        title=answer.thread.title,
        back=answer_url(answer_id),
        answer=answer,
        answer_html=shown(answer.html),
        action=request.path,
        place=f"comment-{answer_id}",
        said=said,
        tools=tools.render([one.id for one in said.items], to=to),
        form=form,
        me=to,
        sign_in=sign_in_then(request.path),
        **{"draft": None, "preview": None} | begun,
    )


def _marked(
    thread_id: int, body: Written, brief: Brief, confirmed: Confirmed, to: Member
) -> Marked | None:
    """What the desk has to take out or confirm first; nothing for whoever cannot speak for it."""
    if not policy.may_answer_officially(to):
        return None
    text = whole_text(brief, body)
    return marked_in(text, passages_for(text, thread_id, by=to), confirmed)


def _answer(thread_id: int, body: Written, **spoken: Any) -> int:
    """`spoken` says whether it is the council’s, and what that opens with."""
    with writing():
        by = current_member()
        thread = queries.visible_thread(thread_id, to=by, lock=True)
        forget_draft(f"answer-{thread_id}", by=by)
        return actions.answer_thread(thread, by=by, body=body, **spoken).id


def _comment(answer_id: int, body: Written) -> None:
    with writing():
        by = current_member()
        answer = queries.visible_answer(answer_id, to=by, lock=True)
        actions.comment_on(answer, by=by, body=body)
        forget_draft(f"comment-{answer_id}", by=by)
