"""Editing a question, an answer or a comment, taking it away and putting it back."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Refused
from forum.kernel.web import page
from forum.kernel.written import Written, write_up
from forum.threads import actions, policy, queries
from forum.threads.forms import EditPostForm, EditQuestionForm, WantedForm
from forum.threads.models import Thread
from forum.threads.policy import Post
from forum.threads.views.room import threads

BOTH = ["GET", "POST"]
Find = Callable[..., Any]


@threads.route("/threads/<int:thread_id>/edit", methods=BOTH)
def edit_question(thread_id: int) -> Response:
    return _edit(queries.visible_thread, thread_id, EditQuestionForm, "edit_question")


@threads.route("/answers/<int:answer_id>/edit", methods=BOTH)
def edit_answer(answer_id: int) -> Response:
    return _edit(queries.visible_answer, answer_id, EditPostForm, "edit_answer")


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
        return _form_page(post, form_of(obj=post), place)
    form = form_of.sent()
    if not form.is_fine:
        return _form_page(post, form, place, status=422)

    return redirect(_save(find, post_id, form, write_up(form.body.data)), 303)


def _form_page(post: Post, form: EditPostForm, place: str, *, status: int = 200) -> Response:
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
    )


def _save(find: Find, post_id: int, form: EditPostForm, body: Written) -> str:
    with writing():
        by = current_member()
        post = find(post_id, to=by, lock=True)
        title = form.title.data if isinstance(form, EditQuestionForm) else None
        actions.edit_post(post, by=by, body=body, revision=form.revision.data, title=title)
    return _page_of(post)


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
