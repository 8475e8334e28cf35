"""Writes posts of one kind: their subjects, their rows, their keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from forum.imports.actions.notebook import Notebook, P
from forum.imports.actions.rows import Row, add_rows, subjects
from forum.kernel.db import Model


@dataclass(frozen=True)
class Shelf(Generic[P]):
    """Where posts of a kind go: `row` makes their columns, `note` what follows from each."""

    kind: str
    noun: str
    model: type[Model]
    row: Callable[[Notebook, P], Row]
    note: Callable[[Notebook, Row], None]

    def fill(self, notebook: Notebook, posts: Sequence[P]) -> list[Row]:
        """The rows written for these posts, in their order."""
        rows = [
            {"id": id_, **self.row(notebook, post)}
            for id_, post in zip(subjects(self.kind, len(posts)), posts, strict=True)
        ]
        add_rows(self.model, rows)
        keys = (post.key for post in posts)
        notebook.known.remember(
            self.kind, {key: row["id"] for key, row in zip(keys, rows, strict=True)}
        )
        for row in rows:
            self.note(notebook, row)
        notebook.taken_in += posts
        notebook.tally.created[self.noun] += len(rows)
        return rows
