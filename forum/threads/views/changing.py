"""Editing a question, an answer or a comment, taking it away and putting it back."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.drafts.actions import forget_draft
from forum.drafts.models import Draft
from forum.drafts.previewing import shown_again
from forum.drafts.queries import draft_of
from forum.kernel.db import writing
from forum.kernel.errors import Conflict, Refused
from forum.kernel.web import page
from forum.kernel.written import Written
from forum.threads import actions, policy, queries
from forum.threads.briefs import Brief, usual_day, whole_text
from forum.threads.forms import (
    EditAnswerForm,
    EditPostForm,
    EditQuestionForm,
    WantedForm,
    brief_in,
    confirmed_in,
)
from forum.threads.models import Answer, Thread
from forum.threads.passages import Marked, marked_in
from forum.threads.policy import Post
from forum.threads.views.room import threads
from forum.uploads.taking import take_picture, write_up_post

BOTH = ["GET", "POST"]
Find = Callable[..., Any]


@threads.route("/threads/<int:thread_id>/edit", methods=BOTH)
def edit_question(thread_id: int) -> Response:
    return _edit(queries.visible_thread, thread_id, EditQuestionForm, "edit_question")


@threads.route("/answers/<int:answer_id>/edit", methods=BOTH)
def edit_answer(answer_id: int) -> Response:
    return _edit(queries.visible_answer, answer_id, EditAnswerForm, "edit_answer")


@threads.route("/comments/<int:comment_id>/edit", methods=BOTH)
def edit_comment(comment_id: int) -> Response:
    return _edit(queries.visible_comment, comment_id, EditPostForm, "edit_comment")


@threads.post("/threads/<int:thread_id>/removal")
def remove_question(thread_id: int) -> Response:
    return _remove(queries.visible_thread, thread_id)


@threads.post("/answers/<int:answer_id>/removal")
def remove_answer(answer_id: int) -> Response:
    return _remove(queries.visible_answer, answer_id)


@threads.post("/comments/<int:comment_id>/removal")
def remove_comment(comment_id: int) -> Response:
    return _remove(queries.visible_comment, comment_id)


def _edit(find: Find, post_id: int, form_of: type[EditPostForm], place: str) -> Response:
    by = current_member()
    post: Post = find(post_id, to=by)
    if not policy.may_change(by, post):
        raise Refused("You can only change what you wrote yourself.")
    if request.method == "GET":
        return _begun(post, form_of, place, by)
    form = form_of.sent()
    take_picture(form)
    if again := shown_again(form):
        return _form_page(post, form, place, **again)

    body = write_up_post(form.body.data, post_id=post_id)
    brief = brief_in(form, body, months=_months(post)) if _is_official(post) else None
    if (marked := _marked(post, body, brief, by)) or form.errors:
        return _form_page(post, form, place, status=422, marked=marked)
    try:
        return redirect(_save(find, post_id, form, body, brief), 303)
    except Conflict:
        _begin_again(_place_of(post))
        raise


def _begin_again(place: str) -> None:
    """The next page shows both texts, and the one after it begins with what stands there now."""
    with writing():
        forget_draft(place, by=current_member())


def _begun(post: Post, form_of: type[EditPostForm], place: str, by: Member) -> Response:
    """With what they had changed already, and the revision they saw then: others may be faster."""
    draft = draft_of(by.id, _place_of(post))
    if draft is None:
        return _form_page(post, form_of(obj=post), place)
    form = form_of(MultiDict(form_of(obj=post).data | draft.texts))
    return _form_page(post, form, place, draft=draft)


def _form_page(
    post: Post,
    form: EditPostForm,
    place: str,
    *,
    status: int = 200,
    draft: Draft | None = None,
    marked: Marked | None = None,
    preview: Markup | None = None,
) -> Response:
    return page(
        "threads/edit.html",
        status,
        post=post,
        form=form,
        back=_page_of(post),
        action=request.path,
        removal=request.path.removesuffix("edit") + "removal",
        may_moderate=policy.may_moderate(current_member()),
        place=place,
        draft=draft,
        marked=marked,
        preview=preview,
        writes=_place_of(post),
        is_official=_is_official(post),
        usual_day=usual_day(_months(post)),
        thread_id=post.id if isinstance(post, Thread) else post.thread_id,
    )


def _is_official(post: Post) -> bool:
    """Only such an answer opens with something in short."""
    return isinstance(post, Answer) and post.is_official


def _marked(post: Post, body: Written, brief: Brief | None, by: Member) -> Marked | None:
    """What is new in an official answer and may tell who somebody is."""
    text = whole_text(brief, body) if brief else body.source
    found = actions.personal_in(post, body, brief, by=by)
    return marked_in(text, found, confirmed_in(request.form))


def _months(post: Post) -> int | None:
    """How long answers of its service hold; only official ones ask."""
    if isinstance(post, Answer) and post.is_official:
        return queries.true_months(post.thread_id)
    return None


def _save(find: Find, post_id: int, form: EditPostForm, body: Written, brief: Brief | None) -> str:
    with writing():
        by = current_member()
        post = find(post_id, to=by, lock=True)
        title = form.title.data if isinstance(form, EditQuestionForm) else None
        said = {"revision": form.revision.data, "title": title, "brief": brief}
        said["confirmed"] = confirmed_in(request.form)
        actions.edit_post(post, by=by, body=body, **said)
        forget_draft(_place_of(post), by=by)
    return _page_of(post)


def _place_of(post: Post) -> str:
    """The name of the draft of a change of it."""
    names = {"thread": "questionchange", "answer": "answerchange", "comment": "commentchange"}
    return f"{names[post.__tablename__]}-{post.id}"


def _remove(find: Find, post_id: int) -> Response:
    wants_removal = WantedForm.sent().or_refuse().is_yes
    with writing():
        by = current_member()
        post: Post = find(post_id, to=by, lock=True)
        (actions.delete_post if wants_removal else actions.restore_post)(post, by=by)
        is_question = isinstance(post, Thread)
    if wants_removal:
        flash(_("It is removed."), "good")
    return redirect(url_for("home.front") if is_question and wants_removal else _page_of(post), 303)


def _page_of(post: Post) -> str:
    """The page on which it stands, at its place."""
    urls = queries.SUBJECTS[post.__tablename__].urls([post.id])
    return urls[post.id]
