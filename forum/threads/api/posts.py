"""Reading, asking, answering, commenting, changing and removing."""

from collections.abc import Callable
from typing import Any

from forum.accounts.current import current_member, reader
from forum.kernel.api import PageAsked, as_list
from forum.kernel.db import writing
from forum.kernel.events import acting_through
from forum.kernel.paging import Page
from forum.kernel.written import Written
from forum.threads import actions, queries
from forum.threads.api import schemas, shapes
from forum.threads.api.schemas import threads_api
from forum.threads.briefs import Brief, brief_of
from forum.topics.queries import tag_called, topic_called
from forum.uploads.taking import write_up_post

Shown = dict[str, Any]
NONE_YET: Page[Any] = Page([], None)


@threads_api.get("/threads")
@threads_api.input(schemas.QuestionsAsked, location="query", arg_name="asked")
@threads_api.output(schemas.QuestionsListed)
def index(asked: dict[str, Any]) -> Shown:
    """Questions, the latest activity first."""
    found = queries.threads_in(
        topic_id=topic_called(asked["topic"]).id if asked["topic"] else None,
        tag_id=tag_called(asked["tag"]).id if asked["tag"] else None,
        state=asked["state"],
        cursor=asked["cursor"],
    )
    return as_list(found, shapes.line)


@threads_api.get("/threads/<int:thread_id>")
@threads_api.input(PageAsked, location="query", arg_name="asked")
@threads_api.output(schemas.QuestionShown)
def show(thread_id: int, asked: dict[str, Any]) -> Shown:
    """A question with its answers in order of writing; `cursor` goes on where a page ended."""
    thread = queries.visible_thread(thread_id, to=reader())
    answers = queries.answers_of(thread, cursor=asked["cursor"])
    return shapes.question(thread, tags=queries.tags_of(thread.id), answers=answers)


@threads_api.post("/threads")
@threads_api.input(schemas.NewQuestion, arg_name="sent")
@threads_api.output(schemas.QuestionShown, status_code=201)
@threads_api.doc(security="bearer")
def ask(sent: dict[str, Any]) -> Shown:
    """Ask everyone."""
    body = write_up_post(sent.pop("body"))
    actions.check_questions(current_member())
    with acting_through("api"), writing():
        topic = topic_called(sent.pop("topic"))
        thread = actions.ask(by=current_member(), topic=topic, body=body, **sent)
        return shapes.question(thread, tags=queries.tags_of(thread.id), answers=NONE_YET)


@threads_api.post("/threads/<int:thread_id>/answers")
@threads_api.input(schemas.NewAnswer, arg_name="sent")
@threads_api.output(schemas.AnswerShown, status_code=201)
@threads_api.doc(security="bearer")
def answer(thread_id: int, sent: dict[str, Any]) -> Shown:
    """Answer a question."""
    body = write_up_post(sent["body"])
    actions.check_replies(current_member())
    with acting_through("api"), writing():
        by = current_member()
        thread = queries.visible_thread(thread_id, to=by, lock=True)
        brief = _brief(sent, body, thread_id) if sent["official"] else None
        said = actions.answer_thread(
            thread,
            by=by,
            body=body,
            official=sent["official"],
            brief=brief,
            confirmed=reasons_in(sent),
        )
        return shapes.answer(thread, said)


@threads_api.post("/answers/<int:answer_id>/comments")
@threads_api.input(schemas.NewComment, arg_name="sent")
@threads_api.output(schemas.CommentShown, status_code=201)
@threads_api.doc(security="bearer")
def comment(answer_id: int, sent: dict[str, Any]) -> Shown:
    """Comment on an answer."""
    body = write_up_post(sent["body"])
    actions.check_replies(current_member())
    with acting_through("api"), writing():
        by = current_member()
        about = queries.visible_answer(answer_id, to=by, lock=True)
        said = actions.comment_on(about, by=by, body=body)
        return shapes.comment(about.thread, about, said)


@threads_api.patch("/threads/<int:thread_id>")
@threads_api.input(schemas.QuestionChange, arg_name="sent")
@threads_api.output(schemas.QuestionShown)
@threads_api.doc(security="bearer")
def change_question(thread_id: int, sent: dict[str, Any]) -> Shown:
    """Change a question; 409 with both texts when somebody was faster."""
    with acting_through("api"), writing():
        thread = _change(queries.visible_thread, thread_id, sent)
        tags, answers = queries.tags_of(thread.id), queries.answers_of(thread)
        return shapes.question(thread, tags=tags, answers=answers)


@threads_api.patch("/answers/<int:answer_id>")
@threads_api.input(schemas.AnswerChange, arg_name="sent")
@threads_api.output(schemas.AnswerShown)
@threads_api.doc(security="bearer")
def change_answer(answer_id: int, sent: dict[str, Any]) -> Shown:
    """Change an answer; 409 with both texts when somebody was faster."""
    with acting_through("api"), writing():
        said = _change(queries.visible_answer, answer_id, sent)
        return shapes.answer(said.thread, said)


@threads_api.patch("/comments/<int:comment_id>")
@threads_api.input(schemas.Change, arg_name="sent")
@threads_api.output(schemas.CommentShown)
@threads_api.doc(security="bearer")
def change_comment(comment_id: int, sent: dict[str, Any]) -> Shown:
    """Change a comment; 409 with both texts when somebody was faster."""
    with acting_through("api"), writing():
        said = _change(queries.visible_comment, comment_id, sent)
        thread = queries.visible_thread(said.thread_id, to=current_member())
        return shapes.comment(thread, said.answer, said)


@threads_api.delete("/threads/<int:thread_id>")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def remove_question(thread_id: int) -> str:
    """Delete a question."""
    return _remove(queries.visible_thread, thread_id)


@threads_api.delete("/answers/<int:answer_id>")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def remove_answer(answer_id: int) -> str:
    """Delete an answer."""
    return _remove(queries.visible_answer, answer_id)


@threads_api.delete("/comments/<int:comment_id>")
@threads_api.output({}, status_code=204)
@threads_api.doc(security="bearer")
def remove_comment(comment_id: int) -> str:
    """Delete a comment."""
    return _remove(queries.visible_comment, comment_id)


def reasons_in(sent: dict[str, Any]) -> dict[str, str]:
    """Words that look personal, and why everybody may read them."""
    return {one["passage"]: one["why"] for one in sent.get("confirmed", ())}


def _brief(sent: dict[str, Any], body: Written, thread_id: int) -> Brief:
    months, until = queries.true_months(thread_id), sent["true_until"]
    return brief_of(sent["in_short"], body, until=until, or_begins=True, months=months)


def _change(find: Callable[..., Any], post_id: int, sent: dict[str, Any]) -> Any:
    """What is not sent stays as it is."""
    by = current_member()
    post = find(post_id, to=by, lock=True)
    source = post.body if sent["body"] is None else sent["body"]
    body = write_up_post(source, post_id=post_id)
    revision = sent["revision"] or post.revision
    more: dict[str, Any] = {"title": sent.get("title"), "confirmed": reasons_in(sent)}
    actions.edit_post(post, by=by, body=body, revision=revision, **more)
    return post


def _remove(find: Callable[..., Any], post_id: int) -> str:
    with acting_through("api"), writing():
        by = current_member()
        actions.delete_post(find(post_id, to=by, lock=True), by=by)
    return ""
