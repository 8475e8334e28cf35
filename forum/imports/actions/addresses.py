"""Remembers where the posts of an archive were, so that old links still find them."""

from forum.imports.actions.known import NOTE
from forum.imports.actions.notebook import Notebook
from forum.imports.models import OldAddress
from forum.imports.paths import stored_path
from forum.imports.records import Proposal, Question, Remark, Reply
from forum.kernel.db import insert_missing


def add_addresses(notebook: Notebook) -> None:
    """Two posts that claim one address are a fault of the archive; the first has it."""
    rows = [
        {
            "path": stored_path(post.old_address),
            "archive": notebook.known.archive,
            "subject_id": _subject(notebook, post),
        }
        for post in notebook.taken_in
        if not isinstance(post, Remark) and post.old_address
    ]
    insert_missing(OldAddress, rows)


def _subject(notebook: Notebook, post: Question | Reply | Proposal) -> int:
    """A note is no subject: its place is the thread."""
    found = notebook.known.posts[post.key]
    if found.kind == NOTE and isinstance(post, Reply):
        return notebook.known.posts[post.question_key].id
    return found.id
