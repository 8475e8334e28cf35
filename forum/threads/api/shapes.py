"""Questions, answers and comments as programs get them, each with the address of its page."""

from typing import Any

from flask import current_app

from forum.kernel.api import as_list
from forum.kernel.paging import Page
from forum.threads.models import Answer, Comment, Thread
from forum.threads.policy import Post
from forum.threads.queries import Answered, Line, answer_path, thread_path
from forum.threads.queries.question import SIZE


def question(thread: Thread, *, tags: list[str], answers: Page[Answered]) -> dict[str, Any]:
    return _post(thread) | {
        "url": _absolute(thread_path(thread.id, thread.slug)),
        "thread_id": thread.id,
        "title": thread.title,
        "topic": thread.topic.slug,
        "tags": tags,
        "state": thread.state,
        "is_solved": thread.is_solved,
        "solution_id": thread.solution_id,
        "answer_count": thread.answer_count,
        "me_too_count": thread.me_too_count,
        "score": thread.score,
        "written_at": thread.asked_at,
        "active_at": thread.active_at,
        "answers": as_list(answers, lambda one: answered(thread, one)),
    }


def answered(thread: Thread, one: Answered) -> dict[str, Any]:
    comments = [comment(thread, one.answer, said) for said in one.comments]
    return answer(thread, one.answer) | {"comments": comments}


def answer(thread: Thread, said: Answer) -> dict[str, Any]:
    return _post(said) | {
        "url": _answer_url(thread, said),
        "thread_id": thread.id,
        "number": said.number,
        "is_official": said.is_official,
        "in_short": said.in_short,
        "checked_on": said.checked_on,
        "true_until": said.true_until,
        "is_solution": thread.solution_id == said.id,
        "is_confirmed": said.confirmed_at is not None,
        "score": said.score,
        "thanks_count": said.thanks_count,
        "comment_count": said.comment_count,
        "written_at": said.written_at,
        "comments": [],
    }


def comment(thread: Thread, about: Answer | None, said: Comment) -> dict[str, Any]:
    question_url = _absolute(thread_path(thread.id, thread.slug))
    return _post(said) | {
        "url": _answer_url(thread, about) if about else question_url,
        "thread_id": thread.id,
        "answer_id": said.answer_id,
        "written_at": said.written_at,
    }


def line(one: Line) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": _absolute(thread_path(one.id, one.slug)),
        "title": one.title,
        "topic": one.topic_slug,
        "excerpt": one.gist,
        "is_solved": one.is_solved,
        "answer_count": one.answer_count,
        "me_too_count": one.me_too_count,
        "asked_at": one.asked_at,
        "active_at": one.active_at,
    }


def _post(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "author": post.author.shown_name,
        "body": post.body,
        "html": post.html,
        "revision": post.revision,
        "edited_at": post.edited_at,
    }


def _answer_url(thread: Thread, said: Answer) -> str:
    is_long = thread.last_number > SIZE
    place = answer_path(
        thread.id, thread.slug, answer_id=said.id, number=said.number, is_long=is_long
    )
    return _absolute(place)


def _absolute(path: str) -> str:
    return f"{current_app.config['BASE_URL']}{path}"
