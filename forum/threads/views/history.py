"""The history of a thread."""

from types import SimpleNamespace
from typing import Any

from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.kernel.text import shown
from forum.kernel.web import page
from forum.threads import policy, queries
from forum.threads.views.room import threads


@threads.get("/threads/<int:thread_id>/history")
def history(thread_id: int) -> Response:
    """Old texts may hold what somebody took out on purpose, so few people see them."""
    to = reader()
    thread = queries.visible_thread(thread_id, to=to)
    sees_old_texts = to is not None and policy.may_change(to, thread)
    return page(
        "threads/history.html",
        title=thread.title,
        back=queries.thread_path(thread.id, thread.slug),
        notes=[_shown(note) for note in queries.notes_of(thread.id)],
        revisions=queries.revisions_of(thread.id) if sees_old_texts else None,
    )


def _shown(note: Any) -> SimpleNamespace:
    return SimpleNamespace(**note._asdict() | {"html": shown(note.html)})
