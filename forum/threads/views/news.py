"""What is new on a question, for a page that is open and asks every half minute."""

from flask import Response, current_app, request

from forum.kernel.paging import LARGEST
from forum.threads import queries
from forum.threads.queries.news import News, answered_after
from forum.threads.queries.question import SIZE
from forum.threads.views.room import threads


@threads.get("/threads/<int:thread_id>/news/<int:number>")
def news(thread_id: int, number: int) -> Response:
    """How many answers came after the one with this number; 304 when it is as it was."""
    found = answered_after(min(thread_id, LARGEST), min(number, LARGEST))
    part = current_app.jinja_env.get_template("threads/news.html")
    shown = {"count": found.count, "path": _path(thread_id, found)} if found else {"count": 0}
    response = Response(part.render(shown), content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(f"{found.count}-{found.first_id}" if found else "0")
    response.make_conditional(request)
    return response


def _path(thread_id: int, found: News) -> str:
    """The short address: the way on to the whole one is what makes the browser read it anew."""
    whole = queries.answer_path(
        thread_id,
        "",
        answer_id=found.first_id,
        number=found.first_number,
        is_long=found.last_number > SIZE,
    )
    return whole.replace(f"/threads/{thread_id}-", f"/threads/{thread_id}", 1)
