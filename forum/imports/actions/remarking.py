"""What people of an archive said about its ideas."""

from forum.ideas.models import IdeaComment
from forum.imports.actions.known import IDEA, REMARK
from forum.imports.actions.notebook import Notebook
from forum.imports.actions.rows import Row, add_rows, subjects
from forum.imports.records import Remark


def add_remarks(notebook: Notebook) -> None:
    """An answer to a comment that is lost, or comes later, stands by itself."""
    fresh = notebook.fresh("comments", notebook.batch.of(Remark))
    notebook.refuse(one for one in fresh if notebook.known.idea(one.proposal_key) is None)
    placed = [one for one in fresh if notebook.known.idea(one.proposal_key) is not None]
    ids = subjects(REMARK, len(placed))
    here = {remark.key: id_ for remark, id_ in zip(placed, ids, strict=True)}
    rows = [_row(notebook, remark, here) for remark in placed]
    add_rows(IdeaComment, rows)
    notebook.known.remember(REMARK, here)
    notebook.tally.created["comments"] += len(rows)
    for row in rows:
        is_visible = row["state"] == "visible"
        notebook.growth.add(IDEA, row["idea_id"], comment_count=int(is_visible))
        notebook.growth.added[IDEA][row["idea_id"]]["version"] = 1


def _row(notebook: Notebook, remark: Remark, here: dict[str, int]) -> Row:
    idea_id = notebook.known.idea(remark.proposal_key)
    return {
        "id": here[remark.key],
        "idea_id": idea_id,
        "parent_id": _parent(notebook, remark, here),
        "author_id": notebook.author(remark),
        "stance": remark.stance,
        "state": "hidden" if remark.is_hidden else "visible",
        "imported_thanks": remark.likes,
        "written_at": remark.written_at,
        **notebook.words(remark),
    }


def _parent(notebook: Notebook, remark: Remark, here: dict[str, int]) -> int | None:
    """Only an earlier row: a later one does not exist yet when this one is written."""
    key = remark.parent_key or ""
    if known := notebook.known.posts.get(key):
        return known.id if known.kind == REMARK else None
    found = here.get(key)
    return found if found is not None and found < here[remark.key] else None
