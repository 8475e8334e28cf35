"""The history of a thread."""

from types import SimpleNamespace
from typing import Any

from werkzeug.wrappers import Response

from forum.accounts.current import reader
from forum.accounts.standing import name_shown
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
        revisions=_revisions(thread.id) if sees_old_texts else None,
    )


def _revisions(thread_id: int) -> list[SimpleNamespace]:
    return [_named(old) for old in queries.revisions_of(thread_id)]


def _shown(note: Any) -> SimpleNamespace:
    return _named(note, html=shown(note.html))


def _named(row: Any, **more: Any) -> SimpleNamespace:
    """A row with the name of who did it as everybody may read it."""
    name = name_shown(row.name, row.role) if row.name else None
    return SimpleNamespace(**row._asdict() | {"name": name} | more)
