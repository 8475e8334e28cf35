"""Every comment on one answer, or on a question, in order of writing, page by page."""

from typing import Any

from sqlalchemy import Select, and_, false, select

from forum.kernel.db import db
from forum.kernel.paging import Page, page_of, position
from forum.threads.models import Comment
from forum.threads.queries.question import Columns
from forum.threads.queries.talk import Said, author_columns, comment_columns, with_author

SIZE = 50


def comments_on(answer_id: int, *, cursor: str | None = None) -> Page[Said]:
    return _page(Comment.answer_id == answer_id, cursor)


def comments_on_question(thread_id: int, *, cursor: str | None = None) -> Page[Said]:
    """Only threads that came from elsewhere have such comments."""
    about = and_(Comment.thread_id == thread_id, Comment.answer_id.is_(None))
    return _page(about, cursor)


def _page(about: Any, cursor: str | None) -> Page[Said]:
    rows: Select[*Columns] = select(*comment_columns(), *author_columns(), false(), false())
    rows = with_author(rows, Comment.author_id).where(about, Comment.state == "visible")
    if place := position(cursor, int):
        rows = rows.where(Comment.id > place[0])
    found = [Said(*row) for row in db.execute(rows.order_by(Comment.id).limit(SIZE + 1))]
    return page_of(found, SIZE, lambda comment: [comment.id])
